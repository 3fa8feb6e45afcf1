// Light, dark, or as the system says; the result is `data-theme` on the page.
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const KEY = 'parley-theme';
const isTheme = (text: string | null): text is Theme => themes.some((t) => t === text);

let chosen = $state<Theme>('system');
let dark = $state(false);

/** True while dark is shown; canvases redraw on it. */
export const isDark = () => dark;
export const theme = () => chosen;

function apply(): void {
  const system = window.matchMedia('(prefers-color-scheme: dark)').matches;
  dark = chosen === 'dark' || (chosen === 'system' && system);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

export function startTheme(): void {
  const stored = localStorage.getItem(KEY);
  if (isTheme(stored)) chosen = stored;
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
  apply();
}

export function chooseTheme(next: string): void {
  if (!isTheme(next)) return;
  chosen = next;
  localStorage.setItem(KEY, next);
  apply();
}

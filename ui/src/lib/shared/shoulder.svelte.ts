// Whether names and numbers are blurred until somebody points at them: for whoever works
// where others look over the shoulder. Kept on this machine.
const KEY = 'parley-shoulder';

let on = $state(false);

export const isShoulderSafe = () => on;

function apply(): void {
  document.documentElement.toggleAttribute('data-shoulder', on);
}

export function startShoulder(): void {
  on = localStorage.getItem(KEY) === 'on';
  apply();
}

export function setShoulderSafe(next: boolean): void {
  on = next;
  if (next) localStorage.setItem(KEY, 'on');
  else localStorage.removeItem(KEY);
  apply();
}

// The icon in the desktop's tray, where the shell has one: it says in the page's
// language what the core counts.
import { backend } from './connection';

export type TrayWords = {
  open: string;
  lock: string;
  quit: string;
  /** With `{n}` where the count goes. */
  waiting: string;
  nothing: string;
  locked: string;
};

/** Tells the tray its words; a shell without one takes no notice. */
export function tellTray(words: TrayWords): void {
  if (window.__TAURI_INTERNALS__ === undefined) return;
  void backend.rpc('tray_words', words).catch(() => undefined);
}

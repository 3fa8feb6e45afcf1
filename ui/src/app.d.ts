declare global {
  interface Window {
    /** Present only inside the Tauri window. */
    __TAURI_INTERNALS__?: unknown;
    /** What the window was opened with. */
    __PARLEY_START__?: import('$lib/api').ShellStateView;
  }
}

export {};

declare global {
  interface Window {
    /** Present only inside the Tauri window. */
    __TAURI_INTERNALS__?: unknown;
  }
}

export {};

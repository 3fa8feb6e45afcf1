// The window's own file dialogs. They are not in the command table, because
// only a shell with a screen can show them; elsewhere a path is typed.
import { backend } from './connection';

async function ask<View>(name: string, input: unknown): Promise<View | null> {
  try {
    return (await backend.rpc(name, input)) as View;
  } catch {
    return null;
  }
}

/** True inside the window, where a dialog can be shown. */
export const canPick = () =>
  typeof window !== 'undefined' &&
  (window.__TAURI_INTERNALS__ !== undefined || import.meta.env.MODE === 'fake');

export const pickFolder = async () =>
  (await ask<{ path: string | null }>('pick_folder', {}))?.path ?? null;

export const pickFiles = async () =>
  (await ask<{ paths: string[] }>('pick_files', {}))?.paths ?? [];

export const pickSave = async (suggested: string) =>
  (await ask<{ path: string | null }>('pick_save', { suggested }))?.path ?? null;

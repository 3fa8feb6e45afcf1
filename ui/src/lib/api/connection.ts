// Chooses the transport once, on first use.
import type { Backend } from './backend';
import { tellAll } from './events';

async function choose(): Promise<Backend> {
  if (import.meta.env.MODE === 'fake') return (await import('./dev-fake')).fakeBackend();
  if (window.__TAURI_INTERNALS__ !== undefined) return (await import('./tauri')).tauriBackend();
  return (await import('./http')).httpBackend();
}

let chosen: Promise<Backend> | undefined;
const transport = () => (chosen ??= choose());

export const backend: Backend = {
  async rpc(name, input) {
    return (await transport()).rpc(name, input);
  },
  subscribe(handler) {
    let stop = () => {};
    let open = true;
    void transport().then((b) => {
      if (open) stop = b.subscribe(handler);
    });
    return () => {
      open = false;
      stop();
    };
  },
};

/** Starts the one subscription that feeds every `onEvent`. */
export const listen = () => backend.subscribe(tellAll);

// The window's transport: the only module that may import @tauri-apps.
import { Channel, invoke } from '@tauri-apps/api/core';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import type { Backend } from './backend';
import type { DragSource } from './drag';
import type { Event } from './gen';

export function tauriBackend(): Backend {
  return {
    rpc: (name, input) => invoke('rpc', { name, input }),
    subscribe(handler) {
      let open = true;
      const channel = new Channel<Event>();
      channel.onmessage = (event) => {
        if (open) handler(event);
      };
      void invoke('subscribe', { channel });
      return () => {
        open = false;
      };
    },
  };
}

export const tauriDrags: DragSource = (handler) => {
  const stop = getCurrentWebview().onDragDropEvent(({ payload }) => {
    // Where the pointer is does not matter: the whole window takes them.
    if (payload.type === 'leave') handler({ kind: 'leave' });
    else if (payload.type !== 'over') handler({ kind: payload.type, paths: payload.paths });
  });
  return () => void stop.then((end) => end());
};

// The window's transport: the only module that may import @tauri-apps.
import { Channel, invoke } from '@tauri-apps/api/core';
import type { Backend } from './backend';
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

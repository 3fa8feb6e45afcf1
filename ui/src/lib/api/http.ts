// The transport to a server on the page's own origin.
import type { Backend } from './backend';
import type { Event, WireError } from './gen';

export function httpBackend(): Backend {
  return {
    async rpc(name, input) {
      const answer = await fetch(`/rpc/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      if (!answer.ok) throw (await answer.json()) as WireError;
      return answer.json();
    },
    subscribe(handler) {
      const source = new EventSource('/events');
      source.onmessage = (message) => handler(JSON.parse(String(message.data)) as Event);
      return () => source.close();
    },
  };
}

// A core made of nothing but memory, for `npm run fake`: to look at screens
// without the window. Never part of the shipped bundle.
import type { Backend } from '../backend';
import type { Event, WireError } from '../gen';
import { fakeAudit } from './audit';
import { fakeCalls } from './calls';
import { fakeComments } from './comments';
import { fakeDesk } from './desk';
import { fakeExport } from './export';
import { fakeImport } from './import';
import { fakeLists } from './lists';
import { fakeLive } from './live';
import { fakePeople } from './people';
import { FakePlayer } from './player';
import { FakePractice } from './practice';

export type Handlers = Record<string, (input: never) => unknown>;

export function fail(code: WireError['code'], retry_after_ms: number | null = null): WireError {
  return { code, message: code, field: null, incident_id: 'f4b1c2', retry_after_ms };
}

export function fakeBackend(): Backend {
  const listeners = new Set<(event: Event) => void>();
  const tell = (event: Event) => listeners.forEach((listener) => listener(event));
  const calls = fakeCalls(tell);
  const handlers: Handlers = {
    ...fakePeople(tell),
    ...calls.handlers,
    ...fakeImport(tell),
    ...fakeComments(),
    ...fakeExport(tell),
    ...fakeAudit(calls.all),
    ...fakeLists(tell, calls.all),
    ...fakeDesk(calls.all),
    ...fakeLive(tell),
    ...new FakePractice(tell).handlers,
    ...new FakePlayer(tell, calls.find).handlers,
  };
  return {
    async rpc(name, input) {
      await new Promise((done) => setTimeout(done, 15));
      const handler = handlers[name];
      if (!handler) throw fail('internal');
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
      return structuredClone(await handler(input as any as never));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

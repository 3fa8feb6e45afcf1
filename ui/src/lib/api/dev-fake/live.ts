import type { Event, LiveCallView } from '../gen';
import { flag } from './flags';
import { fail, type Handlers } from './index';

const turn = (
  at_ms: number,
  side: 'caller' | 'agent',
  heard: string,
  latency_ms: number | null = null,
  cut = '',
) => ({ at_ms, side, heard, cut, latency_ms });

function begun(): LiveCallView[] {
  const base = {
    direction: 'inbound' as const,
    agent: 'Booking agent',
    node: null,
    latency_ms: null,
    effect: null,
    can_take_over: true,
  };
  return [
    {
      call: {
        ...base,
        id: '0199aaaa-0000-7000-8000-0000000000f1',
        since: Date.now() - 96_000,
        caller: 'Meera Joshi',
        phase: 'commit',
        node: 'book',
        tape: 'open',
        latency_ms: 812,
        effect: { what: null, state: 'asked' },
      },
      turns: [
        turn(
          9_000,
          'agent',
          'Hello, this is the automated assistant of Sunrise Clinic. May we record it?',
        ),
        turn(10_800, 'caller', 'Yes.'),
        turn(
          14_000,
          'agent',
          'What can we do for you:',
          640,
          'a check-up, a cleaning, or a painful tooth?',
        ),
        turn(16_200, 'caller', 'A cleaning on Tuesday at four, please.'),
        turn(19_000, 'agent', 'May I have your name?', 812),
        turn(21_000, 'caller', 'Meera Joshi.'),
      ],
      captured: [
        { name: 'service', value: 'cleaning' },
        { name: 'day', value: '2026-05-12' },
        { name: 'time', value: '16:00' },
        { name: 'name', value: 'Meera Joshi' },
      ],
      outcome: null,
    },
    {
      call: {
        ...base,
        id: '0199aaaa-0000-7000-8000-0000000000f2',
        since: Date.now() - 7_000,
        caller: null,
        phase: 'disclose',
        tape: 'shut',
        can_take_over: false,
      },
      turns: [],
      captured: [],
      outcome: null,
    },
  ];
}

export function fakeLive(tell: (event: Event) => void): Handlers {
  let calls = flag('empty') ? [] : begun();
  let listening: string | null = null;
  const changed = () => tell({ kind: 'live_calls_changed' });
  const find = (id: string) => {
    const found = calls.find((each) => each.call.id === id);
    if (!found) throw fail('not_found');
    return found;
  };
  const over = ({ call_id }: { call_id: string }) => {
    find(call_id);
    calls = calls.filter((each) => each.call.id !== call_id);
    if (listening === call_id) listening = null;
    changed();
    return { done: true };
  };
  return {
    live_calls: () => ({ calls: calls.map((each) => each.call), ringing: [], listening }),
    live_call_get: (input: { call_id: string }) => find(input.call_id),
    live_call_listen: (input: { call_id: string }) => {
      listening = find(input.call_id).call.id;
      changed();
      return { done: true };
    },
    live_call_listen_stop: () => {
      listening = null;
      changed();
      return { done: true };
    },
    live_call_end: over,
    live_call_take_over: over,
  };
}

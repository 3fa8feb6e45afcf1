import type { Event, PracticeCallView, StartPractice } from '../gen';
import { flag } from './flags';
import { fail, type Handlers } from './index';

/** Answers whatever is said with the next of its lines. */
const lines = [
  'Hello, this is the automated assistant of Sunrise Clinic. I am an AI. May we record it?',
  'What can we do for you: a check-up, a cleaning, or a painful tooth?',
  'May I have your name?',
  'Which day and what time would suit you?',
];

export class FakePractice {
  #now: PracticeCallView | null = null;
  #line = 0;
  #tell: (event: Event) => void;
  handlers: Handlers;

  constructor(tell: (event: Event) => void) {
    this.#tell = tell;
    this.handlers = {
      practice_start: (input: StartPractice) => this.#start(input),
      practice_state: () => ({ now: this.#now }),
      practice_say: (input: { text: string; whole: boolean }) =>
        this.#hear(input.text, input.whole),
      practice_key: (input: { key: string }) => this.#hear(input.key, true),
      practice_end: () => this.#end(),
    };
  }

  #start(input: StartPractice) {
    if (flag('mute')) throw fail('no_voice');
    this.#line = 0;
    this.#now = {
      by: input.by,
      audible: true,
      over: false,
      kept: 'keeping',
      view: {
        call: {
          id: input.command_id,
          since: Date.now(),
          direction: input.script === 'reminder' ? 'outbound' : 'inbound',
          caller: 'Asha Rao',
          agent: null,
          phase: 'disclose',
          node: null,
          tape: 'shut',
          latency_ms: null,
          effect: null,
          can_take_over: false,
        },
        turns: [],
        captured: [],
        outcome: null,
      },
    };
    setTimeout(() => this.#answer(), 900);
    return { now: this.#now };
  }

  #turn(side: 'caller' | 'agent', heard: string, cut = '', latency_ms: number | null = null) {
    if (!this.#now) return;
    const at_ms = Date.now() - this.#now.view.call.since;
    this.#now.view.turns.push({ at_ms, side, heard, cut, latency_ms });
    this.#tell({ kind: 'practice_changed' });
  }

  #answer() {
    if (!this.#now || this.#now.over) return;
    const line = lines[this.#line] ?? 'Goodbye.';
    const [heard, cut] = this.#line === 1 ? [line.slice(0, 24), line.slice(24)] : [line, ''];
    this.#turn('agent', heard.trim(), cut.trim(), this.#line === 0 ? null : 700);
    this.#line += 1;
    if (this.#line > lines.length) this.#end();
  }

  #hear(text: string, whole: boolean) {
    const now = this.#now;
    if (!now || now.over) throw fail('not_found');
    if (!whole || !text) return { done: true };
    now.view.call.phase = 'dialogue';
    now.view.call.tape = 'open';
    now.view.call.node = 'service';
    now.view.call.latency_ms = 700;
    this.#turn('caller', text);
    setTimeout(() => this.#answer(), 700);
    return { done: true };
  }

  #end() {
    if (this.#now && !this.#now.over) {
      this.#now.over = true;
      this.#now.kept = 'in_review';
      this.#now.view.outcome = null;
      this.#tell({ kind: 'practice_changed' });
    }
    return { done: true };
  }
}

import type { Event, Span } from '../gen';
import type { FakeCall } from './calls';
import { fail, type Handlers } from './index';
import { flag } from './flags';

export class FakePlayer {
  #duration = 0;
  #position = 0;
  #playing = false;
  #speed = 1;
  #repeat: Span | null = null;
  #last = 0;
  #tell: (event: Event) => void;
  handlers: Handlers;

  constructor(tell: (event: Event) => void, find: (id: string) => FakeCall) {
    this.#tell = tell;
    this.handlers = {
      player_open: (input: { call_id: string }) => {
        this.#duration = find(input.call_id).row.duration_ms;
        this.#position = 0;
        if (flag('mute')) throw fail('no_audio_device');
        return { duration_ms: this.#duration };
      },
      player_play: () => {
        if (this.#position >= this.#duration) this.#position = 0;
        return this.#set(true);
      },
      player_pause: () => this.#set(false),
      player_seek: (input: { position_ms: number }) => {
        this.#position = input.position_ms;
        return this.#say();
      },
      player_speed_set: (input: { speed: number }) => {
        this.#speed = input.speed;
        return this.#say();
      },
      player_mix_set: () => ({}),
      player_loop_set: (input: { span?: Span | null }) => {
        this.#repeat = input.span ?? null;
        if (this.#repeat) this.#position = this.#repeat.from_ms;
        return this.#say();
      },
      player_silence_skip: (input: { skip: boolean }) => {
        const third = Math.round(this.#duration / 3);
        const skipped = input.skip ? [{ from_ms: third, to_ms: third + 9_000 }] : [];
        return { skipped, saved_ms: skipped.length * 9_000 };
      },
      player_close: () => this.#set(false),
    };
    setInterval(() => this.#tick(), 33);
  }

  #set(playing: boolean) {
    this.#playing = playing;
    this.#last = performance.now();
    return this.#say();
  }

  #tick() {
    if (!this.#playing) return;
    const now = performance.now();
    this.#position = Math.min(this.#duration, this.#position + (now - this.#last) * this.#speed);
    this.#last = now;
    const round = this.#repeat;
    if (round && this.#position >= round.to_ms) this.#position = round.from_ms;
    if (this.#position >= this.#duration) this.#playing = false;
    this.#say();
  }

  #say() {
    this.#tell({
      kind: 'player',
      position_ms: Math.round(this.#position),
      duration_ms: this.#duration,
      playing: this.#playing,
      ended: this.#position >= this.#duration,
      device_lost: false,
      stands_in: false,
      speed: this.#speed,
    });
    return {};
  }
}

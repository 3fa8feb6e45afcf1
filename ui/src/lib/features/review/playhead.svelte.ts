// Where the sound is. The core tells four times a second, and at once where it is not
// where it was to be expected; between two tellings the position is carried on with the
// clock, so that a frame never shows an old one. `watch` is for what moves with every frame and is kept out
// of runes on purpose: a frame must touch two words, not a component tree.
import {
  backend,
  onEvent,
  playerClose,
  playerLoopSet,
  playerOpen,
  playerPause,
  playerPlay,
  playerSeek,
  playerSpeedSet,
  toFailure,
  type Failure,
  type PlayerPosition,
  type Span,
} from '$lib/api';
import { Mix } from './mix.svelte';
import { playback, rememberPlayback, resumeAt } from './playback.svelte';
import { Silence } from './silence.svelte';

/** Held down to hear again what was not understood. */
const AGAIN = { backMs: 3000, speed: 0.7 };

/** A telling this little behind what is shown is jitter, not a jump back. */
const JITTER_MS = 80;

export class Playhead {
  playing = $state(false);
  ready = $state(false);
  hasDevice = $state(true);
  deviceLost = $state(false);
  /** The system's device plays in place of the chosen one. */
  standsIn = $state(false);
  failure = $state.raw<Failure | null>(null);
  durationMs = $state(0);
  /** As chosen; while a key is held it may be slower. */
  speed = $state(1);
  /** Seconds to go back when playing goes on. */
  rewindS = $state(0);
  /** What is played round and round. */
  repeat = $state.raw<Span | null>(null);
  readonly mix = new Mix();
  readonly silence = new Silence();
  /** The position to a tenth of a second, for the clock. */
  tenth = $state(0);

  #base = 0;
  #baseAt = 0;
  #frame = 0;
  /** What the core plays at now. */
  #rate = 1;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nobody reads it in a template
  #watchers = new Set<(ms: number) => void>();
  #wanted: number | null = null;
  #seeking = false;
  /** Where playing was stopped; `null` once the place is another. */
  #stoppedAt: number | null = null;

  constructor(durationMs: number) {
    this.durationMs = durationMs;
    const { speed, rewindS } = playback();
    this.speed = speed;
    this.rewindS = rewindS;
  }

  /** The position now, ms. */
  get ms(): number {
    const since = this.playing ? (performance.now() - this.#baseAt) * this.#rate : 0;
    return Math.min(this.durationMs, Math.max(0, this.#base + since));
  }

  /** Calls `watcher` on every frame that moves; the result ends it. */
  watch(watcher: (ms: number) => void): () => void {
    this.#watchers.add(watcher);
    watcher(this.ms);
    return () => this.#watchers.delete(watcher);
  }

  /** Opens the player and listens; the result closes it. */
  open(callId: string): () => void {
    const stops = [
      onEvent('player', (told) => this.#told(told)),
      onEvent('player_device_lost', () => {
        this.deviceLost = true;
        this.playing = false;
        this.#tell();
      }),
    ];
    void this.#start(callId);
    return () => {
      for (const stop of stops) stop();
      cancelAnimationFrame(this.#frame);
      this.playing = false;
      this.#watchers.clear();
      void playerClose(backend, {}).catch(() => undefined);
    };
  }

  async #start(callId: string) {
    this.ready = false;
    try {
      const opened = await playerOpen(backend, { call_id: callId });
      this.durationMs = opened.duration_ms;
      this.hasDevice = true;
      this.deviceLost = false;
      await playerSpeedSet(backend, { speed: this.speed });
      this.mix.send();
      if (this.silence.on) void this.silence.send();
      this.repeat = null;
      this.ready = true;
      if (this.#base > 0) void this.#sendSeek();
    } catch (thrown) {
      this.failure = toFailure(thrown);
      this.#withoutDevice();
    }
  }

  async toggle() {
    if (this.playing) await this.pause();
    else await this.play();
  }

  async play() {
    // Whoever moved meanwhile wants to hear what is there.
    if (this.rewindS > 0 && this.#stoppedAt !== null && this.#base < this.durationMs)
      this.seek(resumeAt(this.#base, this.rewindS, this.repeat));
    this.#stoppedAt = null;
    await this.#ask(() => playerPlay(backend, {}));
  }

  async pause() {
    await this.#ask(() => playerPause(backend, {}));
    this.#stoppedAt = this.#base;
  }

  /** Looks for a sound device again. */
  async retry(callId: string) {
    this.failure = null;
    await this.#start(callId);
  }

  seek(ms: number) {
    this.#stoppedAt = null;
    this.#place(Math.min(this.durationMs, Math.max(0, ms)));
    this.#wanted = this.#base;
    void this.#sendSeek();
  }

  skip(byMs: number) {
    this.seek(this.ms + byMs);
  }

  /** Chooses a speed, for this call and those after it. */
  setSpeed(speed: number) {
    this.speed = speed;
    rememberPlayback({ speed });
    this.#sendSpeed(speed);
  }

  setRewind(rewindS: number) {
    this.rewindS = rewindS;
    rememberPlayback({ rewindS });
  }

  /** Goes back a little and slower; the result goes on as before. */
  again(): () => void {
    const wasPlaying = this.playing;
    this.skip(-AGAIN.backMs);
    this.#sendSpeed(Math.min(AGAIN.speed, this.speed));
    if (!wasPlaying) void this.play();
    return () => {
      this.#sendSpeed(this.speed);
      if (!wasPlaying) void this.pause();
    };
  }

  /** Plays a stretch round and round; `null` goes on past its end. */
  async setLoop(span: Span | null) {
    if (!this.ready) return;
    this.repeat = span;
    await playerLoopSet(backend, { span }).catch(() => (this.repeat = null));
  }

  #speedSent: Promise<unknown> = Promise.resolve();

  /** In the order they were asked for: a key may be let go before the answer. */
  #sendSpeed(speed: number) {
    if (!this.ready) return;
    this.#speedSent = this.#speedSent.then(() =>
      playerSpeedSet(backend, { speed }).catch(() => undefined),
    );
  }

  /** One seek under way at a time; while dragging only the last one counts. */
  async #sendSeek() {
    if (this.#seeking || !this.ready) return;
    this.#seeking = true;
    let wanted = this.#wanted ?? this.#base;
    for (;;) {
      this.#wanted = null;
      await playerSeek(backend, { position_ms: Math.round(wanted) }).catch(() => undefined);
      if (this.#wanted === null) break;
      wanted = this.#wanted;
    }
    this.#seeking = false;
  }

  async #ask(what: () => Promise<unknown>) {
    if (!this.ready) return;
    this.failure = null;
    try {
      await what();
    } catch (thrown) {
      this.failure = toFailure(thrown);
      this.#withoutDevice();
    }
  }

  /** No sound device is a state of its own, with its own way on. */
  #withoutDevice() {
    if (this.failure?.code !== 'no_audio_device') return;
    this.hasDevice = false;
    this.failure = null;
  }

  #told(told: PlayerPosition) {
    // What is told before it is ready is the start of the recording, not where somebody
    // wants to be.
    if (this.#seeking || !this.ready) return;
    if (told.duration_ms > 0) this.durationMs = told.duration_ms;
    if (told.playing) this.deviceLost = false;
    this.standsIn = told.stands_in;
    const shown = this.ms;
    const behind = shown - told.position_ms;
    const jitter =
      told.playing && this.playing && behind > 0 && behind < JITTER_MS * Math.max(1, told.speed);
    this.#rate = told.speed;
    this.playing = told.playing;
    this.#place(jitter ? shown : told.position_ms);
  }

  #place(ms: number) {
    this.#base = ms;
    this.#baseAt = performance.now();
    if (this.playing) this.#run();
    else this.#tell();
  }

  #run() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#onFrame);
  }

  /** One for all frames: a new one for each is what the page's memory would grow by. */
  #onFrame = () => {
    this.#tell();
    if (this.playing) this.#run();
  };

  #tell() {
    const ms = this.ms;
    this.tenth = Math.floor(ms / 100) * 100;
    for (const watcher of this.#watchers) watcher(ms);
  }
}

// The call that is open: its data, transcript, player and picture.
import {
  backend,
  callGet,
  peaksGet,
  toFailure,
  transcriptGet,
  type AgentEvent,
  type CallNumbers,
  type CallView,
  type CapturedView,
  type Claim,
  type Failure,
  type PeakLane,
  type Span,
  type TranscriptView,
  type Turn,
  type TurnMark,
  type Voice,
} from '$lib/api';
import { session } from '$lib/features/shell/session.svelte';
import { Playhead } from './playhead.svelte';
import { ofTurn, ofWords, selectedPlaces } from './stretch';

/** More buckets than this cannot be told apart on any screen. */
const MOST_BUCKETS = 4096;

/** For a width in CSS px. */
const bucketsFor = (width: number) =>
  Math.min(MOST_BUCKETS, Math.round(width * Math.min(3, devicePixelRatio || 1)));

export class OpenCall {
  readonly id: string;
  call = $state.raw<CallView | null>(null);
  turns = $state.raw<Turn[] | null>(null);
  numbers = $state.raw<CallNumbers | null>(null);
  events = $state.raw<AgentEvent[]>([]);
  claims = $state.raw<Claim[]>([]);
  /** What the agent noted down, as it stands corrected. */
  variables = $state.raw<CapturedView[]>([]);
  /** The turns that were ever corrected. */
  marks = $state.raw<TurnMark[]>([]);
  /** The voices that people named, not the source. */
  named = $state.raw<Voice[]>([]);
  lanes = $state.raw<PeakLane[]>([]);
  /** The lanes of the stretch that was looked at last, finer than `lanes`. */
  near = $state.raw<{ span: Span; lanes: PeakLane[] } | null>(null);
  /** Lent by the lanes: so many times as near; 0 is the whole call. */
  zoom: ((times: number) => void) | null = null;
  /** Gives the transcript the keyboard, while it shows. */
  toTranscript: (() => void) | null = null;
  playhead = $state.raw<Playhead | null>(null);
  failure = $state.raw<Failure | null>(null);
  transcriptFailure = $state.raw<Failure | null>(null);

  #close: () => void = () => {};
  #closed = false;
  #peaksFor = 0;

  constructor(id: string) {
    this.id = id;
  }

  async load(): Promise<void> {
    this.failure = null;
    try {
      const call = await callGet(backend, { call_id: this.id });
      if (this.#closed) return;
      this.call = call;
      this.variables = call.variables;
      if (
        call.recording &&
        call.recording.state !== 'missing' &&
        session.can('recording_listen') &&
        !this.playhead
      ) {
        const playhead = new Playhead(call.recording.duration_ms);
        this.#close = playhead.open(this.id);
        this.playhead = playhead;
      }
    } catch (thrown) {
      this.failure = toFailure(thrown);
      return;
    }
    await this.loadTranscript();
  }

  async loadTranscript(): Promise<void> {
    if (!session.can('transcript_read')) return;
    this.transcriptFailure = null;
    try {
      this.take(await transcriptGet(backend, { call_id: this.id }));
    } catch (thrown) {
      this.transcriptFailure = toFailure(thrown);
    }
  }

  #wantedNear: { span: Span; buckets: number } | null = null;
  #fetchingNear = false;

  /** Fetches the picture of a stretch; of many asked for in a row only the last. */
  async drawNear(span: Span, width: number): Promise<void> {
    this.#wantedNear = { span, buckets: bucketsFor(width) };
    if (this.#fetchingNear) return;
    this.#fetchingNear = true;
    while (this.#wantedNear && !this.#closed) {
      const { span: wanted, buckets }: { span: Span; buckets: number } = this.#wantedNear;
      this.#wantedNear = null;
      const input = { call_id: this.id, ...wanted, buckets };
      const view = await peaksGet(backend, input).catch(() => null);
      if (view) this.near = { span: wanted, lanes: view.lanes };
    }
    this.#fetchingNear = false;
  }

  /** Shows a transcript, with what lies over it. */
  take(transcript: TranscriptView): void {
    this.turns = transcript.turns;
    this.numbers = transcript.numbers;
    this.events = transcript.events;
    this.claims = transcript.claims;
    this.marks = transcript.marks;
    this.named = transcript.named;
    this.takeTags(transcript.tags);
  }

  /** The call's tags now: trackers may have set others. Its marks are stale then, too. */
  takeTags(tags: string[]): void {
    const { call } = this;
    if (!call || tags.join('\n') === call.row.tags.join('\n')) return;
    this.call = { ...call, row: { ...call.row, tags } };
  }

  /** Fetches the picture of the whole for a width, in CSS px. */
  async draw(width: number): Promise<void> {
    const recording = this.call?.recording;
    const buckets = bucketsFor(width);
    if (!recording || !this.playhead || buckets < 2 || buckets === this.#peaksFor) return;
    this.#peaksFor = buckets;
    const view = await peaksGet(backend, {
      call_id: this.id,
      from_ms: 0,
      to_ms: recording.duration_ms,
      buckets,
    }).catch(() => null);
    if (view && this.#peaksFor === buckets) this.lanes = view.lanes;
  }

  /** Caller and agent changed places: what was drawn and read is stale. */
  async swapped(): Promise<void> {
    const width = this.#peaksFor / Math.min(3, devicePixelRatio || 1);
    this.#peaksFor = 0;
    this.near = null;
    await this.load();
    await this.draw(width);
    this.playhead?.mix.send();
  }

  /** Round and round: the selected words, else the turn being said; again: no more. */
  loop(): void {
    const playhead = this.playhead;
    if (!playhead) return;
    const turns = this.turns ?? [];
    const chosen = ofWords(turns, selectedPlaces());
    const span = chosen ?? (playhead.repeat ? null : ofTurn(turns, playhead.ms));
    window.getSelection()?.removeAllRanges();
    void playhead.setLoop(span);
  }

  close(): void {
    this.#closed = true;
    this.#close();
  }
}

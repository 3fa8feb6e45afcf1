// Who speaks in the open call: the menu of one speaker, and the requests behind it.
import {
  backend,
  commandId,
  speakerChanges,
  speakersChange,
  speakersRestore,
  toFailure,
  type Failure,
  type SpeakerChangeView,
  type SpeakerEdit,
  type TranscriptView,
  type Voice,
} from '$lib/api';
import type { OpenCall } from '$lib/features/review/open-call.svelte';
import { turnStart } from '$lib/features/review/words';
import { session } from '$lib/features/shell/session.svelte';
import { Attempt } from '$lib/shared/attempt.svelte';
import { isSame, speakerNames, voiceOf, voicesOf, type Heard } from './voices';

/** Which speaker was pressed, in which turn, and which turns are meant by "these". */
export type SpeakerMenu = { turn: number; chosen: number[]; anchor: Element };

export class Speakers {
  readonly open: OpenCall;
  menu = $state.raw<SpeakerMenu | null>(null);
  changes = $state.raw<SpeakerChangeView[] | null>(null);
  changesFailure = $state.raw<Failure | null>(null);
  readonly attempt = new Attempt();
  readonly heard = $derived.by(() => voicesOf(this.open.turns ?? []));
  readonly nameOf = $derived.by(() => speakerNames(this.open.turns ?? [], this.open.named));

  constructor(open: OpenCall) {
    this.open = open;
  }

  get mayChange(): boolean {
    return session.can('call_annotate') && session.can('transcript_read');
  }

  voiceAt(turn: number): Voice | null {
    const now = this.open.turns?.[turn];
    return now ? voiceOf(now) : null;
  }

  others(voice: Voice): Heard[] {
    return this.heard.filter((one) => !isSame(one.voice, voice));
  }

  turnsOf(voice: Voice): number[] {
    return this.heard.find((one) => isSame(one.voice, voice))?.turns ?? [];
  }

  isNamed(voice: Voice): boolean {
    return this.open.named.some((named) => isSame(named, voice));
  }

  /** Their longest turn, where it begins: enough to know a voice by. */
  sample(voice: Voice): number | null {
    const turns = this.turnsOf(voice).flatMap((place) => {
      const turn = this.open.turns?.[place];
      const start = turn ? turnStart(turn) : null;
      return turn && start !== null ? [{ start, long: (turn.end_ms ?? start) - start }] : [];
    });
    return turns.sort((a, b) => b.long - a.long)[0]?.start ?? null;
  }

  hear(voice: Voice): void {
    const { playhead } = this.open;
    const at = this.sample(voice);
    if (!playhead || at === null) return;
    playhead.seek(at);
    if (!playhead.playing) void playhead.play();
  }

  async loadChanges(): Promise<void> {
    this.changesFailure = null;
    // What was known before the last change is no answer.
    this.changes = null;
    try {
      const view = await speakerChanges(backend, { call_id: this.open.id });
      this.changes = view.changes;
    } catch (thrown) {
      this.changesFailure = toFailure(thrown);
    }
  }

  change(edit: SpeakerEdit, everywhere = false) {
    return this.#ask(() =>
      speakersChange(backend, {
        command_id: commandId(),
        call_id: this.open.id,
        edit,
        everywhere,
      }),
    );
  }

  restore(change: SpeakerChangeView) {
    return this.#ask(() =>
      speakersRestore(backend, {
        command_id: commandId(),
        call_id: this.open.id,
        change_id: change.id,
      }),
    );
  }

  async #ask(request: () => Promise<TranscriptView>): Promise<boolean> {
    const transcript = await this.attempt.run(request);
    if (!transcript) return false;
    this.open.take(transcript);
    return true;
  }
}

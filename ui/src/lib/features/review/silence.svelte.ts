// Leaving out pauses: whether, which, and how much it saves. The core decides what a
// pause is; this only asks and shows.
import { backend, playerSilenceSkip, toFailure, type Failure, type Span } from '$lib/api';
import { playback, rememberPlayback } from './playback.svelte';

export class Silence {
  /** As chosen, for this call and those after it. */
  on = $state(playback().skipSilence);
  /** The recording is being listened through. */
  finding = $state(false);
  skipped = $state.raw<readonly Span[]>([]);
  savedMs = $state(0);
  failure = $state.raw<Failure | null>(null);
  /** Only flagged stretches are played; for this call alone. */
  flaggedOnly = $state(false);
  #asked = 0;

  set(on: boolean) {
    this.on = on;
    rememberPlayback({ skipSilence: on });
    void this.send();
  }

  onlyFlagged(on: boolean) {
    this.flaggedOnly = on;
    void this.send();
  }

  /** Tells the core, which forgets when a recording is opened. */
  async send() {
    const asked = ++this.#asked;
    this.finding = this.on;
    this.failure = null;
    const answer = await playerSilenceSkip(backend, {
      skip: this.on,
      flagged_only: this.flaggedOnly,
    }).catch((thrown: unknown) => {
      if (asked === this.#asked && (this.on || this.flaggedOnly)) this.failure = toFailure(thrown);
      return { skipped: [], saved_ms: 0 };
    });
    if (asked !== this.#asked) return;
    this.finding = false;
    this.skipped = answer.skipped;
    this.savedMs = answer.saved_ms;
  }
}

// What the keys of a call do.
import { goto } from '$app/navigation';
import { listing } from '$lib/features/calls/listing.svelte';
import type { Release } from '$lib/commands/handler';
import { beside } from './playback.svelte';
import type { OpenCall } from './open-call.svelte';
import { turnStart } from './words';

const STEP_MS = 5000;

/** The runs that an open call lends to the table of commands. */
export function reviewKeys(open: OpenCall) {
  const playhead = open.playhead;
  const backToList = () => {
    // What is nearest ends first.
    if (playhead?.repeat) void playhead.setLoop(null);
    // From beside the transcript one comes back to it first.
    else if (document.activeElement?.closest('aside') && open.toTranscript) open.toTranscript();
    else void goto(listing.address);
  };
  if (!playhead) return { backToList };

  const starts = (open.turns ?? [])
    .map(turnStart)
    .filter((start) => start !== null)
    .sort((a, b) => a - b);
  // A second press within a second goes one further back, as on a music player.
  const before = () => starts.findLast((start) => start < playhead.ms - 1000) ?? 0;
  const after = () => starts.find((start) => start > playhead.ms);

  return {
    backToList,
    play: () => void playhead.toggle(),
    pause: () => void playhead.pause(),
    forwardPlay: () => {
      if (playhead.playing) playhead.skip(STEP_MS);
      else void playhead.play();
    },
    back5: () => playhead.skip(-STEP_MS),
    forward5: () => playhead.skip(STEP_MS),
    slower: () => playhead.setSpeed(beside(playhead.speed, -1)),
    faster: () => playhead.setSpeed(beside(playhead.speed, 1)),
    again: (): Release => playhead.again(),
    onlyCaller: (): Release => playhead.mix.only('caller'),
    onlyAgent: (): Release => playhead.mix.only('agent'),
    loop: () => open.loop(),
    skipSilence: () => playhead.silence.set(!playhead.silence.on),
    nearer: () => open.zoom?.(2),
    farther: () => open.zoom?.(1 / 2),
    wholeCall: () => open.zoom?.(0),
    start: () => playhead.seek(0),
    end: () => playhead.seek(playhead.durationMs),
    prevTurn: () => playhead.seek(before()),
    nextTurn: () => {
      const next = after();
      if (next !== undefined) playhead.seek(next);
    },
  };
}

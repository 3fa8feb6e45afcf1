// A call of three hours in Parley's own format: two tones that come and go, and a
// transcript with a time for each word. Made with ffmpeg.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TURN_MS = 6_000;
const WORDS = 14;

/** Writes its recording and its data file into `folder`. */
export function makeLongCall(folder, { hours = 3, caller }) {
  mkdirSync(folder, { recursive: true });
  const seconds = hours * 3600;
  const tones =
    "aevalsrc='0.4*sin(2*PI*(220+60*sin(t/7))*t)*gt(mod(t,12),6)|0.4*sin(2*PI*330*t)*lt(mod(t,12),6)*abs(sin(t*3))'";
  const made = spawnSync('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', `${tones}:s=8000:d=${seconds}`],
    join(folder, 'long.wav'),
  ]);
  if (made.status !== 0) throw new Error(`ffmpeg: ${made.stderr ?? made.error}`);
  const turns = Array.from({ length: (seconds * 1000) / TURN_MS }, (_, n) => {
    const spoken = Array.from({ length: WORDS }, (_, i) => `word${(n * 7 + i * 13) % 900}`);
    let at = 0;
    const words = spoken.map((word, i) => {
      const start = n * TURN_MS + Math.floor((i * TURN_MS) / WORDS);
      const placed = [at, word.length, start, start + Math.floor(TURN_MS / WORDS) - 20, 95];
      at += word.length + 1;
      return placed;
    });
    return {
      side: n % 2 ? 'caller' : 'agent',
      text: spoken.join(' '),
      start_ms: n * TURN_MS,
      end_ms: (n + 1) * TURN_MS - 20,
      words,
    };
  });
  writeFileSync(
    join(folder, 'long.json'),
    JSON.stringify({
      format: 'parley-call',
      version: 1,
      started_at: new Date(Date.now() - 3_600_000).toISOString(),
      channel: 'phone',
      direction: 'inbound',
      caller: { name: caller },
      agent: { name: 'Bench' },
      recording: { file: 'long.wav', caller_channel: 0 },
      turns,
    }),
  );
}

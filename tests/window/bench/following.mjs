// How far the word that is marked is from the word that is heard, at every speed: the
// window plays a tone that rises all the time, so what the loudspeaker gives says where
// in the recording it is from.

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { RATE } from '../sound.mjs';
import { Key, until } from '../webdriver.mjs';

const SPEEDS = ['0.5×', '1×', '1.5×', '2×', '3×'];
/** The tone's lowest frequency, its rise in a second, and the seconds it rises for. */
const [HZ, RISE, PERIOD_S] = [400, 250, 8];
const SECONDS = 64;
const WORD_MS = 300;
const WORDS = 10;
/** What is listened to around the moment a word is marked. */
const WINDOW_MS = 60;
const PLAY_MS = 6_000;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Writes the tone and a transcript whose words follow each other without a gap. */
export function makeRisingCall(folder, { caller }) {
  mkdirSync(folder, { recursive: true });
  const u = `mod(t,${PERIOD_S})`;
  const tone = `aevalsrc='0.5*sin(2*PI*(${HZ}*${u}+${RISE / 2}*${u}*${u}))':s=8000:d=${SECONDS}`;
  const made = spawnSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', tone, join(folder, 'rising.wav')]);
  if (made.status !== 0) throw new Error(`ffmpeg: ${made.stderr ?? made.error}`);
  const turns = Array.from({ length: (SECONDS * 1000) / WORD_MS / WORDS }, (_, n) => {
    const from = n * WORDS;
    const spoken = Array.from({ length: WORDS }, (_, i) => `w${String(from + i).padStart(4, '0')}`);
    return {
      side: 'caller',
      text: spoken.join(' '),
      start_ms: from * WORD_MS,
      end_ms: (from + WORDS) * WORD_MS,
      words: spoken.map((word, i) => [
        i * (word.length + 1),
        word.length,
        (from + i) * WORD_MS,
        (from + i + 1) * WORD_MS,
        99,
      ]),
    };
  });
  const call = {
    format: 'parley-call',
    version: 1,
    started_at: new Date(Date.now() - 7_200_000).toISOString(),
    channel: 'phone',
    direction: 'inbound',
    caller: { name: caller },
    agent: { name: 'Bench' },
    recording: { file: 'rising.wav', caller_channel: 0 },
    turns,
  };
  writeFileSync(join(folder, 'rising.json'), JSON.stringify(call));
}

/** The loudspeaker's left channel from now on, each sample with its time on the wall. */
async function listen() {
  const ear = spawn(
    'parec',
    [`--device=${process.env.PARLEY_SINK_MONITOR}`, '--format=s16le', `--rate=${RATE}`, '--channels=1', '--raw', '--latency-msec=5'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const pieces = [];
  let bytes = 0;
  let startedAt = Infinity;
  await new Promise((resolve, reject) => {
    ear.stdout.on('data', (piece) => {
      pieces.push(piece);
      bytes += piece.length;
      // The piece that was least late tells best when the first sample was.
      startedAt = Math.min(startedAt, now() - (bytes / 2 / RATE) * 1000);
      resolve();
    });
    ear.on('exit', (code) => reject(new Error(`parec ended: ${code}`)));
  });
  return async () => {
    const ended = new Promise((resolve) => ear.on('close', resolve));
    ear.kill('SIGTERM');
    await ended;
    const all = Buffer.concat(pieces);
    const samples = Float32Array.from({ length: all.length >> 1 }, (_, i) => all.readInt16LE(i * 2) / 32_768);
    return { samples, startedAt };
  };
}

const now = () => performance.timeOrigin + performance.now();

/** The frequency of a stretch from where it crosses zero; null for silence. */
function pitch(samples) {
  const ups = [];
  for (let i = 1; i < samples.length; i += 1) {
    const [a, b] = [samples[i - 1], samples[i]];
    if (a < 0 && b >= 0) ups.push(i - 1 + a / (a - b));
  }
  if (ups.length < 5) return null;
  return ((ups.length - 1) / (ups.at(-1) - ups[0])) * RATE;
}

/** How much later than what is heard each word was marked, ms on the wall. */
function errors({ samples, startedAt }, marked, speed) {
  return marked.flatMap(({ at, word }) => {
    const middle = ((at - startedAt) / 1000) * RATE;
    const half = (WINDOW_MS / 2000) * RATE;
    if (middle < half || middle + half > samples.length) return [];
    const hz = pitch(samples.subarray(Math.round(middle - half), Math.round(middle + half)));
    if (hz === null) return [];
    const period = PERIOD_S * 1000;
    const heard = ((hz - HZ) / RISE) * 1000;
    const late = heard - ((word * WORD_MS) % period);
    // Where the tone begins anew, a stretch holds both ends of it.
    return Math.abs(late) > period / 4 ? [] : [late / speed];
  });
}

const part = (numbers, share) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0);
};

/** Prints the error at every speed; the rising call is open. */
export async function measureFollowing(window) {
  for (const name of SPEEDS) {
    await window.click('button', window.say('player_speed'));
    await window.click('radio', name);
    await window.session.run(() => {
      document.activeElement?.blur();
      const list = document.querySelector('[data-word]').closest('[role="list"]');
      globalThis.marked = [];
      globalThis.watching?.disconnect();
      globalThis.watching = new MutationObserver(() => {
        const word = list.querySelector('.said-now')?.textContent.trim().slice(1);
        if (!word || globalThis.marked.at(-1)?.word === Number(word)) return;
        globalThis.marked.push({ at: performance.timeOrigin + performance.now(), word: Number(word) });
      });
      globalThis.watching.observe(list, { subtree: true, attributes: true, attributeFilter: ['class'] });
    });
    await window.session.press(Key.Home);
    const heard = await listen();
    await window.session.press(Key.Space);
    await pause(PLAY_MS);
    await window.session.press('k');
    await pause(300);
    const marked = await window.session.run(() => globalThis.marked);
    // Where it starts and where it ends the sound is faded.
    const late = errors(await heard(), marked.slice(2, -2), Number.parseFloat(name));
    const off = late.map(Math.abs);
    console.log(
      `  words marked at ${name}: ${late.length}, late by ${part(late, 0.5)} ms median; ` +
        `off by ${part(off, 0.95)} ms p95, ${part(off, 1)} ms at most [<= 50]`,
    );
  }
}

/**
 * Frames a second while the transcript scrolls 40 px in each, and while as large a page of
 * plain text does: without a graphics card it is the painting that sets the pace.
 */
export async function measureScrolling(window) {
  await until('the transcript', () => window.session.find('[data-word]'));
  const rest = await frames(window, 0);
  const transcript = await frames(window, 40);
  await window.session.run(() => {
    const plain = document.createElement('div');
    plain.className = 'bench-plain';
    Object.assign(plain.style, { position: 'absolute', inset: '0', overflow: 'auto', background: 'white', zIndex: '9' });
    const turn = 'What somebody says in a turn, as long as a line of it is on the screen. ';
    for (let n = 0; n < 400; n += 1) plain.append(Object.assign(document.createElement('p'), { textContent: turn.repeat(2) }));
    document.querySelector('[data-word]').closest('[role="list"]').parentElement.append(plain);
  });
  const plain = await frames(window, 40);
  await window.session.run(() => document.querySelector('.bench-plain').remove());
  console.log(
    `  frames a second: at rest ${rest.fps}, scrolling plain text ${plain.fps}, ` +
      `scrolling the transcript ${transcript.fps} (${(transcript.fps / plain.fps).toFixed(2)} of plain text; p99 ${transcript.p99} ms apart)`,
  );
}

async function frames(window, step) {
  const gaps = await window.session.run(async (by) => {
    let box = document.querySelector('.bench-plain') ?? document.querySelector('[data-word]').closest('[role="list"]');
    while (box.scrollHeight <= box.clientHeight) box = box.parentElement;
    const found = [];
    let before = await new Promise((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < 240; frame += 1) {
      box.scrollTop += by;
      const then = await new Promise((resolve) => requestAnimationFrame(resolve));
      found.push(then - before);
      before = then;
    }
    return found;
  }, step);
  const fps = 1000 / (gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length);
  return { fps: Number(fps.toFixed(1)), p99: part(gaps, 0.99) };
}

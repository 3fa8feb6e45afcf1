// What came out of the loudspeaker: the monitor of the stage's null sink,
// recorded, and laid against the original file as ffmpeg decodes it.

import { spawn, spawnSync } from 'node:child_process';

/** Frames per second of everything here. */
export const RATE = 48_000;
// Speech is compared at an eighth of that: it has all its energy below 3 kHz.
const STEP = 6;

/** Two channels of samples, full scale ±1. */
function split(bytes) {
  const frames = Math.floor(bytes.length / 4);
  const left = new Float32Array(frames);
  const right = new Float32Array(frames);
  for (let i = 0; i < frames; i += 1) {
    left[i] = bytes.readInt16LE(i * 4) / 32_768;
    right[i] = bytes.readInt16LE(i * 4 + 2) / 32_768;
  }
  return [left, right];
}

/** Starts listening, to the stage's own sink unless told otherwise; `stop()` gives the channels of what was heard since. */
export async function listen(monitor = process.env.PARLEY_SINK_MONITOR) {
  const ear = spawn(
    'parec',
    [`--device=${monitor}`, '--format=s16le', `--rate=${RATE}`, '--channels=2', '--raw', '--latency-msec=20'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const pieces = [];
  // The monitor gives silence while nothing plays: its first bytes say it listens.
  await new Promise((resolve, reject) => {
    ear.stdout.on('data', (piece) => {
      pieces.push(piece);
      resolve();
    });
    ear.on('exit', (code) => reject(new Error(`parec ended: ${code}`)));
  });
  return {
    async stop() {
      const ended = new Promise((resolve) => ear.on('close', resolve));
      ear.kill('SIGTERM');
      await ended;
      return split(Buffer.concat(pieces));
    },
  };
}

/** The channels of a recording's file. */
export function decode(path) {
  const { stdout, status, stderr } = spawnSync(
    'ffmpeg',
    ['-v', 'error', '-i', path, '-f', 's16le', '-ar', `${RATE}`, '-ac', '2', '-'],
    { maxBuffer: 1 << 29 },
  );
  if (status !== 0) throw new Error(`ffmpeg: ${stderr}`);
  return split(stdout);
}

/** The place of the first sample of `channels` that is not silence, in ms; null if none is. */
export function onsetMs(channels, threshold = 0.0005) {
  const [left, right] = channels;
  for (let i = 0; i < left.length; i += 1) {
    if (Math.abs(left[i]) > threshold || Math.abs(right[i]) > threshold) return (i / RATE) * 1000;
  }
  return null;
}

/** The loudness (root mean square) of a stretch of one channel. */
export function loudness(channel, fromMs, toMs) {
  const stretch = channel.subarray(frame(fromMs), frame(toMs));
  let sum = 0;
  for (const sample of stretch) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, stretch.length));
}

/**
 * Where in `source` the stretch `fromMs`, `lengthMs` of `heard` comes from, both
 * one channel: `{ atMs, score }`, the place with the highest normalised
 * correlation, searched from `searchMs[0]` to `searchMs[1]`.
 */
export function place(heard, source, { fromMs, lengthMs, searchMs }) {
  const probe = thin(heard.subarray(frame(fromMs), frame(fromMs + lengthMs)));
  const first = Math.max(0, frame(searchMs[0]));
  const last = Math.min(source.length, frame(searchMs[1] + lengthMs));
  const ground = thin(source.subarray(first, last));
  const probePower = power(probe, 0, probe.length);
  let best = { at: 0, score: -1 };
  let groundPower = power(ground, 0, probe.length);
  for (let at = 0; at + probe.length <= ground.length; at += 1) {
    if (at > 0) {
      groundPower += ground[at + probe.length - 1] ** 2 - ground[at - 1] ** 2;
    }
    let product = 0;
    for (let i = 0; i < probe.length; i += 1) product += probe[i] * ground[at + i];
    const score = product / Math.sqrt(Math.max(1e-12, probePower * groundPower));
    if (score > best.score) best = { at, score };
  }
  return { atMs: ((first + best.at * STEP) / RATE) * 1000, score: best.score };
}

const frame = (ms) => Math.max(0, Math.round((ms / 1000) * RATE));

function thin(channel) {
  const out = new Float32Array(Math.floor(channel.length / STEP));
  for (let i = 0; i < out.length; i += 1) {
    let sum = 0;
    for (let j = 0; j < STEP; j += 1) sum += channel[i * STEP + j];
    out[i] = sum / STEP;
  }
  return out;
}

function power(samples, from, to) {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += samples[i] ** 2;
  return sum;
}

// The picture of the sound: decoding it and drawing it. Knows canvases and
// numbers, no components.
import type { Span } from '$lib/api';

/** Decodes base64 of int8 pairs (min, max). */
export function decodePeaks(base64: string): Int8Array {
  const text = atob(base64);
  const out = new Int8Array(text.length);
  for (let i = 0; i < text.length; i += 1) out[i] = text.charCodeAt(i);
  return out;
}

/** How much a quiet recording is drawn larger: the loudest fills the lane, at most sixfold. */
export function gain(lanes: readonly Int8Array[]): number {
  let loudest = 1;
  for (const lane of lanes) for (const value of lane) loudest = Math.max(loudest, Math.abs(value));
  return Math.min(6, 127 / loudest);
}

export type Box = { x: number; y: number; width: number; height: number };

/**
 * Draws one lane as bars around its middle, one per bucket, into device pixels. The box
 * may reach beyond 0 and `clip`; nothing is drawn there.
 */
export function drawLane(
  context: CanvasRenderingContext2D,
  peaks: Int8Array,
  box: Box,
  factor: number,
  colour: string,
  clip = Infinity,
): void {
  const buckets = peaks.length >> 1;
  const middle = box.y + box.height / 2;
  const scale = ((box.height / 2 - 1) / 127) * factor;
  context.fillStyle = colour;
  for (let i = 0; i < buckets; i += 1) {
    const low = peaks[i * 2] ?? 0;
    const high = peaks[i * 2 + 1] ?? 0;
    const left = box.x + Math.floor((i * box.width) / buckets);
    const right = box.x + Math.floor(((i + 1) * box.width) / buckets);
    if (right < 0) continue;
    if (left > clip) break;
    const top = middle - high * scale;
    const height = Math.max(1, (high - low) * scale);
    context.fillRect(left, top, Math.max(1, right - left), height);
  }
}

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** The times to write under a stretch drawn `width` wide, so that labels keep `gap` apart. */
export function ticks(view: Span, width: number, gap = 76): number[] {
  const long = view.to_ms - view.from_ms;
  if (long <= 0 || width <= 0) return [];
  const most = Math.max(1, Math.floor(width / gap));
  const seconds = STEPS_S.find((s) => long / (s * 1000) <= most) ?? STEPS_S.at(-1) ?? 3600;
  const step = seconds * 1000;
  const out: number[] = [];
  for (let at = Math.ceil(view.from_ms / step) * step; at <= view.to_ms; at += step) out.push(at);
  return out;
}

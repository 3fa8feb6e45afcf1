// The lanes as pixels. Drawn twice once, heard and unheard; a frame only copies
// the part of each that shows, and the line between them.
import type { PeakLane, Side } from '$lib/api';
import { decodePeaks, drawLane, gain } from './peaks';

const heard: Record<Side, string> = { caller: '--caller', agent: '--agent', other: '--other' };
const unheard: Record<Side, string> = {
  caller: '--caller-soft',
  agent: '--agent-soft',
  other: '--other-soft',
};

export class LanesPicture {
  #canvas: HTMLCanvasElement;
  #context: CanvasRenderingContext2D | null;
  #before: HTMLCanvasElement;
  #after: HTMLCanvasElement;
  #line: string;
  #ratio: number;
  #last = -1;

  /** `width` and `laneHeight` in CSS px. */
  constructor(canvas: HTMLCanvasElement, lanes: PeakLane[], width: number, laneHeight: number) {
    this.#ratio = Math.min(3, window.devicePixelRatio || 1);
    canvas.width = Math.max(1, Math.round(width * this.#ratio));
    canvas.height = Math.max(1, Math.round(lanes.length * laneHeight * this.#ratio));
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d');
    const colours = getComputedStyle(document.documentElement);
    this.#line = colours.getPropertyValue('--text').trim();
    const decoded = lanes.map((lane) => decodePeaks(lane.peaks));
    const factor = gain(decoded);
    const draw = (names: Record<Side, string>) => {
      const layer = document.createElement('canvas');
      layer.width = canvas.width;
      layer.height = canvas.height;
      const context = layer.getContext('2d');
      const height = laneHeight * this.#ratio;
      lanes.forEach((lane, i) => {
        const peaks = decoded[i];
        if (!context || !peaks) return;
        const colour = colours.getPropertyValue(names[lane.side]).trim();
        const box = { x: 0, y: i * height, width: layer.width, height };
        drawLane(context, peaks, box, factor, colour);
      });
      return layer;
    };
    this.#before = draw(heard);
    this.#after = draw(unheard);
  }

  /** Shows the playhead at `part` of the whole, 0 to 1. */
  show(part: number): void {
    const { width, height } = this.#canvas;
    const x = Math.round(part * width);
    const context = this.#context;
    if (!context || x === this.#last) return;
    this.#last = x;
    context.clearRect(0, 0, width, height);
    if (x > 0) context.drawImage(this.#before, 0, 0, x, height, 0, 0, x, height);
    if (x < width) context.drawImage(this.#after, x, 0, width - x, height, x, 0, width - x, height);
    const thickness = Math.max(1, Math.round(2 * this.#ratio));
    context.fillStyle = this.#line;
    context.fillRect(
      Math.min(width - thickness, Math.max(0, x - thickness / 2)),
      0,
      thickness,
      height,
    );
  }
}

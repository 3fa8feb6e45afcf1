// The lanes as pixels. Drawn twice once, heard and unheard; a frame only copies
// the part of each that shows, and the line between them.
import type { PeakLane, Side, Span } from '$lib/api';
import { decodePeaks, drawLane, gain } from './peaks';
import { partOf } from './view';

const heard: Record<Side, string> = { caller: '--caller', agent: '--agent', other: '--other' };
const unheard: Record<Side, string> = {
  caller: '--caller-soft',
  agent: '--agent-soft',
  other: '--other-soft',
};

/** Peaks, and the stretch of the call that they are of. */
export type Drawn = { span: Span; lanes: PeakLane[] };

export type Size = { width: number; laneHeight: number };

export class LanesPicture {
  #canvas: HTMLCanvasElement;
  #context: CanvasRenderingContext2D | null;
  #before: HTMLCanvasElement;
  #after: HTMLCanvasElement;
  #line: string;
  #ratio: number;
  #view: Span;
  #last: number | null = null;

  /**
   * The part of a call that is in view. `drawn` may be of more than that: its peaks are
   * then drawn wider. `scale` are the lanes whose loudest fills the height. Sizes in CSS px.
   */
  constructor(
    canvas: HTMLCanvasElement,
    drawn: Drawn,
    view: Span,
    scale: PeakLane[],
    { width, laneHeight }: Size,
  ) {
    this.#view = view;
    this.#ratio = Math.min(3, window.devicePixelRatio || 1);
    canvas.width = Math.max(1, Math.round(width * this.#ratio));
    canvas.height = Math.max(1, Math.round(drawn.lanes.length * laneHeight * this.#ratio));
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d');
    const colours = getComputedStyle(document.documentElement);
    this.#line = colours.getPropertyValue('--text').trim();
    const decoded = drawn.lanes.map((lane) => decodePeaks(lane.peaks));
    const factor = gain(scale.map((lane) => decodePeaks(lane.peaks)));
    const left = Math.round(partOf(view, drawn.span.from_ms) * canvas.width);
    const right = Math.round(partOf(view, drawn.span.to_ms) * canvas.width);
    const draw = (names: Record<Side, string>) => {
      const layer = document.createElement('canvas');
      layer.width = canvas.width;
      layer.height = canvas.height;
      const context = layer.getContext('2d');
      const height = laneHeight * this.#ratio;
      drawn.lanes.forEach((lane, i) => {
        const peaks = decoded[i];
        if (!context || !peaks) return;
        const colour = colours.getPropertyValue(names[lane.side]).trim();
        const box = { x: left, y: i * height, width: right - left, height };
        drawLane(context, peaks, box, factor, colour, layer.width);
      });
      return layer;
    };
    this.#before = draw(heard);
    this.#after = draw(unheard);
  }

  /** Shows the playhead, if it is in view. */
  show(ms: number): void {
    const { width, height } = this.#canvas;
    const place = Math.round(partOf(this.#view, ms) * width);
    const context = this.#context;
    // One pixel beside it is as good as far away.
    const at = Math.min(width + 1, Math.max(-1, place));
    if (!context || at === this.#last) return;
    this.#last = at;
    const x = Math.min(width, Math.max(0, at));
    context.clearRect(0, 0, width, height);
    if (x > 0) context.drawImage(this.#before, 0, 0, x, height, 0, 0, x, height);
    if (x < width) context.drawImage(this.#after, x, 0, width - x, height, x, 0, width - x, height);
    if (at < 0 || at > width) return;
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

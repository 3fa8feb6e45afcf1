// Marks the word being said, straight in the page: the word that was and the word that
// is change, and no component runs. The classes are its own; no template sets them.
import { lastStarted, spokenAt, type Spoken, type Timeline } from './words';

const WORD = 'said-now';
const TURN = 'turn-now';

export class Marker {
  #root: HTMLElement;
  #line: Timeline;
  #row: Element | null = null;
  #word: Element | null = null;
  #now: Spoken | null = null;
  /** Its place in the line. */
  #at = -1;
  /** Told when another turn begins. */
  onturn: (turn: number) => void = () => {};
  /** Told the node of the word that is said now. */
  onword: (node: Element) => void = () => {};

  constructor(root: HTMLElement, line: Timeline) {
    this.#root = root;
    this.#line = line;
  }

  get turn(): number | null {
    return this.#now?.turn ?? null;
  }

  show(ms: number): void {
    // Asked in each frame: nothing is made while the word is the same.
    const at = lastStarted(this.#line.starts, ms);
    if (at === this.#at) return;
    this.#at = at;
    const next = spokenAt(this.#line, ms);
    const before = this.#now;
    this.#now = next;
    this.remark();
    if (next && next.turn !== before?.turn) this.onturn(next.turn);
    if (this.#word) this.onword(this.#word);
  }

  /** Marks again after rows came and went. */
  remark(): void {
    const now = this.#now;
    const row = now && this.#root.querySelector(`[data-index="${now.turn}"]`);
    const word = row && now.word >= 0 ? row.querySelector(`[data-word="${now.word}"]`) : null;
    this.#row = moved(TURN, this.#row, row);
    this.#word = moved(WORD, this.#word, word);
  }
}

/** Takes a class from one node to another; a row that stays is not touched. */
function moved(name: string, from: Element | null, to: Element | null): Element | null {
  if (from !== to) from?.classList.remove(name);
  // Rows are used again for other turns, and their classes written anew.
  if (to && !to.classList.contains(name)) to.classList.add(name);
  return to;
}

// Marks the word being said, straight in the page: two nodes change per word,
// and no component runs. The classes are its own; no template sets them.
import { spokenAt, type Spoken, type Timeline } from './words';

const WORD = 'said-now';
const TURN = 'turn-now';

export class Marker {
  #root: HTMLElement;
  #line: Timeline;
  #marked: Element[] = [];
  #now: Spoken | null = null;
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
    const next = spokenAt(this.#line, ms);
    const before = this.#now;
    if (next?.turn === before?.turn && next?.word === before?.word) return;
    this.#now = next;
    this.remark();
    if (next && next.turn !== before?.turn) this.onturn(next.turn);
    const word = this.#marked[1];
    if (word) this.onword(word);
  }

  /** Marks again after rows came and went. */
  remark(): void {
    for (const node of this.#marked) node.classList.remove(WORD, TURN);
    this.#marked = [];
    if (!this.#now) return;
    const { turn, word } = this.#now;
    this.#mark(`[data-index="${turn}"]`, TURN);
    if (word >= 0) this.#mark(`[data-index="${turn}"] [data-word="${word}"]`, WORD);
  }

  #mark(selector: string, name: string): void {
    const node = this.#root.querySelector(selector);
    if (!node) return;
    node.classList.add(name);
    this.#marked.push(node);
  }
}

// Tells a place that somebody stays at from those they only pass.

/** Longer than a key takes to repeat, shorter than a wait is felt. */
const REST_MS = 400;

export class Rest {
  #place: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #onrest: (place: string) => void;

  constructor(onrest: (place: string) => void) {
    this.#onrest = onrest;
  }

  get place(): string | null {
    return this.#place;
  }

  /** Somebody is here now; false if they were here already. */
  at(place: string): boolean {
    if (place === this.#place) return false;
    clearTimeout(this.#timer);
    this.#place = place;
    this.#timer = setTimeout(() => this.#onrest(place), REST_MS);
    return true;
  }

  /** Nobody moves any more; `stayed` is where they had come to rest, if anywhere. */
  leave(stayed: string | null): void {
    clearTimeout(this.#timer);
    this.#place = stayed;
  }
}

// The review screen as the specs use it: what it shows of the sound.

import { until } from './webdriver.mjs';

export class Review {
  #window;

  constructor(window) {
    this.#window = window;
  }

  /** From the list: looks for words that were said and opens the first call found. */
  static async openBySaying(window, words, caller) {
    const { session } = window;
    await window.fill(window.say('search_label'), `${words}\uE007`);
    await until('a marked hit', () => session.find('[role="row"] mark'));
    const row = await window.firstRow();
    if (!(await row.text()).includes(caller)) throw new Error(`found ${await row.text()}`);
    await row.click();
    const review = new Review(window);
    await until('the player to be ready', async () => {
      const button = await window.look('button', window.say('player_play'));
      return button && (await button.attribute('aria-disabled')) === null;
    });
    return review;
  }

  /** The position that the clock shows, in ms (to a tenth of a second). */
  async shownMs() {
    const text = await this.#window.session.run(
      () => document.querySelector('[role="group"] .at').textContent,
    );
    const [minutes, seconds] = text.trim().split(':');
    return Number(minutes) * 60_000 + Math.round(Number(seconds) * 1000);
  }

  play() {
    return this.#window.click('button', this.#window.say('player_play'));
  }

  async pause() {
    await this.#window.click('button', this.#window.say('player_pause'));
    await this.#window.get('button', this.#window.say('player_play'));
  }

  word(turn, word) {
    return `[data-index="${turn}"] [data-word="${word}"]`;
  }

  /** Brings a word of the transcript into view. */
  async reveal(turn, word) {
    const { session } = this.#window;
    await until('the word to be drawn', () =>
      session.run(
        (css, index) => {
          const node = document.querySelector(css);
          if (node) {
            node.scrollIntoView({ block: 'center' });
            return true;
          }
          const list = document.querySelector('[role="list"]');
          const shown = [...list.querySelectorAll('[data-index]')].map((each) => Number(each.dataset.index));
          list.scrollTop += Math.max(...shown) < index ? 200 : -200;
          return false;
        },
        this.word(turn, word),
        turn,
      ),
    );
    return session.find(this.word(turn, word));
  }

  /** The word that is marked as being said: `{ turn, word }`, or null. */
  marked() {
    return this.#window.session.run(() => {
      const node = document.querySelector('.said-now');
      return node && {
        turn: Number(node.closest('[data-index]').dataset.index),
        word: Number(node.dataset.word),
      };
    });
  }

  /** What the page showed over `ms`: `{ atMs, turn, word }` for each frame with a marked word. */
  async watch(ms) {
    return this.#window.session.run(async (length) => {
      const seen = [];
      const end = performance.now() + length;
      while (performance.now() < end) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const node = document.querySelector('.said-now');
        const [minutes, seconds] = document.querySelector('[role="group"] .at').textContent.trim().split(':');
        const atMs = Number(minutes) * 60_000 + Math.round(Number(seconds) * 1000);
        if (node) {
          const turn = Number(node.closest('[data-index]').dataset.index);
          seen.push({ atMs, turn, word: Number(node.dataset.word) });
        }
      }
      return seen;
    }, ms);
  }
}

// A small W3C WebDriver client: https://www.w3.org/TR/webdriver2/
//
// It knows of sessions, elements and keys, and nothing of Parley.

import { running } from './processes.mjs';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Keys that are not characters, by their name in the standard (section 17.4.2). */
export const Key = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  Space: '\uE00D',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  Left: '\uE012',
  Up: '\uE013',
  Right: '\uE014',
  Down: '\uE015',
};

/** A driver's answer that is an error: `code` is the standard's, e.g. `no such element`. */
export class WebDriverError extends Error {
  constructor(code, message) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** Waits until `probe` returns something true, and returns that. */
export async function until(what, probe, { timeoutMs = 15_000, everyMs = 50 } = {}) {
  const end = Date.now() + timeoutMs;
  let last = null;
  for (;;) {
    try {
      const value = await probe();
      if (value) return value;
      last = null;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const why = last ? ` (last: ${last.message})` : '';
      throw new Error(`waited ${timeoutMs} ms in vain: ${what}${why}`, { cause: last });
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

export class Session {
  #base;
  #application;

  constructor(base, application) {
    this.#base = base;
    this.#application = application;
  }

  /** Starts `application` and attaches to its page. `driver` is the URL of tauri-driver. */
  static async open(driver, application, args = []) {
    // No browserName: WebKitWebDriver refuses any it does not know.
    const { sessionId } = await request(driver, 'POST', '/session', {
      capabilities: { alwaysMatch: { 'tauri:options': { application, args } } },
    });
    return new Session(`${driver}/session/${sessionId}`, application);
  }

  call(method, path, body) {
    return request(this.#base, method, path, body);
  }

  /**
   * Ends the session and with it the application, to its last breath: one that is started
   * again before hands over to it and ends.
   */
  async close() {
    await this.call('DELETE', '');
    await until('the end of the application', () => !running(this.#application), { everyMs: 20 });
  }

  /** Runs `fn` in the page with JSON arguments; awaits what it returns. */
  run(fn, ...args) {
    const script = `return (${fn}).apply(null, arguments)`;
    const wired = args.map((each) => (each instanceof Element ? each.wire : each));
    return this.call('POST', '/execute/sync', { script, args: wired });
  }

  async find(css) {
    const found = await this.call('POST', '/element', { using: 'css selector', value: css });
    return new Element(this, found[ELEMENT]);
  }

  async findAll(css) {
    const found = await this.call('POST', '/elements', { using: 'css selector', value: css });
    return found.map((each) => new Element(this, each[ELEMENT]));
  }

  /** An element that `fn` finds in the page, or null. */
  async pick(fn, ...args) {
    const found = await this.run(fn, ...args);
    return found ? new Element(this, found[ELEMENT]) : null;
  }

  waitFor(css, options) {
    return until(`an element ${css}`, () => this.find(css), options);
  }

  /** Presses keys one after the other in whatever has the focus. */
  async press(...keys) {
    const actions = keys.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** Presses the last key while the others are held. */
  async chord(...keys) {
    const actions = [
      ...keys.map((value) => ({ type: 'keyDown', value })),
      ...keys.toReversed().map((value) => ({ type: 'keyUp', value })),
    ];
    await this.call('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** The window's inner picture as PNG bytes. */
  async screenshot() {
    return Buffer.from(await this.call('GET', '/screenshot'), 'base64');
  }

  async resize(width, height) {
    await this.call('POST', '/window/rect', { x: 0, y: 0, width, height });
  }
}

export class Element {
  #session;
  #id;

  constructor(session, id) {
    this.#session = session;
    this.#id = id;
  }

  get wire() {
    return { [ELEMENT]: this.#id };
  }

  #call(method, path, body) {
    return this.#session.call(method, `/element/${this.#id}${path}`, body);
  }

  click() {
    return this.#call('POST', '/click', {});
  }

  /** Types after what is there already. */
  type(text) {
    return this.#call('POST', '/value', { text });
  }

  async fill(text) {
    await this.#call('POST', '/clear', {});
    await this.type(text);
  }

  /** All of its text, cut off by the layout or not. */
  text() {
    return this.#session.run((element) => element.textContent.replace(/\s+/g, ' ').trim(), this);
  }

  attribute(name) {
    return this.#call('GET', `/attribute/${name}`);
  }

  rect() {
    return this.#call('GET', '/rect');
  }
}

async function request(base, method, path, body) {
  const answer = await fetch(base + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
    signal: AbortSignal.timeout(60_000),
  });
  const text = await answer.text();
  let value;
  try {
    ({ value } = JSON.parse(text));
  } catch {
    throw new WebDriverError('unreadable answer', `${method} ${path}: ${text.slice(0, 300)}`);
  }
  if (!answer.ok) throw new WebDriverError(value?.error ?? answer.status, value?.message ?? text);
  return value;
}

// Parley's window as a person uses it: by the names of its controls.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './stage.mjs';
import { Key, Session, until } from './webdriver.mjs';
import { wordsOf } from './words.mjs';

export const PICTURES = join(ROOT, 'target/pictures');
export const APPLICATION = join(ROOT, 'target/debug/parley');

export class Window {
  /** The driver's session, for what has no name. */
  session;
  /** The words of the language that the window is in. */
  say;

  /** Opens the window; it looks as told, not as it was left. */
  static async open({ language = 'en', theme = 'light', application = APPLICATION } = {}) {
    const window = new Window();
    window.session = await Session.open(process.env.PARLEY_DRIVER, application);
    await window.session.resize(1366, 768);
    await window.appearAs({ language, theme });
    return window;
  }

  /** Opens the window with an address, looking as it was left: in English, at first. */
  static async follow(address) {
    const window = new Window();
    window.session = await Session.open(process.env.PARLEY_DRIVER, APPLICATION, [address]);
    window.say = wordsOf('en');
    return window;
  }

  close() {
    return this.session.close();
  }

  /** Waits for the visible control of this role whose name is, or begins with, `name`. */
  async get(role, name, options) {
    try {
      return await until(`a ${role} "${name}"`, () => this.look(role, name), options);
    } catch (error) {
      const path = await this.picture(`failed-${role}-${name.replace(/[^a-z0-9]+/gi, '-')}`);
      throw new Error(`${error.message}; the window then: ${path}`, { cause: error });
    }
  }

  /** The same without waiting: null if there is none. */
  look(role, name) {
    return this.session.pick(lookInPage, role, name);
  }

  async click(role, name) {
    await (await this.get(role, name)).click();
  }

  /** Waits until the page reads `text` somewhere a person can see it. */
  reads(text, options) {
    return until(
      `the page to read "${text}"`,
      () => this.session.run((wanted) => document.body.innerText.includes(wanted), text),
      options,
    );
  }

  async text() {
    return this.session.run(() => document.body.innerText);
  }

  path() {
    return this.session.run(() => location.pathname);
  }

  /** Chooses an option of a list by its words, as its arrow keys would. */
  async choose(label, option) {
    const list = await this.get('combobox', label);
    await this.session.run(
      (element, wanted) => {
        const found = [...element.options].find((each) => each.text === wanted);
        if (!found) throw new Error(`no option ${wanted}`);
        element.value = found.value;
        element.dispatchEvent(new Event('change', { bubbles: true }));
      },
      list,
      option,
    );
  }

  async fill(label, text) {
    await (await this.get('textbox', label)).fill(text);
  }

  /** Tries to sign in at the door of a workspace; waits for nothing. */
  async trySignIn(name, passphrase, workspace = 'Sunrise & Buckeye (demo)') {
    // The workspace that was opened last is chosen already; it may be another.
    await this.click('button', workspace);
    await this.get('textbox', this.say('signin_passphrase'));
    if (await this.look('combobox', this.say('signin_person'))) {
      await this.choose(this.say('signin_person'), name);
    } else {
      await this.fill(this.say('signin_person_name'), name);
    }
    await this.fill(this.say('signin_passphrase'), passphrase);
    await this.session.press(Key.Enter);
  }

  /** Signs in and waits for the list of calls. */
  async signIn(name, passphrase) {
    await this.trySignIn(name, passphrase);
    await this.firstRow();
  }

  /** Waits for the first row of the list of calls. */
  firstRow() {
    return until('a row in the list of calls', () => this.session.find('[data-row="0"], [role="row"][aria-rowindex="2"]'), {
      timeoutMs: 30_000,
    });
  }

  /** Keeps what is shown as a picture under target/pictures/. */
  async picture(name) {
    mkdirSync(PICTURES, { recursive: true });
    // Fonts and the last motion first: a picture of half a page says nothing.
    await this.session.run(async () => {
      await document.fonts.ready;
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    const path = join(PICTURES, `${name}.png`);
    writeFileSync(path, await this.session.screenshot());
    return path;
  }

  /** Starts the page anew in this language and theme, as kept on this machine. */
  async appearAs({ language, theme }) {
    await this.session.run(
      (nextLanguage, nextTheme) => {
        localStorage.setItem('PARAGLIDE_LOCALE', nextLanguage);
        localStorage.setItem('parley-theme', nextTheme);
        document.documentElement.dataset.old = 'yes';
        location.reload();
      },
      language,
      theme,
    );
    this.say = wordsOf(language);
    await until('the page to start anew', () =>
      this.session.run(
        (wanted) => {
          const { dataset } = document.documentElement;
          return document.readyState === 'complete' && dataset.theme === wanted && dataset.old === undefined;
        },
        theme,
      ),
    );
  }
}

/* c8 ignore start: runs in the page */
function lookInPage(role, name) {
  const kinds = {
    button: 'button, [role="button"]',
    link: 'a[href]',
    textbox: 'input:not([type]), input[type="text"], input[type="search"], input[type="password"], textarea',
    combobox: 'select',
    checkbox: 'input[type="checkbox"]',
    heading: 'h1, h2, h3',
    alert: '[role="alert"], [role="status"]',
  };
  const nameOf = (element) => {
    const labelled = element.getAttribute('aria-labelledby');
    const words =
      element.getAttribute('aria-label') ??
      (labelled && document.getElementById(labelled)?.textContent) ??
      (element.labels?.length ? element.labels[0].textContent : null) ??
      element.textContent;
    return words.replace(/\s+/g, ' ').trim();
  };
  const seen = [...document.querySelectorAll(kinds[role] ?? `[role="${role}"]`)].filter(
    (element) => element.getClientRects().length > 0 && !element.closest('[inert]'),
  );
  return (
    seen.find((element) => nameOf(element) === name) ??
    seen.find((element) => nameOf(element).startsWith(name)) ??
    null
  );
}
/* c8 ignore stop */

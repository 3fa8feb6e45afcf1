// Parley's page in Chromium, in front of the real core (parley-test-server).

import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { chromium } from 'playwright-core';

import { ROOT } from '../window/stage.mjs';
import { wordsOf } from '../window/words.mjs';

export const PASSPHRASE = 'four quiet otters listening';
export const OWNER = 'Asha Kulkarni';

const PROGRAMS = join(ROOT, 'target/debug');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// Without these Chromium asks the network for things of its own.
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A machine of its own: its workspaces and its secrets are in one folder. */
export function machine() {
  const home = mkdtempSync(join(tmpdir(), 'parley-page-'));
  const env = { ...process.env, HOME: home, PARLEY_PASSPHRASE: PASSPHRASE };
  for (const [name, folder] of [
    ['XDG_DATA_HOME', 'data'],
    ['XDG_CONFIG_HOME', 'config'],
    ['XDG_STATE_HOME', 'state'],
    ['XDG_CACHE_HOME', 'cache'],
  ]) {
    env[name] = join(home, folder);
    mkdirSync(env[name], { mode: 0o700 });
  }
  return {
    home,
    env,
    /** Runs parleyctl; gives what it printed. */
    ctl(...args) {
      const { status, stdout, stderr } = spawnSync(join(PROGRAMS, 'parleyctl'), args, {
        env,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      });
      if (status !== 0) throw new Error(`parleyctl ${args.join(' ')}: ${stderr || stdout}`);
      return stdout;
    },
    discard: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Starts the core of `onMachine` behind a port; it ends with its standard input.
 *  `words` are told to it: with `live` two calls go on. */
export async function serve(onMachine, ...words) {
  const child = spawn(join(PROGRAMS, 'parley-test-server'), [join(ROOT, 'ui/build'), ...words], {
    env: onMachine.env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`parley-test-server ended: ${code}`)));
    child.once('error', reject);
  });
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.stdin.end();
      }),
  };
}

export function launch() {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: [...QUIET, ...asRoot] });
}

/** A page of the application, in this language and theme. */
export async function open(browser, url, { language = 'en', theme = 'light', path = '/' } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1366, height: 768 },
    locale: 'en-IN',
    timezoneId: 'Asia/Kolkata',
    reducedMotion: 'reduce',
  });
  await context.addInitScript(
    ([nextLanguage, nextTheme]) => {
      localStorage.setItem('PARAGLIDE_LOCALE', nextLanguage);
      localStorage.setItem('parley-theme', nextTheme);
    },
    [language, theme],
  );
  const page = await context.newPage();
  // Whatever a screen throws or is refused by its own policy fails its spec.
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('console', (message) => {
    const refused = message.location().url.includes('/rpc/');
    if (message.type() === 'error' && !refused) page.faults.push(message.text());
  });
  page.setDefaultTimeout(10_000);
  await page.goto(path);
  return { page, say: wordsOf(language), close: () => context.close() };
}

/** Signs in with the keyboard alone; waits for the list of calls. */
export async function signIn(shown, name = OWNER) {
  await passDoor(shown, name);
  await row(shown.page, 0).waitFor({ timeout: 30_000 });
}

/** Signs in, wherever that leads. */
export async function passDoor({ page, say }, name = OWNER) {
  const person = page.getByRole('combobox', { name: say('signin_person') });
  const passphrase = page.getByLabel(say('signin_passphrase'), { exact: true });
  await passphrase.waitFor();
  if (await person.count()) await person.selectOption(name);
  else await page.getByRole('textbox', { name: say('signin_person_name') }).fill(name);
  await passphrase.fill(PASSPHRASE);
  await passphrase.press('Enter');
}

/** The list's row with this index, if it is near enough to the screen to exist. */
export const row = (page, index) => page.locator(`[role="row"][aria-rowindex="${index + 2}"]`);

/** What axe finds wrong with the page as it is: `rule: target` lines. */
export async function accessibilityFaults(page) {
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: true } },
      resultTypes: ['violations'],
    }),
  );
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')} · ${node.any[0]?.message ?? violation.help}`,
    ),
  );
}

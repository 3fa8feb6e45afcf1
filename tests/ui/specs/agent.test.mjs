// What the agent did besides speaking, and whether it did what it said.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { ROOT } from '../../window/stage.mjs';
import { accessibilityFaults, launch, machine, open, row, serve, signIn } from '../page.mjs';

const home = machine();
const pictures = join(ROOT, 'target/pictures');
let server;
let browser;
let shown;
let page;
let say;

before(async () => {
  home.ctl('demo', `${home.home}/demo`);
  server = await serve(home);
  browser = await launch();
  shown = await open(browser, server.url);
  ({ page, say } = shown);
  await signIn(shown);
  mkdirSync(pictures, { recursive: true });
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

/** Opens the one call in which this was said. */
async function openBySaying(words) {
  await page.goto(`/calls?q=${encodeURIComponent(words)}`);
  await row(page, 0).locator('mark').first().waitFor();
  await row(page, 0).click();
  await page.getByRole('heading', { name: say('deeds_title') }).waitFor();
}

const section = (title) => page.locator('section').filter({ has: page.getByRole('heading', { name: say(title) }) });

test('the tools that were called, with what, and what came back', async () => {
  await openBySaying('"traffic on the bridge"');
  const lane = page.getByRole('group', { name: say('deeds_title') });
  assert.equal(await lane.getByRole('button', { name: /find slots|price list|book|send message/ }).count(), 4);
  // Its right half lies under the mark of the answer that followed.
  await lane.getByRole('button', { name: /book/ }).click({ position: { x: 2, y: 8 } });
  await page.waitForFunction(() => document.querySelector('.at')?.textContent === '1:10.0');
  const prices = section('deeds_title').locator('details').filter({ hasText: 'price list' });
  await prices.locator('summary').click();
  assert.match(await prices.locator('pre').last().innerText(), /"fee": "Rs 600"/);
  assert.match(await section('claims_title').innerText(), /: 3/);
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.screenshot({ path: join(pictures, 'agent-did.png') });
});

test('a time that was promised and another that was booked', async () => {
  await openBySaying('"साले की शादी"');
  const claims = section('claims_title');
  assert.match(await claims.innerText(), /5:30/);
  assert.match(await claims.innerText(), /6:30/);
  await page.screenshot({ path: join(pictures, 'agent-differs.png') });
  await claims.getByRole('button').first().click();
  const at = await page.locator('[role="group"] .at').innerText();
  assert.match(at, /^0:5/);
});

test('a tool that failed says so', async () => {
  await openBySaying('"charged me twice"');
  const failed = section('deeds_title').locator('details').filter({ hasText: say('deed_failed_word') });
  assert.match(await failed.innerText(), /mark refund/);
  const other = await open(browser, server.url, { language: 'hi', theme: 'dark', path: page.url() });
  await other.page.getByRole('heading', { name: other.say('deeds_title') }).waitFor();
  await other.page.screenshot({ path: join(pictures, 'agent-hi-dark.png') });
  assert.deepEqual(await accessibilityFaults(other.page), []);
  await other.close();
  assert.deepEqual(page.faults, []);
});

// Beside the list on a wide screen: the chosen call, and what looking at it leaves in the log.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { accessibilityFaults, launch, machine, open, row, serve, signIn } from '../page.mjs';

const home = machine();
let server;
let browser;
let shown;
let page;

before(async () => {
  home.ctl('demo', `${home.home}/demo`);
  server = await serve(home);
  browser = await launch();
  shown = await open(browser, server.url);
  page = shown.page;
  await page.setViewportSize({ width: 1920, height: 1080 });
  await signIn(shown);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const pane = () => page.getByRole('complementary', { name: shown.say('preview_label') });
const summary = () => pane().getByRole('heading', { name: shown.say('summary_title') });
/** The caller that a row names, without the channel behind it. */
const whoIn = (index) =>
  row(page, index)
    .locator('.who')
    .evaluate((cell) => [...cell.childNodes].find((node) => node.textContent.trim()).textContent.trim());

/** The acts of this kind that the log holds. */
async function logged(act) {
  const answer = await fetch(`${server.url}/rpc/audit_list`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ filter: { act }, limit: 100 }),
  });
  return (await answer.json()).rows;
}

test('nothing is read before somebody chooses a row', async () => {
  await pane().getByText(shown.say('preview_choose')).waitFor();
  await page.waitForTimeout(800);
  assert.deepEqual(await logged('call_opened'), []);
});

test('the row that arrow keys come to rest at is read, those they pass are not', async () => {
  await row(page, 0).focus();
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowDown');
  await summary().waitFor();
  const who = await whoIn(4);
  assert.ok((await pane().innerText()).includes(who), `the pane is not about ${who}`);
  const opened = await logged('call_opened');
  assert.equal(opened.length, 1);
  assert.equal(opened[0].subject.label, who);
});

test('the transcript stays shut', async () => {
  assert.deepEqual(await logged('transcript_opened'), []);
});

test('a click chooses, two clicks open, and coming back is no second look', async () => {
  await row(page, 6).click();
  await summary().waitFor();
  assert.match(page.url(), /\/calls$/);
  await row(page, 6).dblclick();
  await page.waitForURL(/\/calls\/[0-9a-f-]{36}/);
  await page.getByRole('heading', { name: shown.say('summary_title') }).waitFor();
  const before = (await logged('call_opened')).length;
  await page.keyboard.press('Escape');
  await summary().waitFor();
  await page.waitForTimeout(800);
  assert.equal((await logged('call_opened')).length, before);
});

test('it reads well', async () => {
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(page.faults, []);
});

test('a smaller window has the whole width for the list, and one click opens', async () => {
  await page.setViewportSize({ width: 1500, height: 900 });
  await pane().waitFor({ state: 'detached' });
  await row(page, 2).click();
  await page.waitForURL(/\/calls\/[0-9a-f-]{36}/);
});

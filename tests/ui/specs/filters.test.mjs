// The address says what the list shows, so it can be reloaded, kept and gone back from.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, machine, open, row, serve, signIn } from '../page.mjs';

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
  await signIn(shown);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const total = async () => Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
const outcomes = () =>
  page.locator('[role="row"][data-index] [role="gridcell"]:nth-child(5)').allTextContents();

test('a filter is in the address, and the list obeys it', async () => {
  const all = await total();
  await page.getByRole('button', { name: shown.say('filter_outcome') }).click();
  await page.getByRole('radio', { name: shown.say('outcome_booked') }).click();
  await page.waitForURL(/outcome=booked/);
  await page.waitForFunction((before) => Number(document.querySelector('[role="grid"]')?.ariaRowCount) < before, all);
  const shownOutcomes = await outcomes();
  assert.ok(shownOutcomes.length > 0);
  assert.deepEqual([...new Set(shownOutcomes.map((each) => each.trim()))], [shown.say('outcome_booked')]);
});

test('it survives a reload', async () => {
  const before = await total();
  await page.reload();
  await row(page, 0).waitFor();
  assert.match(page.url(), /outcome=booked/);
  assert.equal(await total(), before);
});

test('going back takes it off', async () => {
  const filtered = await total();
  await page.goBack();
  await page.waitForURL((url) => !url.search.includes('outcome'));
  await page.waitForFunction((before) => Number(document.querySelector('[role="grid"]')?.ariaRowCount) > before, filtered);
});

test('nonsense in the address is ignored, not obeyed', async () => {
  await page.goto('/calls?outcome=%3Cb%3E&min=-5&from=yesterdayish&tag=');
  await row(page, 0).waitFor();
  assert.deepEqual(page.faults, []);
});

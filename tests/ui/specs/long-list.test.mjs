// A workspace with thousands of calls: only what is on screen exists as elements.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, machine, open, OWNER, row, serve, signIn } from '../page.mjs';

const CALLS = 5_200;
const home = machine();
let server;
let browser;
let shown;
let page;

/** Call number `n`: an hour after the one before it. */
function call(n) {
  return {
    format: 'parley-call',
    version: 1,
    external_id: `long-${n}`,
    channel: 'phone',
    direction: n % 3 === 0 ? 'outbound' : 'inbound',
    language: 'en-in',
    outcome: ['booked', 'answered', 'rescheduled'][n % 3],
    started_at: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString(),
    caller: { name: `Caller ${n}`, phone: `+91 99999 ${String(n).padStart(5, '0')}` },
    agent: { name: 'Booking desk' },
    summary: `Call ${n}.`,
    variables: [],
    tags: [],
    simulated: true,
    turns: [
      { side: 'agent', speaker: 'Booking desk', text: `Hello, this is call ${n}.`, start_ms: 0, end_ms: 2000, words: [] },
      { side: 'caller', speaker: `Caller ${n}`, text: 'I would like to come on Tuesday.', start_ms: 2500, end_ms: 5000, words: [] },
    ],
  };
}

before(async () => {
  const workspace = join(home.home, 'long');
  home.ctl('workspace', 'new', workspace, '--owner', OWNER);
  const files = join(home.home, 'files');
  mkdirSync(files);
  for (let n = 0; n < CALLS; n += 1) writeFileSync(join(files, `${n}.parley.json`), JSON.stringify(call(n)));
  home.ctl('-w', workspace, 'import', files);
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

const elements = () => page.locator('[role="row"][data-index]').count();

test('the newest calls are there at once', async () => {
  assert.match(await row(page, 0).innerText(), new RegExp(`Caller ${CALLS - 1}\\b`));
  assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), `${CALLS}`);
  assert.ok((await elements()) < 100);
});

test('row 5,000 can be scrolled to', async () => {
  const wanted = row(page, 4_999);
  const began = Date.now();
  for (let step = 0; step < 400 && (await wanted.count()) === 0; step += 1) {
    await page.getByRole('grid').evaluate((grid) => grid.scrollBy(0, 1_200));
    await page.waitForTimeout(40);
  }
  assert.match(await wanted.innerText(), new RegExp(`Caller ${CALLS - 5_000}\\b`));
  assert.ok((await elements()) < 100, `${await elements()} rows exist`);
  console.log(`row 5,000 after ${Date.now() - began} ms`);
  assert.deepEqual(page.faults, []);
});

test('a row far down opens its call, and coming back finds it', async () => {
  await row(page, 4_999).click();
  await page.waitForURL(/\/calls\/[0-9a-f-]{36}/);
  await page.getByText(`Hello, this is call ${CALLS - 5_000}.`).waitFor();
  await page.goBack();
  await row(page, 4_999).waitFor();
});

test('a search says how much of what it found is in the list', async () => {
  const status = page.locator('main [role="status"]');
  await page.goto('/calls?q=tuesday');
  await status.filter({ hasText: /200 .*more below/ }).waitFor();
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
  await status.filter({ hasText: /400 .*more below/ }).waitFor();
  await page.goto('/calls?q=tuesday&order=best');
  await status.filter({ hasText: /200 .*best matches, among the newest 5,000/ }).waitFor();
  await page.goto(`/calls?q=${CALLS - 1}`);
  await status.filter({ hasText: /^1 call matches$/ }).waitFor();
});

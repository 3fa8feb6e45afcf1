// A folder of many files: the tables before and after the import hold only what is on screen.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, machine, open, OWNER, passDoor, serve } from '../page.mjs';

const CALLS = 1_500;
const REFUSED = '0000-notes.txt';
const home = machine();
const files = join(home.home, 'files');
let server;
let browser;
let shown;
let page;

function call(n) {
  return {
    format: 'parley-call',
    version: 1,
    external_id: `many-${n}`,
    channel: 'chat',
    direction: 'inbound',
    language: 'en-in',
    outcome: 'answered',
    started_at: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString(),
    caller: { name: `Caller ${n}` },
    agent: { name: 'Booking desk' },
    summary: null,
    variables: [],
    tags: [],
    simulated: true,
    turns: [{ side: 'caller', speaker: null, text: 'Is Tuesday free?', start_ms: 0, end_ms: 900, words: [] }],
  };
}

before(async () => {
  home.ctl('workspace', 'new', join(home.home, 'many'), '--owner', OWNER);
  mkdirSync(files);
  for (let n = 1; n <= CALLS; n += 1)
    writeFileSync(join(files, `${String(n).padStart(4, '0')}.parley.json`), JSON.stringify(call(n)));
  // Its name comes first, its refusal puts it last.
  writeFileSync(join(files, REFUSED), 'Remember to ring the plumber.');
  server = await serve(home);
  browser = await launch();
  shown = await open(browser, server.url, { path: '/import' });
  page = shown.page;
  await passDoor(shown);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const table = () => page.getByRole('table');
const rows = () => page.locator('[role="table"] [data-index]');

/** Goes to the end of the table and reads its last row; few rows exist all the way. */
async function lastRow() {
  await table().waitFor({ timeout: 120_000 });
  assert.equal(await table().getAttribute('aria-rowcount'), `${CALLS + 2}`);
  const region = page.locator('[role="region"]', { has: table() });
  const last = page.locator(`[role="table"] [aria-rowindex="${CALLS + 2}"]`);
  for (let step = 0; step < 200 && (await last.count()) === 0; step += 1) {
    assert.ok((await rows().count()) < 80, `${await rows().count()} rows exist`);
    await region.evaluate((element) => element.scrollBy(0, 2_000));
    await page.waitForTimeout(20);
  }
  return last.innerText();
}

test('what a folder of many files holds', async () => {
  await page.getByLabel(shown.say('import_path'), { exact: true }).fill(files);
  await page.getByRole('button', { name: shown.say('import_path_read') }).click();
  assert.match(await lastRow(), new RegExp(REFUSED));
});

test('how each of them ended', async () => {
  await page.locator('main button.primary').click();
  await page.getByRole('button', { name: shown.say('import_save_report') }).waitFor({ timeout: 120_000 });
  assert.match(await lastRow(), new RegExp(`${REFUSED}\\s+${shown.say('import_result_refused')}`));
  assert.deepEqual(page.faults, []);
});

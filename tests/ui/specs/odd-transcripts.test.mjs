// Transcripts as nobody would wish them: they are read, found in, corrected and
// commented on all the same.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { launch, machine, open, PASSPHRASE, row, serve, signIn } from '../page.mjs';

const home = machine();
const folder = `${home.home}/in`;
let server;
let browser;
let shown;
let page;
let say;

const OWNER = 'Asha Kulkarni';

/** Words a third of a second each, one after the other. */
function timed(text) {
  let at = 0;
  return text.split(' ').map((piece, i) => {
    const len = [...piece].length;
    const word = [at, len, i * 300, i * 300 + 250, 90];
    at += len + 1;
    return word;
  });
}

function put(name, minute, turns) {
  const call = {
    format: 'parley-call',
    version: 1,
    started_at: `2026-11-20T09:${String(minute).padStart(2, '0')}:00Z`,
    channel: 'phone',
    direction: 'inbound',
    caller: { name },
    turns,
  };
  writeFileSync(`${folder}/${minute}.json`, JSON.stringify(call));
}

before(async () => {
  mkdirSync(folder);
  const long = Array.from({ length: 40_000 }, (_, i) => `word${i}`).join(' ');
  put('Long', 1, [
    { side: 'caller', text: long, start_ms: 0, end_ms: 12_000_000, words: timed(long) },
  ]);
  put('Odd', 2, [
    // Backwards, without length, one of them twice.
    {
      side: 'caller',
      text: 'third first second',
      start_ms: 0,
      end_ms: 900,
      words: [
        [0, 5, 600, 600, 40],
        [6, 5, 0, 250, 90],
        [12, 6, 300, 300, null],
      ],
    },
    { side: 'agent', text: 'שלום, מה המחיר? 👩🏽‍⚕️', start_ms: 1_000, end_ms: 2_000, words: [] },
    { side: 'agent', text: 'कीमत 🙏🏽 कि', start_ms: 2_000, end_ms: 3_000, words: timed('कीमत 🙏🏽 कि') },
  ]);
  put(
    'Twelve',
    3,
    Array.from({ length: 24 }, (_, i) => ({
      side: 'other',
      speaker: `spk_${i % 12}`,
      text: `line ${i}`,
      start_ms: i * 1_000,
      end_ms: i * 1_000 + 900,
    })),
  );
  put('Empty', 4, []);
  const workspace = `${home.home}/odd`;
  home.ctl('workspace', 'new', workspace, '--owner', OWNER);
  home.ctl('-w', workspace, '-u', OWNER, 'import', folder);
  server = await serve(home);
  browser = await launch();
  shown = await open(browser, server.url);
  ({ page, say } = shown);
  assert.ok(PASSPHRASE);
  await signIn(shown, OWNER);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const turn = (place) => page.locator(`[data-index="${place}"]`);
const text = (place) => turn(place).locator('p.text');
const editor = () => page.getByRole('textbox', { name: say('edit_label') });

async function openCall(name) {
  await page.goto('/calls');
  await row(page, 0).waitFor();
  await page.getByRole('row', { name }).dblclick();
}

test('words that run backwards, other directions and signs of many parts', async () => {
  await openCall('Odd');
  await turn(0).waitFor();
  await turn(0).hover();
  await turn(0).getByRole('button', { name: say('edit_turn') }).click();
  await editor().fill('third quite first second');
  await page.keyboard.press('Enter');
  await turn(0).getByRole('button', { name: say('edit_mark'), exact: true }).waitFor();
  assert.equal(await turn(0).locator('[data-word]').count(), 4);
  assert.match(await turn(0).locator('[data-word="0"]').getAttribute('title'), /40/);
  const direction = await text(1).evaluate((node) => getComputedStyle(node).direction);
  assert.equal(direction, 'rtl');
  await page.keyboard.press('Control+f');
  const status = page.getByRole('search').getByRole('status');
  for (const [typed, told] of [
    ['कि', say('find_count', { at: 1, count: 1 })],
    ['की', say('find_count', { at: 1, count: 1 })],
    ['क', say('find_none')],
    ['המחיר', say('find_count', { at: 1, count: 1 })],
    ['👩', say('find_none')],
    ['👩🏽‍⚕️', say('find_count', { at: 1, count: 1 })],
  ]) {
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(typed);
    await status.getByText(told, { exact: true }).waitFor();
  }
  await page.keyboard.press('Escape');
});

test('twelve speakers are told apart and put together', async () => {
  await openCall('Twelve');
  await turn(11).locator('button.who').click();
  const panel = page.getByRole('dialog', { name: say('speaker_title') });
  const same = panel.getByLabel(say('speaker_same_as'));
  assert.equal(await same.locator('option').count(), 12, 'the other eleven, and none');
  await same.selectOption({ label: 'spk_0' });
  await panel.getByRole('button', { name: say('speaker_merge') }).click();
  await panel.waitFor({ state: 'detached' });
  assert.equal((await turn(11).locator('button.who').innerText()).trim(), 'spk_0');
});

test('an empty transcript says so, and can be commented on nowhere', async () => {
  await openCall('Empty');
  await page.getByText(say('transcript_empty_title')).waitFor();
  await page.keyboard.press('e');
  await page.keyboard.press('c');
  assert.equal(await editor().count(), 0);
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('a turn of forty thousand words is corrected and found in', async () => {
  await openCall('Long');
  await turn(0).waitFor({ timeout: 60_000 });
  page.setDefaultTimeout(60_000);
  await turn(0).getByRole('button', { name: say('edit_turn') }).click();
  await editor().evaluate((node) => {
    node.value = node.value.replace('word20000', 'corrected here');
    node.dispatchEvent(new Event('input', { bubbles: true }));
  });
  let began = Date.now();
  await page.keyboard.press('Enter');
  await turn(0).getByRole('button', { name: say('edit_mark'), exact: true }).waitFor();
  console.log(`  saved and shown in ${Date.now() - began} ms`);
  began = Date.now();
  await page.keyboard.press('Control+f');
  await page.keyboard.insertText('corrected here');
  await page.getByRole('search').getByText(say('find_count', { at: 1, count: 1 })).waitFor();
  console.log(`  found in ${Date.now() - began} ms`);
  assert.deepEqual(page.faults, []);
});

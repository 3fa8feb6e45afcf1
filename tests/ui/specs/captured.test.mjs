// A captured value is corrected, linked to the words it was said in, looked back at and
// taken back; two who correct the same; a turn in dispute shows both versions.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { accessibilityFaults, launch, machine, open, serve, signIn } from '../page.mjs';

const home = machine();
let server;
let browser;
let shown;
let page;
let say;
let call;

const rpc = async (name, input) => {
  const answer = await fetch(`${server.url}/rpc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return answer.json();
};

before(async () => {
  home.ctl('demo', `${home.home}/demo`);
  server = await serve(home);
  browser = await launch();
  shown = await open(browser, server.url);
  ({ page, say } = shown);
  await signIn(shown);
  const filter = { channel: 'phone', has_recording: true };
  for (const row of (await rpc('call_list', { filter, limit: 50 })).rows) {
    call = await rpc('call_get', { call_id: row.id });
    if (call.variables.length > 1 && row.turn_count > 6) break;
  }
  assert.ok(call.variables.length > 1);
  await page.goto(`/calls/${call.row.id}`);
  await turn(3).waitFor();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const turn = (place) => page.locator(`[data-index="${place}"]`);
const name = (variable) => call.variables[variable].name.replaceAll('_', ' ');
const line = (variable) =>
  page.getByRole('tabpanel').locator('section', { hasText: say('captured_title') }).locator('li').nth(variable);
const history = () => page.getByRole('dialog', { name: say('captured_history') });
const pencil = (variable) =>
  page.getByRole('button', { name: say('captured_edit_named', { name: name(variable) }) });

test('a value is corrected and linked to the selected words', async () => {
  await pencil(0).click();
  const value = page.getByRole('textbox', { name: say('captured_value') });
  await value.waitFor();
  assert.equal(await value.inputValue(), call.variables[0].now.value);
  await value.fill('Something else 🙏🏽');
  // The words are chosen in the transcript, with the form open beside it.
  await page.evaluate(() => {
    const words = document.querySelectorAll('[data-index="3"] [data-word]');
    const range = document.createRange();
    range.setStartBefore(words[1]);
    range.setEndAfter(words[2]);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  const chosen = await page.evaluate(() => getSelection().toString());
  await page.getByRole('button', { name: say('captured_use_words') }).click();
  await line(0).locator('q').waitFor();
  assert.equal((await line(0).locator('q').innerText()).replace(/["“”]/g, ''), chosen);
  await page.getByRole('textbox', { name: say('captured_reason') }).fill('misheard');
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.keyboard.press('Enter');
  await line(0).getByText('Something else 🙏🏽').waitFor();
  const now = (await rpc('call_get', { call_id: call.row.id })).variables[0];
  const { turns } = await rpc('transcript_get', { call_id: call.row.id });
  assert.equal(now.now.said_at_ms, turns[3].words[1].start_ms);
  assert.equal(now.imported.value, call.variables[0].now.value);
  // The focus is where it was before the form.
  assert.ok(await pencil(0).evaluate((node) => node === document.activeElement));
});

test('its history tells what was, and takes it back', async () => {
  await line(0).getByRole('button', { name: new RegExp(`^${say('captured_mark')}`) }).click();
  await history().getByText('misheard').waitFor();
  assert.ok((await history().locator('ins').first().innerText()).includes('Something else'));
  assert.deepEqual(await accessibilityFaults(page), []);
  await history().getByRole('button', { name: /^Undo/ }).click();
  await history().getByText(/taken back/).waitFor();
  await page.keyboard.press('Escape');
  await history().waitFor({ state: 'detached' });
  await line(0).getByText(call.variables[0].now.value).first().waitFor();
  await line(0).getByRole('button', { name: new RegExp(say('captured_mark_undone')) }).waitFor();
});

test('two who correct the same: both are shown until one is chosen', async () => {
  const correct = (value) =>
    rpc('captured_correct', {
      command_id: crypto.randomUUID(),
      call_id: call.row.id,
      variable: 1,
      made_on: [],
      value,
    });
  await correct('three');
  assert.equal((await correct('four')).versions.length, 2);
  const read = (text) =>
    rpc('turn_correct', {
      command_id: crypto.randomUUID(),
      call_id: call.row.id,
      turn: 1,
      made_on: [],
      text,
    });
  await read('the first version');
  await read('the second version');
  await page.reload();
  await line(1).getByText(say('captured_disputed')).waitFor();
  await line(1).getByText('three', { exact: true }).waitFor();
  await line(1).getByText('four', { exact: true }).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await line(1).getByRole('button', { name: /^Use this one/ }).last().click();
  await line(1).getByText(say('captured_disputed')).waitFor({ state: 'detached' });
  assert.equal(await line(1).getByText('three', { exact: true }).count(), 0);

  // The same in the transcript, where it stands.
  const versions = turn(1).getByRole('list', { name: say('edit_versions') });
  await versions.getByText('the second version').waitFor();
  assert.equal(await turn(1).locator('p.text').innerText(), 'the first version');
  await versions.getByRole('button', { name: /^Use this one/ }).last().click();
  await versions.waitFor({ state: 'detached' });
  assert.equal(await turn(1).locator('p.text').innerText(), 'the second version');
  assert.deepEqual(page.faults, []);
});

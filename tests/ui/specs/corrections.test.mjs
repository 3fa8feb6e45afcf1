// A turn's text is corrected, looked back at, taken back; two who correct the same.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { accessibilityFaults, launch, machine, open, row, serve, signIn } from '../page.mjs';

const home = machine();
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
  await page.goto('/calls?channel=phone&recording=yes');
  await row(page, 0).click();
  await page.keyboard.press('Enter');
  await turn(0).waitFor();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const turn = (place) => page.locator(`[data-index="${place}"]`);
const text = (place) => turn(place).locator('p.text').innerText();
const editor = () => page.getByRole('textbox', { name: say('edit_label') });
const history = () => page.getByRole('dialog', { name: say('edit_history') });
const callId = () => new URL(page.url()).pathname.split('/').at(-1);
const rpc = (name, input) =>
  page.evaluate(
    async ([path, body]) => {
      const answer = await fetch(`/rpc/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return answer.json();
    },
    [name, input],
  );
const playing = () => page.getByRole('button', { name: say('player_pause'), exact: true });

test('E opens the text where it stands, and no key of the player works in it', async () => {
  const before = await text(0);
  await turn(0).locator('[data-word]').first().focus();
  await page.keyboard.press('e');
  await editor().waitFor();
  assert.equal(await editor().inputValue(), before);
  await page.keyboard.type(' k l j [ ] ? e 1');
  assert.equal(await editor().inputValue(), `${before} k l j [ ] ? e 1`);
  assert.equal(await playing().count(), 0);
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.keyboard.press('Escape');
  await editor().waitFor({ state: 'detached' });
  assert.equal(await text(0), before);
  assert.match(page.url(), /calls\/./, 'Esc left the editor, not the call');
});

test('Enter saves; the turn is marked, its words can still be pressed', async () => {
  const before = await text(0);
  await page.keyboard.press('e');
  await editor().fill(`Corrected: ${before} 🙏🏽`);
  await page.keyboard.press('Enter');
  await turn(0).getByRole('button', { name: say('edit_mark'), exact: true }).waitFor();
  assert.equal(await text(0), `Corrected: ${before} 🙏🏽`);
  const words = await turn(0).locator('[data-word]').count();
  assert.equal(words, `Corrected: ${before} 🙏🏽`.split(/\s+/).length);
  assert.deepEqual(await accessibilityFaults(page), []);
});

test('its history tells who changed what, and takes it back', async () => {
  await turn(0).getByRole('button', { name: say('edit_mark'), exact: true }).click();
  await history().getByText('Asha Kulkarni').first().waitFor();
  assert.equal((await history().locator('ins').first().innerText()).includes('Corrected:'), true);
  assert.deepEqual(await accessibilityFaults(page), []);
  await history().getByRole('button', { name: /^Undo/ }).click();
  await history().getByText(/taken back/).waitFor();
  await page.keyboard.press('Escape');
  await history().waitFor({ state: 'detached' });
  assert.doesNotMatch(await text(0), /Corrected/);
  await turn(0).getByRole('button', { name: say('edit_mark_undone') }).waitFor();
});

test('two who correct the same turn: both are kept and one is chosen', async () => {
  const id = () => crypto.randomUUID();
  const correct = (words) =>
    rpc('turn_correct', { command_id: id(), call_id: callId(), turn: 1, made_on: [], text: words });
  assert.equal((await correct('the first version')).mark.disputed, false);
  assert.equal((await correct('the second version')).mark.disputed, true);
  await page.reload();
  await turn(1).getByRole('button', { name: say('edit_mark_disputed') }).click();
  assert.equal(await text(1), 'the first version');
  await turn(1).getByText('the second version').waitFor();
  await history().getByText(say('edit_disputed_note')).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  const choices = history().getByRole('button', { name: /^Use this one/ });
  assert.equal(await choices.count(), 2);
  await choices.first().click();
  await history().getByText(say('edit_was_choice')).waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await text(1), 'the second version');
  await turn(1).getByRole('button', { name: say('edit_mark'), exact: true }).waitFor();
  assert.deepEqual(page.faults, []);
});

test('the search finds what was corrected', async () => {
  await page.goto('/calls?q=%22second%20version%22');
  await page.getByText('second version').first().waitFor();
});

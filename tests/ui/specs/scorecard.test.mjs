// Scoring a call with the keyboard alone, and what becomes of the score.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { accessibilityFaults, launch, machine, open, passDoor, serve, signIn } from '../page.mjs';

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

const say = (key, values) => shown.say(key, values);
const button = (key, values) => page.getByRole('button', { name: say(key, values), exact: true });
const panel = () => page.getByRole('complementary', { name: say('panel_label') });
const question = (number) => panel().locator(`[data-question="${number}"]`);
const chosen = (number) => question(number).locator('[aria-checked="true"]');
const state = (name) => panel().locator(`.state.${name}`).waitFor();
const total = () => panel().getByRole('button', { name: `${say('score_total')}:` });

async function rpc(name, input) {
  const answer = await fetch(`${server.url}/rpc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return answer.json();
}
/** The score of this state in the list, as whoever is signed in sees it. */
const score = async (state) => (await rpc('score_list', { state, limit: 50 })).rows[0];

async function becomes(name) {
  await page.keyboard.press('Control+l');
  await passDoor(shown, name);
  await page.getByRole('link', { name: say('area_calls'), exact: true }).waitFor({ timeout: 30_000 });
}

/** A call that nobody scored. */
async function freshCall() {
  const calls = (await rpc('call_list', { filter: { has_recording: true }, limit: 50 })).rows;
  const scored = (await rpc('score_list', { limit: 50 })).rows.map((row) => row.call_id);
  return calls.find((call) => !scored.includes(call.id) && call.turn_count > 8);
}

test('a call is scored with the keyboard alone', async () => {
  const call = await freshCall();
  await page.goto(`/calls/${call.id}`);
  await page.getByRole('tab', { name: say('score_tab') }).waitFor();
  await page.keyboard.press('g');
  const form = page.getByRole('button', { name: 'Clinic appointments' });
  await form.waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('Clinic appointments'));
  await page.keyboard.press('Enter');
  await question(1).waitFor();
  // Yes; yes; the third step; at once; throughout; two more; not applicable twice; yes, yes.
  for (const key of ['1', '1', '3', '5', '1', '1', '1', 'n', 'n', '1', '1']) {
    await page.keyboard.press(key);
    await page.keyboard.press('ArrowDown');
  }
  await total().filter({ hasText: '100%' }).waitFor();
  assert.equal(await panel().locator('[role="radio"][aria-checked="true"]').count(), 11);
  // Digits and N reach the player only from elsewhere: nobody was muted.
  assert.equal(await page.locator('[aria-pressed="true"]').count(), 0);
  await page.keyboard.press('2');
  await total().filter({ hasText: '94.1%' }).waitFor();
  await page.keyboard.press('m');
  await page.keyboard.type('It just hung up, n 1 2 3');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'radio');
  // A note is kept half a second after the last key.
  await page.waitForTimeout(900);
  const last = (await rpc('score_list', { call_id: call.id, limit: 5 })).rows[0];
  const answers = (await rpc('score_get', { score_id: last.id })).answers;
  assert.equal(answers.find((each) => each.question === 11).note, 'It just hung up, n 1 2 3');
});

test('selected words become evidence that plays', async () => {
  await question(1).locator('[aria-checked="true"]').focus();
  const words = page.locator('[role="list"] [data-index="0"] [data-word]');
  const [from, to] = [await words.nth(1).boundingBox(), await words.nth(3).boundingBox()];
  await page.mouse.move(from.x + 1, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width - 1, to.y + to.height / 2, { steps: 5 });
  await page.mouse.up();
  const said = await words.evaluateAll((all) => all.slice(1, 4).map((word) => word.textContent));
  await page.keyboard.press('u');
  const quote = question(1).locator('button.quote');
  await quote.waitFor();
  const text = (await quote.locator('.said').textContent()).trim();
  for (const word of said) assert.ok(text.includes(word.trim()), `${word} is not in ${text}`);
  await quote.click();
  await page.getByRole('button', { name: say('player_pause') }).waitFor();
  await page.keyboard.press('k');
});

test('a turn at hand is evidence where nothing is selected', async () => {
  await question(4).locator('[aria-checked="true"]').focus();
  await page.locator('[role="list"] [data-index="2"] [data-word="0"]').click();
  await page.keyboard.press('u');
  await question(4).locator('.quote').waitFor();
});

test('a lock loses nothing', async () => {
  await question(2).locator('[aria-checked="true"]').focus();
  await page.keyboard.press('m');
  await page.keyboard.type('Typed just before the lock');
  await page.keyboard.press('Control+l');
  await passDoor(shown);
  await page.getByRole('tab', { name: say('score_tab') }).click();
  await question(2).locator('textarea').waitFor();
  assert.equal(await question(2).locator('textarea').inputValue(), 'Typed just before the lock');
});

test('what is missing is listed, and the score is handed in once', async () => {
  await chosen(2).click();
  await button('score_submit').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(say('score_lacks_answer')).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await dialog.getByRole('button', { name: say('score_lacks_answer') }).click();
  await page.keyboard.press('1');
  await chosen(2).waitFor();
  await button('score_submit').click();
  await dialog.getByText(say('score_submit_body')).waitFor();
  await dialog.getByRole('button', { name: say('score_submit') }).click();
  await state('submitted');
  assert.equal((await score('submitted')).scorer_name, 'Asha Kulkarni');
  // The scorer is told why they may not answer for it.
  const dispute = button('score_dispute');
  assert.equal(await dispute.getAttribute('title'), say('err_own_score'));
});

test('the agent manager disputes, another lead changes the answer', async () => {
  const { id, call_id: callId } = await score('submitted');
  await becomes('Tom Becker');
  await page.getByRole('link', { name: say('area_quality') }).click();
  await page.getByRole('link', { name: /./ }).and(page.locator(`a[href$="score=${id}"]`)).click();
  await button('score_dispute').click();
  await page.keyboard.type('It asked before it hung up.');
  await page.getByRole('button', { name: say('score_dispute').replace('…', ''), exact: true }).click();
  await state('disputed');
  await becomes('Dana Whitfield');
  await page.goto(`/calls/${callId}?score=${id}`);
  await button('score_change').click();
  await question(11).getByRole('radio').first().click();
  await panel().getByLabel(say('score_why_decide')).fill('Heard again.');
  await page.getByRole('button', { name: say('score_change').replace('…', ''), exact: true }).click();
  await state('resolved');
  await total().filter({ hasText: '100%' }).waitFor();
  assert.equal(await panel().locator('s').textContent(), say('no'));
  assert.deepEqual(await accessibilityFaults(page), []);
});

test('nothing went wrong unseen', () => assert.deepEqual(page.faults, []));

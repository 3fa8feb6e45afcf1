// The review queue from flag to done, sampling, and trackers.

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
  await signIn(shown);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const button = (key, options = {}) => page.getByRole('button', { name: shown.say(key), ...options });

async function openCall(index) {
  await page.goto('/calls?recording=yes');
  await row(page, index).click();
  await page.waitForURL(/\/calls\/[0-9a-f-]{36}/);
  await page.getByText(shown.say('lists_state_open')).waitFor();
}

test('F flags what is being said, and the lanes and the list tell of it', async () => {
  for (const index of [0, 1]) {
    await openCall(index);
    await page.getByRole('slider', { name: shown.say('lanes_label') }).press('ArrowRight');
    await page.getByText('0:05.0').waitFor();
    await page.keyboard.press('f');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(shown.say('bulk_reason')).selectOption('wrong_answer');
    if (index === 0) assert.deepEqual(await accessibilityFaults(page), []);
    await dialog.getByRole('button', { name: shown.say('lists_flag_do') }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Play from/ }).first().waitFor();
  }
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(page.faults, []);
});

test('listening to what is flagged says what it saves', async () => {
  const less = button('lists_less');
  await less.click();
  assert.equal(await less.getAttribute('aria-pressed'), 'true');
  await page.getByText(/^Plays 0:\d\d of /).waitFor();
});

test('what was given to somebody is what opens first', async () => {
  await page.goto('/queue');
  await page.getByRole('table').waitFor();
  assert.equal(await page.locator('tbody tr').count(), 2);
  await page.locator('tbody').getByText('Gary Stubbs').waitFor();
});

test('the queue is walked through with one key', async () => {
  // Two flags of the test before, newest first, and the demo's own.
  await page.goto('/queue?queue=flagged');
  await page.getByRole('table').waitFor();
  const flagged = page.locator('tbody tr');
  assert.equal(await flagged.count(), 4);
  assert.deepEqual(await accessibilityFaults(page), []);
  await button('queue_start').click();
  await page.waitForURL(/queue=flagged/);
  await page.getByText('4 calls left in this queue').waitFor();
  const first = page.url();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.getByText(shown.say('lists_state_open')).waitFor();
  await page.keyboard.press('d');
  await page.waitForURL((url) => url.href !== first);
  for (const left of ['3 calls', '2 calls', '1 call']) {
    await page.getByText(`${left} left in this queue`).waitFor();
    await page.getByText(shown.say('lists_state_open')).waitFor();
    await page.keyboard.press('q');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(shown.say('bulk_reason')).selectOption('too_short');
    await dialog.getByRole('button', { name: shown.say('lists_skip_do') }).click();
    await dialog.waitFor({ state: 'detached' });
  }
  await page.getByText(shown.say('queue_end')).waitFor();
  await page.goto('/queue?queue=flagged');
  await page.getByText(shown.say('queue_empty_flagged')).filter({ visible: true }).first().waitFor();
  assert.deepEqual(page.faults, []);
});

test('a rule draws calls, and says how', async () => {
  await page.goto('/queue?queue=drawn');
  await page.getByText(shown.say('queue_rules_none')).waitFor();
  await page.getByLabel(shown.say('queue_rule_name'), { exact: true }).fill('Five of a hundred');
  await button('queue_rule_add').click();
  await page.getByText('Five of a hundred').waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(page.faults, []);
});

test('a tracker is tried, saved, and run on old calls', async () => {
  await page.goto('/settings/trackers');
  await button('tracker_add').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(shown.say('tracker_name'), { exact: true }).fill('Tomorrow');
  await dialog.getByLabel(shown.say('tracker_phrases')).fill('tomorrow\nकल');
  await dialog.getByLabel(shown.say('tracker_tag')).fill('soon');
  await dialog.getByRole('button', { name: shown.say('tracker_try') }).click();
  const tried = dialog.getByText(/^\d+ hits in \d+ calls? of \d+/);
  await tried.waitFor();
  const [hits, calls] = (await tried.innerText()).match(/\d+/g).map(Number);
  assert.ok(hits > 0 && calls > 0, `${hits} hits in ${calls} calls`);
  assert.ok((await dialog.locator('mark').count()) > 0);
  assert.deepEqual(await accessibilityFaults(page), []);
  await dialog.getByRole('button', { name: shown.say('tracker_save') }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `${shown.say('tracker_run')}: Tomorrow` }).click();
  await dialog.getByText(/^\d+ hits in/).waitFor();
  await dialog.getByRole('button', { name: shown.say('tracker_run'), exact: true }).click();
  await dialog.getByText(new RegExp(`${calls} calls changed; .* ${hits} hits`)).waitFor();
  await dialog.getByRole('button', { name: shown.say('close') }).last().click();
  await page.goto('/calls?tag=soon');
  await row(page, 0).waitFor();
  assert.equal(Number(await page.getByRole('grid').getAttribute('aria-rowcount')), calls);
  assert.deepEqual(page.faults, []);
});

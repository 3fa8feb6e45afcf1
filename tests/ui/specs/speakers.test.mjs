// Who speaks: hearing, naming here and everywhere, splitting, merging, taking it back.

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
  await who(0).waitFor();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const turn = (place) => page.locator(`[data-index="${place}"]`);
const who = (place) => turn(place).locator('button.who');
const panel = () => page.getByRole('dialog', { name: say('speaker_title') });
const closed = () => panel().waitFor({ state: 'detached' });
const names = async (...places) =>
  Promise.all(places.map(async (place) => (await who(place).innerText()).trim()));

test('a speaker is heard and named, in this call and in all that have the name', async () => {
  assert.deepEqual(await names(0, 2), ['Agent', 'Caller']);
  await who(0).click();
  await panel().getByRole('button', { name: /^Hear at/ }).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  const everywhere = panel().getByRole('checkbox', { name: /^In all \d+ calls/ });
  await everywhere.check();
  await panel().getByLabel(say('speaker_name'), { exact: true }).fill('Desk agent');
  await page.keyboard.press('Enter');
  await closed();
  assert.deepEqual(await names(0, 2), ['Desk agent', 'Caller']);
});

test('a turn is said by somebody new, who is then the same as another', async () => {
  await who(4).click();
  await panel().getByLabel(say('speaker_said_by')).selectOption('new caller');
  await panel().getByLabel(say('speaker_name'), { exact: true }).last().fill('Vasant');
  await panel().getByRole('button', { name: say('speaker_move') }).click();
  await closed();
  assert.equal((await names(4))[0], 'Vasant');
  await who(4).click();
  const same = panel().getByLabel(say('speaker_same_as'));
  await same.selectOption({ label: 'Desk agent' });
  await panel().getByRole('button', { name: say('speaker_merge') }).click();
  await closed();
  assert.deepEqual(await names(0, 4), ['Desk agent', 'Desk agent']);
});

test('two are swapped, and each change is taken back', async () => {
  await who(0).click();
  const other = panel().getByLabel(say('speaker_swap_with'));
  await other.selectOption({ index: 1 });
  await panel().getByRole('button', { name: say('speaker_swap') }).click();
  await closed();
  assert.equal((await names(2))[0], 'Desk agent');
  for (let left = 4; left > 0; left -= 1) {
    await who(0).click();
    await panel().getByText(say('speaker_changes')).waitFor();
    assert.equal(await panel().getByRole('button', { name: say('edit_undo') }).count(), left);
    if (left === 4) assert.deepEqual(await accessibilityFaults(page), []);
    await panel().getByRole('button', { name: say('edit_undo') }).first().click();
    await closed();
  }
  assert.deepEqual(await names(0, 2, 4), ['Agent', 'Caller', 'Caller']);
  assert.deepEqual(page.faults, []);
});

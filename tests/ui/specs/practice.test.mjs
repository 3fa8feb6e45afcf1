// A practice call with the agent's own voice: typed, cut in on, hung up.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { accessibilityFaults, launch, machine, open, passDoor, serve } from '../page.mjs';

const home = machine();
let server;
let browser;
let shown;
let page;

before(async () => {
  home.ctl('demo', `${home.home}/demo`);
  server = await serve(home);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

async function arrive(options) {
  await shown?.close();
  shown = await open(browser, server.url, { path: '/practice', ...options });
  page = shown.page;
  const title = page.getByRole('heading', { level: 1, name: shown.say('area_practice') });
  const door = page.getByLabel(shown.say('signin_passphrase'), { exact: true });
  await title.or(door).first().waitFor();
  if (await door.count()) {
    await passDoor(shown);
    await page.getByRole('link', { name: shown.say('area_practice') }).click();
  }
  await title.waitFor();
}
const button = (key) => page.getByRole('button', { name: shown.say(key), exact: true });

test('the agent answers, is cut in on by typing, and hears what was typed', async () => {
  await arrive({});
  assert.deepEqual(await accessibilityFaults(page), []);
  await button('practice_call').click();
  const field = page.getByLabel(shown.say('practice_say'), { exact: true });
  await field.waitFor();
  assert.ok(await field.evaluate((node) => node === document.activeElement), 'the field has focus');
  await page
    .locator('[aria-current="step"]', { hasText: shown.say('live_phase_disclose') })
    .waitFor();
  // It speaks by now: typing silences it.
  await page.waitForTimeout(2_500);
  await page.keyboard.type('wait a moment', { delay: 40 });
  await page.locator('s').first().waitFor({ timeout: 5_000 });
  await page.keyboard.press('Enter');
  assert.equal(await field.inputValue(), '');
  // It was cut off before the question, and says the rest again.
  await page.getByText(/May we record it\?/).nth(1).waitFor({ timeout: 25_000 });
  await page.keyboard.type('yes');
  await page.keyboard.press('Enter');
  await page.getByText(/What can we do for you/).waitFor({ timeout: 25_000 });
  await page.getByText(shown.say('live_tape_open'), { exact: true }).waitFor();
  await page.getByRole('button', { name: shown.say('practice_key', { key: '2' }) }).click();
  await page.getByText('cleaning', { exact: true }).waitFor({ timeout: 10_000 });
  assert.deepEqual(await accessibilityFaults(page), []);
  await button('practice_hang_up').click();
  await page.getByText(new RegExp(shown.say('live_out_hung_up'))).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  // It lands in review, marked as practice.
  await page.getByRole('link', { name: shown.say('practice_open') }).click({ timeout: 20_000 });
  await page.getByText(/What can we do for you/).first().waitFor();
  await page.getByText(new RegExp(shown.say('flag_simulated'))).first().waitFor();
  await page.goBack();
  assert.deepEqual(page.faults, []);
});

for (const options of [{ language: 'hi' }, { theme: 'dark' }]) {
  test(`it reads as well in ${Object.values(options)}`, async () => {
    await arrive(options);
    const again = button('practice_again');
    await again.waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    await again.click();
    await button('practice_call').waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.deepEqual(page.faults, []);
  });
}

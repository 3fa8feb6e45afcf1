// Live calls: the list, one as it goes on, and what can be done about it.

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
  server = await serve(home, 'live');
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

async function arrive(options) {
  await shown?.close();
  shown = await open(browser, server.url, { path: '/live', ...options });
  page = shown.page;
  // The core stays signed in from page to page.
  const title = page.getByRole('heading', { level: 1, name: shown.say('area_live') });
  const door = page.getByLabel(shown.say('signin_passphrase'), { exact: true });
  await title.or(door).first().waitFor();
  if (await door.count()) {
    await passDoor(shown);
    await page.getByRole('link', { name: shown.say('area_live') }).click();
  }
  await title.waitFor();
}
const button = (key) => page.getByRole('button', { name: shown.say(key), exact: true });

test('a call is opened with the keyboard and shows what was said', async () => {
  await arrive({});
  const call = page.getByRole('button', { name: /Meera Joshi/ });
  await call.focus();
  await page.keyboard.press('Enter');
  await page.getByText('A cleaning, please.').waitFor();
  // What the caller did not hear of the agent is struck through.
  assert.equal(await page.locator('s').innerText(), 'a check-up, a cleaning, or a painful tooth?');
  await page.getByText('640 ms').first().waitFor();
  await page.locator('[aria-current="step"]', { hasText: shown.say('live_phase_dialogue') }).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(page.faults, []);
});

test('what cannot be done says why', async () => {
  await page.getByRole('button', { name: new RegExp(shown.say('caller_unknown')) }).click();
  const take = button('live_take_over');
  await take.and(page.locator('[aria-disabled="true"]')).waitFor();
  assert.equal(await take.getAttribute('title'), shown.say('live_why_no_transfer'));
  assert.equal(await button('live_listen').getAttribute('title'), shown.say('live_why_shut'));
  assert.deepEqual(page.faults, []);
});

for (const options of [{ language: 'hi' }, { theme: 'dark' }]) {
  test(`it reads as well in ${Object.values(options)}`, async () => {
    await arrive(options);
    await page.getByRole('button', { name: /Meera Joshi/ }).click();
    await page.getByText('A cleaning, please.').waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.deepEqual(page.faults, []);
  });
}

test('a call is ended after a question, and what was said stays to be read', async () => {
  await arrive({});
  await page.getByRole('button', { name: /Meera Joshi/ }).click();
  await page.getByText('A cleaning, please.').waitFor();
  await button('live_end').click();
  const dialog = page.getByRole('dialog');
  assert.deepEqual(await accessibilityFaults(page), []);
  await dialog.getByRole('button', { name: shown.say('live_end'), exact: true }).click();
  await page.getByText(shown.say('live_gone_body')).waitFor();
  await page.getByText('A cleaning, please.').waitFor();
  await page.getByRole('button', { name: /Meera Joshi/ }).waitFor({ state: 'detached' });
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(page.faults, []);
});

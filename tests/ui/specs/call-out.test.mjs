// Letting the agent call a number: which rule refuses, and a call that is placed.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';

import { Api } from '../../carrier/api.mjs';
import { Carrier } from '../../carrier/carrier.mjs';
import { OWNER, accessibilityFaults, launch, machine, open, passDoor, serve } from '../page.mjs';

const ACCOUNT = 'AC00000000000000000000000000000001';
const TOKEN = 'a token of the account';
const NUMBER = '+912012345678';
const PUBLIC_URL = 'https://voice.example.com';
const SUPPRESSED = '+919820055599';
// Between them it is day in one at any hour: Mumbai, New York, Honolulu.
const DAYLIGHT = ['+919820055501', '+12125550123', '+18085550123'];

const home = machine();
const demo = `${home.home}/demo`;
const rpc = (command, input) =>
  JSON.parse(home.ctl('-w', demo, '-u', OWNER, 'rpc', command, JSON.stringify(input)));
const api = new Api(ACCOUNT, TOKEN, {});
let day;
let night;
let server;
let browser;
let shown;
let page;

before(async () => {
  home.ctl('demo', demo);
  const asked = DAYLIGHT.map((number) => rpc('call_permit', { number }));
  day = asked.find(({ permitted }) => permitted).contact;
  night = asked.find(({ permitted }) => !permitted).contact;
  rpc('suppression_add', {
    command_id: randomUUID(),
    contact: SUPPRESSED,
    refused_by: 'by_hand',
    words: null,
  });
  // Where the carrier's API is stays as it is when the settings are saved.
  rpc('agent_line_set', {
    command_id: randomUUID(),
    listen: '127.0.0.1:0',
    public_url: PUBLIC_URL,
    agent: [
      'business = "Sunrise Dental"',
      'agent = "Asha"',
      'place = "IN-MH"',
      'zone = "Asia/Kolkata"',
      'tongue = "en"',
      'script = "appointment"',
    ].join('\n'),
    token: TOKEN,
    carrier_url: await api.listen(),
  });
  server = await serve(home);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  api.close();
  home.discard();
});

async function arrive(path, heading, options = {}) {
  await shown?.close();
  shown = await open(browser, server.url, { path, ...options });
  page = shown.page;
  const title = page.getByRole('heading', { name: shown.say(heading), exact: true });
  const door = page.getByLabel(shown.say('signin_passphrase'), { exact: true });
  await title.or(door).first().waitFor();
  // The door keeps the address.
  if (await door.count()) await passDoor(shown);
  await title.waitFor();
}
const live = (options) => arrive('/live', 'area_live', options);
const button = (key) => page.getByRole('button', { name: shown.say(key), exact: true });
const field = (key) => page.getByLabel(shown.say(key), { exact: true });

async function check(number) {
  await field('dial_number').fill(number);
  await page.keyboard.press('Enter');
}

/** The words of a message up to its first value. */
const begins = (key) => shown.say(key).split('undefined')[0];

test('a number that may not be called says which rule it is, and when again', async () => {
  await live();
  await button('dial_open').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.equal(await button('dial_check').getAttribute('title'), shown.say('dial_why_no_number'));
  await check('98200');
  await dialog.getByText(shown.say('dial_number_wrong')).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await check(SUPPRESSED);
  await dialog.getByText(begins('dial_not_suppressed')).waitFor();
  await check('+88213000000');
  await dialog.getByText(shown.say('dial_place_unknown')).waitFor();
  await check(night);
  await dialog.getByText(begins('dial_next')).waitFor();
  await dialog.getByText(begins('dial_hours')).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.screenshot({ path: 'target/page-test/call-out-night.png' });
  // Whoever may be called is not, as long as the agent is not there.
  await check(day);
  await dialog.getByText(shown.say('dial_may')).waitFor();
  await button('dial_call').click();
  await dialog.getByText(shown.say('err_line_closed')).waitFor();
  assert.equal(api.asked.length, 0);
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual(page.faults, []);
});

test('with an account and a number of its own the agent calls', async () => {
  await arrive('/settings/agent', 'line_title');
  await field('line_account').fill(ACCOUNT);
  await button('line_save').click();
  // One of both alone is no way to call.
  await page.getByRole('alert').getByText(shown.say('line_number')).waitFor();
  await field('line_number').fill('+91 20 1234 5678');
  await button('line_save').click();
  await page.getByText(shown.say('line_saved')).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.screenshot({ path: 'target/page-test/call-out-settings.png', fullPage: true });
  await button('line_start').click();
  const address = await page.getByText(/127\.0\.0\.1:\d+/).innerText();
  const [listening] = address.match(/127\.0\.0\.1:\d+/);
  api.connect(new Carrier({ address: listening, publicUrl: PUBLIC_URL, token: TOKEN }));

  await live();
  await button('dial_open').click();
  const dialog = page.getByRole('dialog');
  await check(day);
  await dialog.getByText(shown.say('dial_may')).waitFor();
  await button('dial_call').click();
  await dialog.getByText(shown.say('dial_placed')).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.screenshot({ path: 'target/page-test/call-out-placed.png' });
  assert.deepEqual(
    api.asked.map((form) => [form.get('To'), form.get('From')]),
    [[day, NUMBER]],
  );
  await button('dial_another').click();
  assert.equal(await field('dial_number').inputValue(), '');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual(page.faults, []);
});

test('a call that rings is in the list and is ended there, after a question', async () => {
  const ringing = page.getByRole('listitem').filter({ hasText: day });
  await ringing.getByText(shown.say('live_ringing')).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.screenshot({ path: 'target/page-test/call-out-ringing.png' });
  // A carrier that refuses leaves it ringing, and that is said.
  api.keepsRinging = true;
  await ringing.getByRole('button', { name: shown.say('live_end') }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText(shown.say('live_ringing_end_body')).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  const end = dialog.getByRole('button', { name: shown.say('live_end'), exact: true });
  await end.click();
  await dialog.getByText(shown.say('err_call_not_ended')).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.screenshot({ path: 'target/page-test/call-out-not-ended.png' });
  api.keepsRinging = false;
  await end.click();
  await dialog.waitFor({ state: 'detached' });
  await ringing.waitFor({ state: 'detached' });
  assert.equal(api.calledOff.length, 1);
  await page.getByText(shown.say('live_empty_title')).waitFor();
  assert.deepEqual(page.faults, []);
});

for (const options of [{ language: 'hi' }, { theme: 'dark' }]) {
  test(`it reads as well in ${Object.values(options)}`, async () => {
    await live(options);
    await button('dial_open').click();
    await check(night);
    await page.getByRole('dialog').getByText(begins('dial_next')).waitFor();
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.screenshot({ path: `target/page-test/call-out-${Object.values(options)}.png` });
    assert.deepEqual(page.faults, []);
  });
}

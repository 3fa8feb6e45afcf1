// The agent's line: set up, with a fault and without, opened and closed.

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

async function arrive(options = {}) {
  await shown?.close();
  shown = await open(browser, server.url, { path: '/settings/agent', ...options });
  page = shown.page;
  const title = page.getByRole('heading', { level: 2, name: shown.say('line_title') });
  const door = page.getByLabel(shown.say('signin_passphrase'), { exact: true });
  await title.or(door).first().waitFor();
  // The door keeps the address.
  if (await door.count()) await passDoor(shown);
  await title.waitFor();
}
const button = (key) => page.getByRole('button', { name: shown.say(key), exact: true });
const field = (key) => page.getByLabel(shown.say(key), { exact: true });

test('a set-up says which part is wrong, is kept, and takes calls until it is stopped', async () => {
  await arrive();
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.ok(await button('line_start').isDisabled(), 'nothing is set up');
  await field('line_public_url').fill('https://voice.example.com');
  await field('line_listen').fill('127.0.0.1:0');
  await field('line_token').fill('a token of the account');
  const agent = await field('line_agent').inputValue();
  await field('line_agent').fill(agent.replace('IN-MH', 'Pune'));
  await button('line_save').click();
  const alert = page.getByRole('alert');
  await alert.getByText(/ISO 3166/).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await field('line_agent').fill(agent);
  await button('line_save').click();
  await page.getByText(shown.say('line_saved')).waitFor();
  assert.equal(await field('line_token').inputValue(), '', 'a token is not shown again');
  await button('line_start').click();
  await page.getByText(/127\.0\.0\.1:\d+/).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await button('line_stop').click();
  await page.getByText(shown.say('line_closed')).waitFor();
  assert.deepEqual(page.faults, []);
});

for (const options of [{ language: 'hi' }, { theme: 'dark' }]) {
  test(`it reads as well in ${Object.values(options)}`, async () => {
    await arrive(options);
    assert.equal(await field('line_public_url').inputValue(), 'https://voice.example.com');
    assert.deepEqual(await accessibilityFaults(page), []);
    assert.deepEqual(page.faults, []);
  });
}

// An address that is opened at a locked door is where signing in leads.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, machine, open, passDoor, row, serve } from '../page.mjs';

const REVIEWER = 'Ravi Deshpande';
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

const address = () => page.evaluate(() => location.pathname + location.search);
const summary = () => page.getByRole('heading', { name: shown.say('summary_title') });

/** Not by the page's own button: it learns of the lock by the event that the idle lock sends, too. */
async function lockFromOutside() {
  await fetch(`${server.url}/rpc/workspace_lock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  await page.getByRole('button', { name: shown.say('signin_submit') }).waitFor();
}

test('a filtered list', async () => {
  shown = await open(browser, server.url, { path: '/calls?outcome=booked&recording=yes' });
  page = shown.page;
  await passDoor(shown);
  await row(page, 0).waitFor({ timeout: 30_000 });
  assert.equal(await address(), '/calls?outcome=booked&recording=yes');
});

test('the call that was open when the lock came', async () => {
  await row(page, 1).click();
  await summary().waitFor();
  const open = await address();
  assert.match(open, /^\/calls\/[0-9a-f-]{36}$/);
  await lockFromOutside();
  assert.equal(await address(), '/');
  await passDoor(shown);
  await summary().waitFor({ timeout: 30_000 });
  assert.equal(await address(), open);
});

test('but not for the next person', async () => {
  await page.keyboard.press('Escape');
  await page.waitForURL(/\/calls\?/);
  await lockFromOutside();
  await passDoor(shown, REVIEWER);
  await row(page, 0).waitFor({ timeout: 30_000 });
  assert.equal(await address(), '/calls');
  assert.deepEqual(page.faults, []);
});

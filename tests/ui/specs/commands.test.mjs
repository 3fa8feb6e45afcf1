// Finding commands by their names, and choosing the keys that run them.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { ROOT } from '../../window/stage.mjs';
import { accessibilityFaults, launch, machine, open, row, serve, signIn } from '../page.mjs';

const home = machine();
const pictures = join(ROOT, 'target/pictures');
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
  mkdirSync(pictures, { recursive: true });
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const palette = () => page.getByRole('combobox', { name: say('palette_title') });
const options = () => page.getByRole('option').allInnerTexts();

test('a command is found by typing and done with Enter', async () => {
  await page.keyboard.press('Control+k');
  await palette().waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.screenshot({ path: join(pictures, 'palette.png') });
  await page.keyboard.type('audit');
  assert.equal((await options())[0].split('\n')[0], say('cmd_go_audit'));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/audit');
  assert.equal(await palette().count(), 0);
});

test('what is no command can be searched for', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('traffic bridge');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/calls?q=traffic+bridge');
  await row(page, 0).locator('mark').first().waitFor();
});

test('Escape leaves everything as it was', async () => {
  const before = page.url();
  await row(page, 0).focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  assert.equal(await palette().count(), 0);
  assert.equal(page.url(), before);
  assert.equal(await page.evaluate(() => document.activeElement.role), 'row');
});

const keyOf = (command) =>
  page.getByRole('button', { name: new RegExp(`^${say(command)}: `, 'u') });

test('a key is chosen anew, and taken from nobody', async () => {
  await page.goto('/settings/keyboard');
  await keyOf('cmd_palette').click();
  await page.keyboard.press('/');
  await page.getByText(say('keys_held', { name: say('cmd_search') })).waitFor();
  await page.screenshot({ path: join(pictures, 'keys.png') });
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.keyboard.press('Control+j');
  await page.getByRole('button', { name: say('keys_reset_one', { name: say('cmd_palette') }) }).waitFor();
  await page.keyboard.press('Control+k');
  assert.equal(await palette().count(), 0);
  await page.keyboard.press('Control+j');
  await palette().waitFor();
  await page.keyboard.press('Escape');
  // It is still so for this person after a new start of the page, and can be taken back.
  await page.goto('/settings/keyboard');
  await page.getByRole('button', { name: say('keys_reset_all') }).click();
  await page.keyboard.press('Control+k');
  await palette().waitFor();
  await page.keyboard.press('Escape');
  assert.deepEqual(page.faults, []);
});

test('names are blurred until somebody points at them', async () => {
  await page.goto('/calls');
  const name = row(page, 1).locator('.private');
  await name.waitFor();
  const blur = () => name.evaluate((node) => getComputedStyle(node).filter);
  assert.equal(await blur(), 'none');
  await page.keyboard.press('Control+b');
  assert.match(await blur(), /blur/);
  await page.screenshot({ path: join(pictures, 'shoulder.png') });
  assert.deepEqual(await accessibilityFaults(page), []);
  await name.hover();
  assert.equal(await blur(), 'none');
  await page.mouse.move(0, 0);
  assert.match(await blur(), /blur/);
  await row(page, 0).focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await blur(), 'none');
  await page.keyboard.press('Control+b');
  assert.deepEqual(page.faults, []);
});

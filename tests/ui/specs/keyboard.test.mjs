// A day's work without a mouse.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, machine, open, PASSPHRASE, row, serve } from '../page.mjs';

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
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const focused = () =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const ringed = (each) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || boxShadow !== 'none';
    };
    return {
      tag: element.tagName.toLowerCase(),
      role: element.getAttribute('role'),
      name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60),
      rowindex: element.getAttribute('aria-rowindex'),
      ringed: ringed(element) || (element.parentElement !== null && ringed(element.parentElement)),
      onScreen: box.width > 0 && box.height > 0 && box.top < innerHeight && box.bottom > 0,
      visible: style.visibility !== 'hidden',
    };
  });

const atRow = (index) =>
  page.waitForFunction((at) => document.activeElement.getAttribute('aria-rowindex') === at, `${index}`);

test('signs in: the passphrase has the focus', async () => {
  const person = page.getByRole('combobox', { name: shown.say('signin_person') });
  await person.waitFor();
  assert.equal((await focused()).tag, 'input');
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await row(page, 0).waitFor({ timeout: 30_000 });
  // Nobody has chosen a row yet; the arrow keys are the list's all the same.
  await page.keyboard.press('ArrowDown');
  await atRow(2);
});

test('every stop of the tab key is seen', async () => {
  const stops = new Set();
  for (let i = 0; i < 40; i += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused();
    if (stop.tag === 'body') continue;
    const name = `${stop.tag} "${stop.name}"`;
    assert.ok(stop.onScreen && stop.visible, `${name} is not on the screen`);
    assert.ok(stop.ringed, `${name} shows no ring`);
    stops.add(name);
  }
  assert.ok(stops.size >= 10, `only ${[...stops].join(', ')}`);
});

test('walks the list, opens a call, comes back to its row', async () => {
  await row(page, 0).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await atRow(4);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/calls\/[0-9a-f-]{36}/);
  await page.getByRole('heading', { name: shown.say('summary_title') }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL(/\/calls$/);
  await atRow(4);
});

test('Escape comes back from beside the transcript first', async () => {
  await page.keyboard.press('ArrowDown');
  await atRow(5);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/calls\/[0-9a-f-]{36}/);
  await page.locator('[data-word]').first().waitFor();
  await page.getByRole('complementary', { name: shown.say('panel_label') }).focus();
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement.closest('[data-index]') !== null);
  assert.match(page.url(), /\/calls\/[0-9a-f-]{36}/);
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: shown.say('export_title') });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.waitForURL(/\/calls$/);
  await atRow(5);
});

test('searches from anywhere', async () => {
  await page.keyboard.press('/');
  assert.equal((await focused()).role, 'searchbox');
  await page.keyboard.type('appointment');
  await page.keyboard.press('Enter');
  await page.locator('mark').first().waitFor();
  assert.match(page.url(), /[?&]q=appointment/);
});

test('goes to every area and locks', async () => {
  for (const [key, path] of [['2', '/queue'], ['3', '/quality'], ['4', '/import'], ['5', '/reports'], ['6', '/audit'], ['7', '/settings'], ['1', '/calls']]) {
    await page.keyboard.press('Escape');
    await page.keyboard.press(`Control+${key}`);
    await page.waitForURL((url) => url.pathname.startsWith(path));
  }
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: shown.say('signin_submit') }).waitFor();
  assert.equal((await focused()).tag, 'input');
  assert.deepEqual(page.faults, []);
});

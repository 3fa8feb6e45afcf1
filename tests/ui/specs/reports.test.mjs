// What the agents did in a time, and the calls behind each number.

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

const region = () => page.getByRole('region', { name: say('reports_title') });
/** The number under a figure's name. */
const figure = async (name) => {
  const [, text] = await page.locator('dl > div', { hasText: name }).locator('dt, dd').allInnerTexts();
  return text.split('\n')[0];
};
const counted = (count) => page.getByRole('status').filter({ hasText: new RegExp(`^${count} `) });

test('a number opens the calls it counts', async () => {
  await page.goto('/reports?when=30d');
  await region().waitFor();
  const calls = await figure(say('report_calls'));
  assert.match(calls, /^\d+$/);
  await page.locator('dl').getByRole('link', { name: calls, exact: true }).first().click();
  await page.waitForURL('**/calls?when=30d');
  await counted(calls).waitFor();
});

test('so does a bar, with the keyboard alone', async () => {
  await page.goto('/reports?when=30d');
  const bars = page.getByRole('list').filter({ has: page.locator('.bar') });
  await bars.waitFor();
  assert.equal(await bars.getByRole('listitem').count(), 30);
  await bars.getByRole('link').first().focus();
  for (let i = 0; i < 40; i += 1) {
    const name = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
    const number = /: (\d+) /.exec(name)?.[1];
    if (number && number !== '0') {
      await page.keyboard.press('Enter');
      await page.waitForURL('**/calls?from=*');
      await counted(number).waitFor();
      return;
    }
    await page.keyboard.press('ArrowRight');
  }
  assert.fail('no day could be told');
});

test('few people are not counted', async () => {
  await page.goto('/reports?when=30d&outcome=complained');
  await page.getByText(say('report_few_title')).waitFor();
  await page.goto('/reports?from=2001-01-01&to=2001-01-31');
  await page.getByText(say('report_nothing_title')).waitFor();
});

for (const language of ['en', 'hi'])
  for (const theme of ['light', 'dark'])
    test(`looks as it should: ${language}, ${theme}`, async () => {
      const other = await open(browser, server.url, { language, theme, path: '/reports?from=2000-01-01' });
      const { page: seen } = other;
      await seen.goto('/reports');
      await seen.getByRole('region', { name: other.say('reports_title') }).waitFor();
      await seen.locator('tbody td').first().waitFor();
      await seen.screenshot({ path: join(pictures, `reports-${language}-${theme}.png`) });
      assert.deepEqual(await accessibilityFaults(seen), []);
      assert.deepEqual(seen.faults, []);
      await other.close();
    });

test('a reviewer has no such place', async () => {
  await page.getByRole('button', { name: say('lock') }).click();
  await signIn(shown, 'Ravi Deshpande');
  assert.equal(await page.getByRole('link', { name: say('area_reports') }).count(), 0);
  await page.goto('/reports');
  await page.getByText(say('area_not_allowed_title')).waitFor();
  assert.equal(await row(page, 0).count(), 0);
});

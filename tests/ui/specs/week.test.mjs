// The hours of the week, the flags that wait, and the week on one page.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { ROOT } from '../../window/stage.mjs';
import { accessibilityFaults, launch, machine, open, OWNER, serve, signIn } from '../page.mjs';

const home = machine();
const pictures = join(ROOT, 'target/pictures');
let server;
let browser;
let shown;
let page;
let say;
let waiting;

/** A row of the command table, as the owner, before the page is there. */
const rpc = (name, input) =>
  JSON.parse(home.ctl('-w', `${home.home}/demo`, '-u', OWNER, 'rpc', name, JSON.stringify(input)));

/** Flags so many calls, each for one of two reasons. */
function flag(calls) {
  const { rows } = rpc('call_list', { limit: calls });
  rows.forEach(({ id }, n) => {
    const command_id = `00000000-0000-7000-8000-${String(n + 1).padStart(12, '0')}`;
    rpc('call_flag', {
      command_id,
      call_id: id,
      reason: n % 2 ? 'tone' : 'follow_up',
    });
  });
}

before(async () => {
  home.ctl('demo', `${home.home}/demo`, '--calls', '3000');
  flag(16);
  waiting = rpc('open_flags_get', {});
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

const counted = (count) => page.getByRole('status').filter({ hasText: new RegExp(`^${count} `) });
/** The day so many days ago: the invented calls are of some 80 to 70 days ago. */
const ago = (days) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

test('an hour of the week is one stop of the tab key, and opens the calls it counts', async () => {
  await page.goto(`/reports?from=${ago(82)}&to=${ago(66)}`);
  const cells = page.locator('a[data-row]');
  await cells.first().waitFor();
  assert.ok((await cells.count()) > 10);
  const stops = await cells.evaluateAll((all) => all.filter((a) => a.tabIndex === 0).length);
  assert.equal(stops, 1);
  await cells.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  const name = await page.evaluate(() => document.activeElement.textContent.trim());
  const count = /: ([\d,]+) /.exec(name)?.[1];
  assert.ok(count, name);
  assert.equal(await cells.evaluateAll((all) => all.filter((a) => a.tabIndex === 0).length), 1);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/calls?*hour=*');
  await counted(count).waitFor();
  // The chip tells the hour, and takes it away again.
  const chip = page.getByRole('button', { name: say('filter_hour') });
  await chip.click();
  await page.getByRole('button', { name: say('filter_remove') }).click();
  await page.waitForURL((url) => !url.search.includes('hour='));
  assert.equal(await chip.count(), 0);
});

test('what is hidden opens nothing', async () => {
  await page.goto('/reports?when=30d');
  const few = page.locator('td.few');
  await few.first().waitFor();
  assert.equal(await few.locator('a').count(), 0);
  assert.equal(await page.locator('.bar.few').locator('xpath=ancestor::a').count(), 0);
});

test('flags that wait are counted by reason, and open their calls', async () => {
  const { flags, calls, reasons } = waiting;
  assert.ok(calls >= 16 && flags >= calls);
  await page.goto('/reports');
  const line = page.getByRole('link', { name: `${flags} flags on ${calls} calls` });
  await line.waitFor();
  const told = reasons.find((each) => each.calls !== null);
  const section = page.locator('section', { has: line });
  await section.getByRole('link', { name: say(`flag_reason_${told.reason}`) }).click();
  await page.waitForURL(`**/calls?*flag=${told.reason}*`);
  await counted(told.calls).waitFor();
  await page.goBack();
  await line.click();
  await page.waitForURL('**/calls?flagged=yes&reviewed=no');
  await counted(calls).waitFor();
});

const sheet = () => page.locator('.week-sheet');

test('the last week that is over, and the one before it', async () => {
  await page.goto('/reports/week');
  await sheet().waitFor();
  const last = await sheet().getAttribute('data-week');
  const after = page.getByRole('button', { name: say('week_next') });
  assert.equal(await after.getAttribute('aria-disabled'), 'true');
  await page.getByRole('button', { name: say('week_previous') }).click();
  await page.waitForURL('**/reports/week?day=*');
  await page.locator(`.week-sheet:not([data-week="${last}"])`).waitFor();
  const before = await sheet().getAttribute('data-week');
  assert.equal(Date.parse(last) - Date.parse(before), 7 * 24 * 3_600_000);
  // A number of the page opens its calls.
  const calls = page.locator('.week-sheet dl a').first();
  const count = await calls.innerText();
  await calls.click();
  await page.waitForURL('**/calls?from=*');
  await counted(count).waitFor();
});

test('it is one sheet of paper, black on white', async () => {
  const dark = await open(browser, server.url, {
    theme: 'dark',
    path: '/reports/week',
  });
  await signIn(dark).catch(() => {});
  for (const seen of [page, dark.page]) {
    await seen.goto('/reports/week');
    await seen.locator('.week-sheet dl').waitFor();
    for (const format of ['A4', 'Letter']) {
      const pdf = (await seen.pdf({ format })).toString('latin1');
      assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, format);
    }
    await seen.emulateMedia({ media: 'print' });
    const chrome = await seen.evaluate(() =>
      [...document.querySelectorAll('nav, header, footer, button, input')]
        .filter((each) => !each.closest('.week-sheet') && each.checkVisibility())
        .map((each) => each.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(chrome, []);
    const colours = await seen.evaluate(() => {
      const of = (node) => getComputedStyle(node);
      return [of(document.body).backgroundColor, of(document.querySelector('h1')).color];
    });
    assert.deepEqual(colours, ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    await seen.emulateMedia({ media: null });
  }
  await dark.close();
});

test('it is saved as a page with what it is for, and that is in the log', async () => {
  await page.goto('/reports/week');
  await sheet().waitFor();
  const heading = await sheet().getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('button', { name: say('week_save') }).click();
  const dialog = page.getByRole('dialog', { name: say('week_save_title') });
  const path = join(home.home, 'week.html');
  await dialog.getByRole('textbox', { name: say('export_where') }).fill(path);
  const write = dialog.getByRole('button', { name: say('export_write') });
  assert.equal(await write.getAttribute('aria-disabled'), 'true');
  await dialog.getByLabel(say('export_purpose')).selectOption('quality_review');
  await write.click();
  await dialog.getByText('SHA-256').waitFor();
  await page.keyboard.press('Escape');

  // Any browser opens it; it asks the network for nothing and fits on a sheet.
  const other = await browser.newContext({
    offline: true,
    viewport: { width: 900, height: 1200 },
  });
  const file = await other.newPage();
  const asked = [];
  const faults = [];
  file.on('request', (request) => asked.push(request.url()));
  file.on('console', (message) => faults.push(message.text()));
  await file.goto(`file://${path}`);
  assert.equal(asked.length, 1);
  assert.deepEqual(faults, []);
  assert.deepEqual(await accessibilityFaults(file).catch((error) => [String(error)]), []);
  await file.screenshot({
    path: join(pictures, 'week-file.png'),
    fullPage: true,
  });
  for (const format of ['A4', 'Letter']) {
    const pdf = (await file.pdf({ format })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, format);
  }
  assert.ok(!/<script/.test(readFileSync(path, 'utf8')));
  assert.ok(heading.length > 5);
  await other.close();

  await page.goto('/audit');
  const day = await page
    .getByText(/saved the weekly report/)
    .first()
    .innerText();
  assert.match(day, new RegExp(OWNER));
});

for (const language of ['en', 'hi'])
  for (const theme of ['light', 'dark'])
    test(`looks as it should: ${language}, ${theme}`, async () => {
      const other = await open(browser, server.url, {
        language,
        theme,
        path: '/reports/week',
      });
      const { page: seen } = other;
      await seen.locator('.week-sheet dl').waitFor();
      await seen.screenshot({
        path: join(pictures, `week-of-few-${language}-${theme}.png`),
      });
      assert.deepEqual(await accessibilityFaults(seen), []);
      await seen.goto(`/reports/week?day=${ago(74)}`);
      await seen.locator('.week-sheet dl').waitFor();
      await seen.screenshot({
        path: join(pictures, `week-${language}-${theme}.png`),
      });
      assert.deepEqual(await accessibilityFaults(seen), []);
      if (theme === 'light') {
        await seen.emulateMedia({ media: 'print' });
        await seen.setViewportSize({ width: 703, height: 1031 });
        await seen.screenshot({
          path: join(pictures, `week-${language}-print.png`),
        });
        await seen.emulateMedia({ media: null });
        await seen.setViewportSize({ width: 1366, height: 768 });
      }
      await seen.goto(`/reports?from=${ago(82)}&to=${ago(66)}`);
      await seen.locator('a[data-row]').first().waitFor();
      await seen.getByRole('heading', { name: other.say('week_flags') }).waitFor();
      await seen.screenshot({
        path: join(pictures, `reports-many-${language}-${theme}.png`),
      });
      assert.deepEqual(await accessibilityFaults(seen), []);
      assert.deepEqual(seen.faults, []);
      await other.close();
    });

test('a week without calls, and one that is not over', async () => {
  await page.goto('/reports/week?day=2001-01-03');
  await sheet().getByText(say('week_none')).waitFor();
  await page.goto('/reports/week?day=2999-01-03');
  await page.getByText(say('why_week_day')).first().waitFor();
});

// Selecting in the list, acting on all that match, taking it back; and views above it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { accessibilityFaults, launch, machine, open, row, serve, signIn } from '../page.mjs';

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
  await signIn(shown);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const button = (key, options = {}) => page.getByRole('button', { name: shown.say(key), ...options });
const bar = () => page.getByRole('group', { name: shown.say('bulk_bar') });
const total = async () => Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
const SELECTED = '[role="row"][data-index] input[type="checkbox"]:checked';
/** Waits until so many rows are selected. */
const selects = (count) =>
  page.waitForFunction(([css, wanted]) => document.querySelectorAll(css).length === wanted, [
    SELECTED,
    count,
  ]);

test('x selects a row, Shift and an arrow more of them, Escape none', async () => {
  await row(page, 0).focus();
  await page.keyboard.press('x');
  await bar().waitFor();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await selects(3);
  assert.deepEqual(await accessibilityFaults(page), []);
  await row(page, 1).getByRole('checkbox').click();
  await selects(2);
  await row(page, 0).focus();
  await page.keyboard.press('Escape');
  await bar().waitFor({ state: 'detached' });
  await selects(0);
});

test('all that match are tagged, and all of it is taken back', async () => {
  await page.goto('/calls?outcome=booked');
  await row(page, 0).waitFor();
  const matching = await total();
  await row(page, 0).focus();
  await page.keyboard.press('Control+a');
  await bar().getByRole('button', { name: `${shown.say('bulk_tag')}…`, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(new RegExp(`^${matching} calls will`)).waitFor();
  await dialog.getByLabel(shown.say('bulk_tag_label'), { exact: true }).fill('checked');
  assert.deepEqual(await accessibilityFaults(page), []);
  await dialog.getByRole('button', { name: shown.say('bulk_do_tag') }).click();
  await page.getByText(new RegExp(`^${matching} calls changed`)).waitFor();
  await page.goto('/calls?tag=checked');
  await row(page, 0).waitFor();
  assert.equal(await total(), matching);
});

test('undo is offered where the act was done', async () => {
  await page.goto('/calls?tag=checked');
  await row(page, 0).waitFor();
  const matching = await total();
  await row(page, 0).focus();
  await page.keyboard.press('Control+a');
  await bar().getByRole('button', { name: `${shown.say('bulk_untag')}…`, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(shown.say('bulk_tag_label'), { exact: true }).fill('checked');
  await dialog.getByRole('button', { name: shown.say('bulk_do_untag') }).click();
  await page.getByText(new RegExp(`^${matching} calls changed`)).waitFor();
  await button('bulk_undo').click();
  await page.getByText(new RegExp(`^${matching} calls are as they were`)).waitFor();
  await page.reload();
  await row(page, 0).waitFor();
  assert.equal(await total(), matching);
});

test('calls are flagged and assigned, and found by it', async () => {
  await page.goto('/calls?flagged=yes&reviewed=no');
  await row(page, 0).waitFor();
  const before = await total();
  await page.goto('/calls');
  await row(page, 0).waitFor();
  await row(page, 0).focus();
  await page.keyboard.press('x');
  await bar().getByRole('button', { name: `${shown.say('bulk_flag')}…`, exact: true }).click();
  let dialog = page.getByRole('dialog');
  await dialog.getByLabel(shown.say('bulk_reason')).selectOption('complaint');
  await dialog.getByRole('button', { name: shown.say('bulk_do_flag') }).click();
  await page.getByText(/^1 call changed/).waitFor();
  await page.reload();
  await row(page, 0).waitFor();
  await row(page, 0).focus();
  await page.keyboard.press('x');
  await bar().getByRole('button', { name: `${shown.say('bulk_assign')}…`, exact: true }).click();
  dialog = page.getByRole('dialog');
  await dialog.getByLabel(shown.say('bulk_assign_label')).selectOption({ index: 1 });
  await dialog.getByRole('button', { name: shown.say('bulk_do_assign') }).click();
  await page.getByText(/^1 call changed/).waitFor();
  await page.goto('/calls?flagged=yes&reviewed=no');
  await row(page, 0).waitFor();
  assert.equal(await total(), before + 1);
  assert.deepEqual(page.faults, []);
});

test('a view is saved, opened by its address, removed and brought back', async () => {
  await page.goto('/calls?outcome=booked');
  await row(page, 0).waitFor();
  const matching = await total();
  await button('view_save').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(shown.say('view_name'), { exact: true }).fill('Booked');
  assert.deepEqual(await accessibilityFaults(page), []);
  await dialog.getByRole('button', { name: shown.say('save') }).click();
  await page.waitForURL(/view=[0-9a-f-]{36}/);
  const id = new URL(page.url()).searchParams.get('view');
  const tabs = page.getByRole('navigation', { name: shown.say('view_tabs') });
  const tab = tabs.getByRole('link', { name: /^Booked/ });
  await tab.getByText(`${matching}`, { exact: true }).waitFor();
  // The link alone opens it with its filters.
  await page.goto(`/calls?view=${id}`);
  await page.waitForURL(/outcome=booked/);
  await row(page, 0).waitFor();
  assert.equal(await total(), matching);
  assert.equal(await tab.getAttribute('aria-current'), 'page');
  await button('view_more', { exact: true }).click();
  assert.deepEqual(await accessibilityFaults(page), []);
  await button('view_remove').click();
  await page.waitForURL((url) => !url.search.includes('view'));
  await tab.waitFor({ state: 'detached' });
  await button('bulk_undo').click();
  await tab.waitFor();
  await page.goto('/calls?view=00000000-0000-4000-8000-000000000000');
  await page.getByText(shown.say('view_unknown')).waitFor();
  assert.deepEqual(page.faults, []);
});

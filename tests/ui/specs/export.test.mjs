// Exports as people make them, and a case file in a browser that may reach nothing.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { accessibilityFaults, launch, machine, open, row, serve, signIn } from '../page.mjs';

const home = machine();
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
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const field = (key) => page.getByRole('dialog').getByLabel(say(key), { exact: true });
const write = () => page.getByRole('dialog').getByRole('button', { name: say('export_write') });

test('what the filters leave becomes a folder of transcripts', async () => {
  await page.goto('/calls?channel=phone&recording=yes');
  await row(page, 0).waitFor();
  await page.getByRole('button', { name: /^Export \d/ }).click();
  await field('export_format').selectOption('text_files');
  assert.equal(await write().getAttribute('aria-disabled'), 'true', 'nobody said what for');
  await field('export_purpose').selectOption('quality_review');
  const folder = join(home.home, 'transcripts');
  await field('exports_where').fill(folder);
  await write().click();
  await page.getByText('calls written to transcripts').waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  const names = readdirSync(folder);
  assert.ok(names.length > 10 && names.every((name) => name.endsWith('.txt')), names.join());
  await page.keyboard.press('Escape');
});

test('a case file plays, marks words and reaches no network', async () => {
  await row(page, 0).click();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: say('export_open') }).click();
  await field('export_format').selectOption('case_file');
  await field('export_purpose').selectOption('data_request');
  const path = join(home.home, 'case.html');
  await field('export_where').fill(path);
  await write().click();
  await page.getByText(/^Written: case\.html/).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.ok(statSync(path).size > 10_000);

  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({ colorScheme });
    const file = await context.newPage();
    const faults = [];
    const asked = [];
    file.on('console', (message) => faults.push(message.text()));
    file.on('pageerror', (error) => faults.push(String(error)));
    file.on('request', (request) => asked.push(request.url().slice(0, 5)));
    await file.goto(pathToFileURL(path).href);
    await file.waitForFunction(() => document.querySelector('audio').duration > 1);
    const word = file.locator('.w').nth(12);
    await word.click();
    await word.and(file.locator('.now')).waitFor();
    const heard = await file.evaluate(() => document.querySelector('audio').currentTime);
    assert.ok(heard * 1000 >= Number(await word.getAttribute('data-s')) - 50, `at ${heard} s`);
    assert.deepEqual(faults, []);
    assert.ok(asked.length > 0 && asked.every((scheme) => scheme === 'file:' || scheme === 'data:'), asked.join());
    await context.close();

    // Its own policy would refuse the checker's script, too.
    const lax = await browser.newContext({ colorScheme, bypassCSP: true });
    const checked = await lax.newPage();
    await checked.goto(pathToFileURL(path).href);
    assert.deepEqual(await accessibilityFaults(checked), []);
    await lax.close();
  }
});

test('a PDF of one call asks for its language, and is one', async () => {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: say('export_open') }).click();
  await field('export_format').selectOption('pdf');
  await field('export_language').selectOption('hi');
  await field('export_purpose').selectOption('complaint');
  const path = join(home.home, 'call.pdf');
  await field('export_where').fill(path);
  await write().click();
  await page.getByText(/^Written: call\.pdf/).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  const pdf = readFileSync(path);
  assert.equal(pdf.subarray(0, 8).toString('latin1'), '%PDF-1.7');
  assert.match(pdf.toString('latin1'), /\/Lang\s*\(hi\)/);
  await page.keyboard.press('Escape');
});

test('the log tells what left, for what, and how it ended', async () => {
  await page.keyboard.press('Escape');
  await page.goto('/audit');
  await page.getByText('exported').first().waitFor();
  const rows = await page.getByRole('row').allTextContents();
  assert.ok(rows.some((text) => /exported .* as a case file/.test(text) && text.includes(say('purpose_data_request'))));
  assert.ok(rows.some((text) => /exported .* as PDF/.test(text) && text.includes(say('purpose_complaint'))));
  assert.ok(rows.some((text) => text.includes(say('say_export_written'))));
});

test('what the filters leave becomes a folder of PDFs', async () => {
  await page.goto('/calls?channel=phone&recording=yes');
  await row(page, 0).waitFor();
  await page.getByRole('button', { name: /^Export \d/ }).click();
  await field('export_format').selectOption('pdf_files');
  await field('export_language').waitFor();
  await field('export_purpose').selectOption('legal_claim');
  const folder = join(home.home, 'pdfs');
  await field('exports_where').fill(folder);
  await write().click();
  await page.getByText('calls written to pdfs').waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  const names = readdirSync(folder);
  assert.ok(names.length > 10 && names.every((name) => name.endsWith('.pdf')), names.join());
});

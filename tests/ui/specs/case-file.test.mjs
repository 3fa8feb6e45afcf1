// A case file with all that colleagues made of a call, opened in a browser that may
// reach nothing; and a clip that leaves out what the player does.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { accessibilityFaults, launch, machine, open, serve, signIn } from '../page.mjs';

const home = machine();
let server;
let browser;
let shown;
let page;
let say;
let call;
let quote;

const rpc = async (name, input) => {
  const answer = await fetch(`${server.url}/rpc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const view = await answer.json();
  assert.ok(answer.ok, `${name}: ${JSON.stringify(view)}`);
  return view;
};
const command = (input) => ({ command_id: crypto.randomUUID(), ...input });

before(async () => {
  home.ctl('demo', `${home.home}/demo`);
  server = await serve(home);
  browser = await launch();
  shown = await open(browser, server.url);
  ({ page, say } = shown);
  await signIn(shown);
  for (const row of (await rpc('score_list', { limit: 50 })).rows) {
    if (row.state === 'draft') continue;
    const { answers } = await rpc('score_get', { score_id: row.id });
    quote = answers.flatMap((one) => one.evidence).find((one) => one.from_ms > 0);
    call = await rpc('call_get', { call_id: row.call_id });
    if (quote && call.recording) break;
  }
  assert.ok(quote && call.recording);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

test('a case file holds comments, scores and corrections, and its quotes play', async () => {
  const call_id = call.row.id;
  const add = (text, isPrivate) =>
    rpc('comment_add', command({ call_id, on: { kind: 'turn', turn: 1 }, text, private: isPrivate }));
  const thread = await add('Please <b>listen</b> to this', false);
  await rpc('comment_reply', command({ comment_id: thread.id, text: 'Heard it & agreed' }));
  await add('For nobody else', true);
  if (call.variables.length > 0) {
    const value = 'Something else';
    await rpc('captured_correct', command({ call_id, variable: 0, value, reason: 'misheard' }));
  }
  const path = join(home.home, 'case.html');
  await rpc('case_file_export', {
    export_id: crypto.randomUUID(),
    call_id,
    language: 'en',
    purpose: 'complaint',
    path,
  });
  const text = readFileSync(path, 'utf8');
  assert.ok(!text.includes('For nobody else'), 'a private comment left');
  for (const id of ['call', 'comments', 'scorecards']) {
    const json = text.split(` id="${id}">`)[1].split('</script>')[0];
    JSON.parse(json);
    assert.ok(text.includes(createHash('sha256').update(json).digest('hex')), id);
  }

  const context = await browser.newContext();
  const file = await context.newPage();
  const faults = [];
  const asked = [];
  file.on('console', (message) => faults.push(message.text()));
  file.on('pageerror', (error) => faults.push(String(error)));
  file.on('request', (request) => asked.push(request.url().slice(0, 5)));
  await file.goto(pathToFileURL(path).href);
  await file.waitForFunction(() => document.querySelector('audio').duration > 1);
  await file.getByText('Please <b>listen</b> to this').waitFor();
  await file.getByText('Heard it & agreed').waitFor();
  if (call.variables.length > 0) {
    await file.getByText('Something else').first().waitFor();
    await file.getByText(/misheard/).waitFor();
  }
  const evidence = file.locator(`button.quote[data-s="${quote.from_ms}"]`).first();
  assert.ok((await evidence.innerText()).includes(quote.text.split('\n')[0]));
  await evidence.click();
  await evidence.and(file.locator('.now')).waitFor();
  const heard = await file.evaluate(() => document.querySelector('audio').currentTime);
  assert.ok(heard * 1000 >= quote.from_ms - 50, `at ${heard} s, not ${quote.from_ms} ms`);
  assert.deepEqual(faults, []);
  assert.ok(asked.every((scheme) => scheme === 'file:' || scheme === 'data:'), asked.join());
  await context.close();
  for (const colorScheme of ['light', 'dark']) {
    // Its own policy would refuse the checker's script, too.
    const lax = await browser.newContext({ colorScheme, bypassCSP: true });
    const checked = await lax.newPage();
    await checked.goto(pathToFileURL(path).href);
    assert.deepEqual(await accessibilityFaults(checked), []);
    await lax.close();
  }
});

test('a clip leaves out the pauses only when the player does and it is asked', async () => {
  await page.goto(`/calls/${call.row.id}`);
  const field = (key) => page.getByRole('dialog').getByLabel(say(key), { exact: true });
  await page.getByRole('button', { name: say('player_silence'), exact: true }).waitFor();
  const exported = async (name, leavesOut) => {
    await page.getByRole('button', { name: say('export_open') }).click();
    await field('export_format').selectOption('wav');
    const box = page.getByRole('checkbox', { name: say('export_skip_pauses') });
    if (leavesOut) await box.check();
    else assert.equal(await box.count(), 0, 'nothing is skipped, so nothing is offered');
    await field('export_purpose').selectOption('quality_review');
    await field('export_where').fill(join(home.home, name));
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.getByRole('dialog').getByRole('button', { name: say('export_write') }).click();
    await page.getByText(`Written: ${name}`).waitFor();
    await page.keyboard.press('Escape');
    return statSync(join(home.home, name)).size;
  };
  const whole = await exported('whole.wav', false);
  await page.keyboard.press('p');
  await page.getByRole('button', { name: /^Skips / }).waitFor();
  const short = await exported('short.wav', true);
  const { skipped, saved_ms } = await rpc('player_silence_skip', { skip: true });
  assert.ok(skipped.length > 0);
  const { rate_hz, channels } = call.recording;
  // Each edge is rounded to a frame.
  const less = (saved_ms * rate_hz * channels * 2) / 1000;
  const slack = (skipped.length * 2 + 2) * channels * 2 * Math.ceil(rate_hz / 1000);
  assert.ok(Math.abs(whole - short - less) <= slack, `${whole} - ${short}, not ${less}`);
  assert.deepEqual(page.faults, []);
});

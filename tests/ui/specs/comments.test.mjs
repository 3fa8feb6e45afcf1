// Comments beside a call, whom they mention, and finding words in it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  accessibilityFaults,
  launch,
  machine,
  open,
  PASSPHRASE,
  row,
  serve,
  signIn,
} from '../page.mjs';

const home = machine();
let server;
let browser;
let shown;
let page;
let say;

const COLLEAGUE = 'Zubin Joshi';

before(async () => {
  const demo = `${home.home}/demo`;
  home.ctl('demo', demo);
  const person = {
    command_id: crypto.randomUUID(),
    name: COLLEAGUE,
    role: 'reviewer',
    passphrase: PASSPHRASE,
  };
  home.ctl('-w', demo, '-u', 'Asha Kulkarni', 'rpc', 'user_add', JSON.stringify(person));
  server = await serve(home);
  browser = await launch();
  shown = await open(browser, server.url);
  ({ page, say } = shown);
  await signIn(shown);
  await page.goto('/calls?channel=phone&recording=yes');
  await row(page, 0).click();
  await page.keyboard.press('Enter');
  await turn(1).locator('[data-word]').nth(4).waitFor();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const turn = (place) => page.locator(`[data-index="${place}"]`);
const panel = () => page.getByRole('tabpanel');
const box = () => page.getByRole('textbox', { name: say('comment_new') });
/** What the page has marked under a name, in the order of the transcript. */
const marked = (name) =>
  page.evaluate(
    (key) => [...(CSS.highlights.get(key) ?? [])].map((range) => range.toString()),
    name,
  );

test('some words are commented on, and a colleague is mentioned', async () => {
  await page.evaluate(() => {
    const words = document.querySelectorAll('[data-index="1"] [data-word]');
    const range = document.createRange();
    range.setStartBefore(words[2]);
    range.setEndAfter(words[4]);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  const chosen = await page.evaluate(() => getSelection().toString());
  await page.keyboard.press('c');
  await box().waitFor();
  await page.keyboard.type('Please listen, @Zu');
  const offered = page.getByRole('listbox').getByRole('option', { name: COLLEAGUE });
  await offered.waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.keyboard.press('Enter');
  assert.equal(await box().inputValue(), `Please listen, @${COLLEAGUE} `);
  await page.keyboard.press('Control+Enter');
  await panel().getByText('Please listen,').waitFor();
  assert.equal((await panel().locator('q').innerText()).replace(/["“”]/g, ''), chosen);
  assert.deepEqual(await marked('call-comment'), [chosen]);
  assert.deepEqual(await accessibilityFaults(page), []);
});

test('it is answered, resolved and opened again', async () => {
  await panel().getByRole('button', { name: say('comment_reply') }).click();
  const answer = page.getByRole('textbox', { name: /^Reply to/ });
  await answer.fill('Heard it.');
  await answer.press('Control+Enter');
  await panel().getByText('Heard it.').waitFor();
  await panel().getByRole('button', { name: say('comment_resolve') }).click();
  await panel().getByText(say('comment_none')).waitFor();
  const focused = await page.evaluate(() => document.activeElement.closest('[role="tabpanel"]') !== null);
  assert.ok(focused, 'the focus stayed beside the list');
  await panel().getByText(say('comment_done'), { exact: true }).click();
  await panel().getByText('Resolved by Asha Kulkarni').waitFor();
  assert.deepEqual(await marked('call-comment'), []);
  await panel().getByRole('button', { name: say('comment_reopen') }).click();
  await panel().getByText(say('comment_open'), { exact: true }).click();
  await panel().getByRole('button', { name: say('comment_resolve') }).waitFor();
});

test('a reply is edited, looked back at, and deleted; its thread stays', async () => {
  const own = panel().locator('.reply');
  await own.getByRole('button', { name: say('comment_edit') }).click();
  const box = page.getByRole('textbox', { name: say('comment_edit_label') });
  assert.equal(await box.inputValue(), 'Heard it.');
  await box.fill('Heard it twice.');
  await box.press('Control+Enter');
  await own.getByText('Heard it twice.').waitFor();
  await own.getByText(say('comment_edited'), { exact: true }).waitFor();
  await own.getByRole('button', { name: say('comment_past') }).click();
  await own.getByRole('list', { name: say('comment_past') }).getByText('Heard it.').waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await own.getByRole('button', { name: say('comment_delete'), exact: true }).click();
  await own.getByRole('button', { name: say('comment_delete_yes') }).click();
  await own.getByText(say('comment_deleted')).waitFor();
  assert.equal(await own.getByText('Heard it twice.').count(), 0);
  await panel().getByText('Please listen,').waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
});

test('a private comment on a moment is its author’s alone', async () => {
  await panel().getByRole('button', { name: /^Comment at/ }).click();
  await box().fill('For me.');
  await page.getByLabel(say('comment_private')).check();
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: say('comment_send'), exact: true }).click();
  await panel().getByText('For me.').waitFor();
  await page.getByRole('button', { name: say('lock') }).click();
  await signIn(shown, COLLEAGUE);
  await page.getByRole('button', { name: '1 new mention' }).click();
  const mention = page.getByRole('dialog', { name: say('mention_title') }).getByRole('link');
  await mention.waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await mention.click();
  await panel().getByText('Please listen,').waitFor();
  assert.equal(await panel().getByText('For me.').count(), 0);
  await page.getByRole('button', { name: say('mention_title'), exact: true }).waitFor();
});

test('words are found in the call: counted, walked through, marked, and Esc ends it', async () => {
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: say('find_label') });
  await field.waitFor();
  await page.keyboard.type('THE');
  const count = page.getByRole('search').getByRole('status');
  await count.getByText(/^1 of \d+$/).waitFor().catch(() => undefined);
  const total = Number((await count.innerText()).split(' of ')[1]);
  assert.ok(total > 3, `${total} hits`);
  assert.equal((await marked('find-now'))[0].toLowerCase(), 'the');
  const first = await count.innerText();
  await page.keyboard.press('Enter');
  assert.notEqual(await count.innerText(), first);
  await page.keyboard.press('Shift+Enter');
  assert.equal(await count.innerText(), first);
  // Round to the last one, far below what is on screen.
  for (let i = 0; i < total - 1; i += 1) await page.keyboard.press('Enter');
  await page.waitForFunction(() => CSS.highlights.get('find-now')?.size === 1);
  assert.deepEqual(await accessibilityFaults(page), []);
  await field.fill('nothing of the kind');
  await count.getByText(say('find_none')).waitFor();
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  assert.deepEqual(await marked('find-hit'), []);
  assert.match(page.url(), /calls\/./, 'Esc ended the search, not the call');
  assert.deepEqual(page.faults, []);
});

// Who may come in, and how the door closes.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { makeDemo, OWNER, PASSPHRASE } from '../demo.mjs';
import { Key, until } from '../webdriver.mjs';
import { Window } from '../window.mjs';

let window;

before(async () => {
  makeDemo();
  window = await Window.open();
});
after(() => window?.close());

/** The seconds that the door says to wait; null when it says none. */
async function waitShown() {
  const [before, after] = window.say('signin_wait', { time: '|' }).split('|');
  const text = await window.text();
  const start = text.indexOf(before);
  if (start < 0) return null;
  const [number, unit] = text.slice(start + before.length, text.indexOf(after, start + before.length)).split(' ');
  return Number(number) * (unit === 'min' ? 60 : 1);
}

/** Tries a wrong passphrase until the door asks to wait; gives how long, and what it said before. */
async function failUntilWait() {
  const said = new Set();
  for (let attempt = 1; attempt <= 8; attempt += 1) {
    await window.trySignIn(OWNER, `not the passphrase, try ${attempt}`);
    const wait = await until('the door to answer', async () => {
      const seconds = await waitShown();
      const text = await window.text();
      if (text.includes(window.say('err_wrong_passphrase'))) said.add('wrong');
      if (seconds !== null) return { seconds };
      // The passphrase field is emptied when the answer is there.
      return said.has('wrong') && !text.includes(window.say('signin_opening')) ? { seconds: null } : null;
    });
    if (wait.seconds !== null) return { seconds: wait.seconds, attempt, said };
  }
  throw new Error('eight wrong passphrases and no wait');
}

test('a wrong passphrase is named, and after some the door asks to wait longer and longer', async () => {
  const first = await failUntilWait();
  assert.ok(first.said.has('wrong'), 'the first answer did not say what was wrong');
  assert.ok(first.seconds >= 1);
  const submit = await window.get('button', window.say('signin_submit'));
  assert.equal(await submit.attribute('aria-disabled'), 'true', 'the button can be pressed while waiting');
  await window.picture('door-waiting');
  await until('the wait to end', async () => (await waitShown()) === null);
  const second = await failUntilWait();
  assert.ok(second.seconds > first.seconds, `${first.seconds} s, then ${second.seconds} s`);
  await until('the wait to end', async () => (await waitShown()) === null, { timeoutMs: 30_000 });
});

test('the right passphrase opens it, and the workspace says where its key is', async () => {
  await window.signIn(OWNER, PASSPHRASE);
  assert.equal(await window.path(), '/calls');
  assert.ok(!(await window.text()).includes(window.say('status_key_file')), 'the keyring was not used');
});

test('locking forgets what was on the screen', async () => {
  await window.firstRow();
  const caller = await (await window.session.find('[role="row"][aria-rowindex="2"] .who')).text();
  assert.ok(caller.length > 3);
  await window.session.chord(Key.Control, 'l');
  await window.get('button', window.say('signin_submit'));
  await window.reads(window.say('locked_demand'));
  const html = await window.session.run(() => document.documentElement.outerHTML);
  assert.ok(!html.includes(caller), `${caller} is still in the page`);
  assert.equal(await window.session.run(() => document.querySelector('[role="grid"]')), null);
});

test('going back in the history does not open it again', async () => {
  await window.session.run(() => history.back());
  await window.get('button', window.say('signin_submit'));
  assert.equal(await window.session.run(() => document.querySelector('[role="grid"]')), null);
});

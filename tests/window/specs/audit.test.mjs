// Whoever listened is written down, with what they heard.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { kneeCall, makeDemo, OWNER, PASSPHRASE, REVIEWER } from '../demo.mjs';
import { Review } from '../review.mjs';
import { Key, until } from '../webdriver.mjs';
import { Window } from '../window.mjs';

let window;

before(async () => {
  makeDemo();
  window = await Window.open();
});
after(() => window?.close());

test('a reviewer listens, and may not read the audit', async () => {
  await window.signIn(REVIEWER, PASSPHRASE);
  assert.equal(await window.look('link', window.say('area_audit')), null);
  const review = await Review.openBySaying(window, kneeCall.said, kneeCall.caller);
  await review.play();
  await until('three seconds to pass', async () => (await review.shownMs()) > 3_000);
  await review.pause();
  await window.session.press(Key.Escape);
  await window.firstRow();
  await window.session.chord(Key.Control, 'l');
});

test('the owner sees who listened to whom', async () => {
  await window.signIn(OWNER, PASSPHRASE);
  await window.click('link', window.say('area_audit'));
  const text = await until('the entry', async () => {
    const shown = await window.text();
    return shown.includes(kneeCall.caller) && shown.includes(REVIEWER) && shown;
  });
  assert.ok(text.split('\n').length > 10);
  await window.picture('audit-after-listening');
});

test('the chain is verified', async () => {
  await window.click('button', window.say('audit_verify'));
  await window.reads(window.say('audit_root', { root: '' }).trim(), { timeoutMs: 60_000 });
});

// Addresses from outside, a second start, and the place of the window.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';

import { callId, kneeCall, makeDemo, PASSPHRASE, REVIEWER, thermostatCall } from '../demo.mjs';
import { until } from '../webdriver.mjs';
import { APPLICATION, Window } from '../window.mjs';

let window;
let first;
let second;

before(async () => {
  makeDemo();
  first = callId(kneeCall);
  second = callId(thermostatCall);
  window = await Window.follow(`parley://call/${first}?t=54000`);
});
after(() => window?.close());

const shows = (id) => until('the call to show', async () => (await window.path()) === `/calls/${id}`);

test('an address the window was started with is open after signing in', async () => {
  await window.trySignIn(REVIEWER, PASSPHRASE);
  await shows(first);
  await until('the place in the call', () =>
    window.session.run(() => document.querySelector('[role="group"] .at')?.textContent.startsWith('0:54')),
  );
});

test('a second start brings its address to the window that is there', async () => {
  const again = spawnSync(APPLICATION, [`parley://call/${second}`], { timeout: 20_000 });
  assert.equal(again.status, 0, String(again.stderr));
  await shows(second);
});

test('an address of another shape is not followed', async () => {
  spawnSync(APPLICATION, ['parley://erase/everything'], { timeout: 20_000 });
  assert.equal(await window.path(), `/calls/${second}`);
});

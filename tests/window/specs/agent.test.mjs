// An agent manager's morning: the line is set up and opened, a carrier calls, the call is
// watched, heard and ended from the window, and is in the list.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Caller } from '../../carrier/caller.mjs';
import { Carrier } from '../../carrier/carrier.mjs';
import { makeDemo, OWNER, PASSPHRASE } from '../demo.mjs';
import { listen } from '../sound.mjs';
import { until } from '../webdriver.mjs';
import { Window } from '../window.mjs';

const PUBLIC_URL = 'https://voice.example.com';
const TOKEN = 'the account token';
const FROM = '+916145550123';

let window;

before(async () => {
  makeDemo();
  window = await Window.open();
});
after(() => window?.close());

/** Where the agent takes calls, as the window says. */
const address = () =>
  until('the line to be open', async () => (await window.text()).match(/127\.0\.0\.1:\d+/)?.[0]);

test('the line is set up and opened', async () => {
  await window.signIn(OWNER, PASSPHRASE);
  await window.click('link', window.say('area_settings'));
  await window.click('link', window.say('tab_agent'));
  await window.fill(window.say('line_public_url'), PUBLIC_URL);
  await window.fill(window.say('line_listen'), '127.0.0.1:0');
  await window.fill(window.say('line_token'), TOKEN);
  await window.click('button', window.say('line_save'));
  await window.reads(window.say('line_saved'));
  await window.click('button', window.say('line_start'));
  await address();
  // What the window says of what it sends is true of that, too.
  await window.reads(window.say('status_line_open'));
});

test('a call that comes is watched, heard, and ended', async () => {
  const carrier = new Carrier({ address: await address(), publicUrl: PUBLIC_URL, token: TOKEN });
  const caller = new Caller(['Good morning, is anybody there? I would like to come on Tuesday.']);
  const call = await carrier.ring('CA0101', FROM, '+916145550100');
  const carried = call.carry(caller);
  await window.click('link', window.say('area_live'));
  // Before the caller was told of the recording there is nothing to be heard.
  await window.click('button', FROM);
  assert.ok((await window.text()).includes(window.say('live_tape_shut')));
  await window.reads(window.say('live_tape_open'), { timeoutMs: 60_000 });
  await window.click('button', window.say('live_listen'));
  const ear = await listen();
  await until('the caller to have spoken', () => call.spoke.length > 0, { timeoutMs: 30_000 });
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  await window.picture('live-call');
  const [left, right] = await ear.stop();
  const loud = (samples) => samples.reduce((sum, sample) => Math.max(sum, Math.abs(sample)), 0);
  assert.ok(Math.max(loud(left), loud(right)) > 0.05, 'somebody is heard');

  await window.click('button', window.say('live_end'));
  await window.reads(window.say('live_end_title'));
  await window.picture('live-call-ending');
  const yes = await until('the question', () =>
    window.session.pick(
      (label) =>
        [...document.querySelectorAll('dialog[open] button')].find(
          (button) => button.textContent.trim() === label,
        ),
      window.say('live_end'),
    ),
  );
  await yes.click();
  const ended = await carried;
  assert.equal(ended.ended, 'closed');
  assert.match(ended.then, /<Hangup/);
});

test('it is in the list, with what was said', async () => {
  await window.click('link', window.say('area_calls'));
  const row = await until('the call', async () => {
    // A list that is being looked at is not changed unasked.
    await (await window.look('button', window.say('calls_reload')))?.click();
    const first = await window.firstRow();
    return (await first.text()).includes(FROM) && first;
  });
  await row.click();
  await window.reads('AI');
  await window.picture('live-call-kept');
});

test('the line is closed again', async () => {
  await window.click('link', window.say('area_settings'));
  await window.click('link', window.say('tab_agent'));
  await window.click('button', window.say('line_stop'));
  await window.reads(window.say('line_closed'));
  await window.reads(window.say('status_calls_sent'));
});

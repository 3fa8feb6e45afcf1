// Where the sound comes out: chosen for this machine, kept over a restart, and told
// plainly when the device is not there.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';

import { kneeCall, makeDemo, PASSPHRASE, REVIEWER } from '../demo.mjs';
import { Review } from '../review.mjs';
import { decode, listen, loudness, onsetMs, place } from '../sound.mjs';
import { Window } from '../window.mjs';

const HEADSET = 'Headset';
const QUIET = 0.0005;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const source = decode(kneeCall.recording);
let headset;
let window;
let review;

function pactl(...words) {
  const { status, stdout, stderr } = spawnSync('pactl', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`pactl ${words.join(' ')}: ${stderr}`);
  return stdout.trim();
}

/** A second sound card that is not there. */
const connect = () =>
  pactl(
    'load-module',
    'module-null-sink',
    'sink_name=headset',
    `sink_properties=device.description=${HEADSET}`,
    'rate=48000',
    'channels=2',
    'norewinds=1',
  );

async function openCall() {
  window = await Window.open();
  await window.signIn(REVIEWER, PASSPHRASE);
  review = await Review.openBySaying(window, kneeCall.said, kneeCall.caller);
}

/** Records both outputs for so long; gives how loud each was, and the headset's samples. */
async function hearBoth(ms) {
  const [own, other] = [await listen(), await listen('headset.monitor')];
  await pause(ms);
  const [system, there] = [await own.stop(), await other.stop()];
  const loud = (heard) => Math.max(...heard.map((channel) => loudness(channel, 0, ms)));
  return { system: loud(system), headset: loud(there), heard: there };
}

async function choose(name) {
  const chosen = await window.look('button', `${window.say('output_menu')}:`);
  await (chosen ?? (await window.get('button', window.say('output_menu')))).click();
  await window.click('radio', name);
}

before(async () => {
  makeDemo();
  headset = connect();
  await openCall();
});
after(async () => {
  await window?.close();
  if (headset) pactl('unload-module', headset);
});

test('what plays moves to the chosen device and goes on where it was', async () => {
  const { turn, word } = kneeCall.find('slipped');
  await (await review.reveal(turn, word)).click();
  await review.play();
  await pause(600);
  const before = await hearBoth(900);
  assert.ok(before.system > 0.005, `the system's device is silent: ${before.system}`);
  assert.ok(before.headset < QUIET, `the headset is not: ${before.headset}`);

  const from = await review.shownMs();
  await choose(HEADSET);
  const ear = await listen('headset.monitor');
  await pause(2_000);
  const at = await review.shownMs();
  const heard = await ear.stop();
  const onset = onsetMs(heard);
  assert.notEqual(onset, null, 'the headset is silent');
  // By the samples themselves, not by what the clock says.
  const length = { fromMs: onset + 300, lengthMs: 900 };
  const found = place(heard[0], source[0], { ...length, searchMs: [from - 2_000, from + 6_000] });
  const other = place(heard[1], source[1], { ...length, searchMs: [from - 2_000, from + 6_000] });
  const best = found.score > other.score ? found : other;
  console.log(`from ${from} ms; the headset had ${Math.round(best.atMs)} ms (score ${best.score.toFixed(2)})`);
  assert.ok(best.score > 0.8, `that is not the call: ${best.score}`);
  assert.ok(best.atMs > from - 200 && best.atMs < at + 200, `${best.atMs} ms, left at ${from} ms`);

  const after = await hearBoth(900);
  assert.ok(after.headset > 0.005 && after.system < QUIET, `${after.headset} and ${after.system}`);
  await window.picture('output-chosen');
  await review.pause();
});

test('it is the machine’s choice: the next start has it', async () => {
  await window.close();
  await openCall();
  await window.get('button', `${window.say('output_menu')}: ${HEADSET}`);
  const { turn, word } = kneeCall.find('slipped');
  await (await review.reveal(turn, word)).click();
  await review.play();
  await pause(700);
  const { system, headset: there } = await hearBoth(900);
  assert.ok(there > 0.005 && system < QUIET, `${there} and ${system}`);
});

test('a chosen device that vanishes pauses; nothing comes from another unasked', async () => {
  pactl('unload-module', headset);
  headset = null;
  await window.reads(window.say('device_lost_banner'));
  const ear = await listen();
  await pause(900);
  const heard = await ear.stop();
  assert.ok(loudness(heard[0], 0, 900) < QUIET, 'the call went to the loudspeaker');
  await window.get('button', window.say('player_play'));
});

test('played again without it, the system’s device stands in and the screen says so', async () => {
  const { turn, word } = kneeCall.find('slipped');
  await (await review.reveal(turn, word)).click();
  await review.play();
  await window.reads(window.say('output_stands_in', { name: HEADSET }));
  await window.picture('output-stands-in');
  const ear = await listen();
  await pause(900);
  const heard = await ear.stop();
  assert.ok(Math.max(...heard.map((channel) => loudness(channel, 0, 900))) > 0.005);

  headset = connect();
  await window.click('button', window.say('output_again'));
  await pause(700);
  const both = await hearBoth(900);
  assert.ok(both.headset > 0.005 && both.system < QUIET, `${both.headset} and ${both.system}`);
  assert.ok(!(await window.text()).includes(window.say('output_stands_in', { name: HEADSET })));
});

test('the settings have the same list', async () => {
  await review.pause();
  await window.click('link', window.say('area_settings'));
  await window.click('link', window.say('tab_sound'));
  const chosen = await window.get('radio', HEADSET);
  assert.equal(await chosen.attribute('aria-checked'), 'true');
  await window.picture('settings-sound');
  await window.click('radio', window.say('output_system'));
  const system = await window.get('radio', window.say('output_system'));
  await window.reads(HEADSET);
  assert.equal(await system.attribute('aria-checked'), 'true');
});

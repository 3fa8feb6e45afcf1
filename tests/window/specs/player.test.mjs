// What a reviewer does with the sound besides playing it: faster, one side alone,
// a stretch round and round.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { kneeCall, makeDemo, PASSPHRASE, REVIEWER, thermostatCall } from '../demo.mjs';
import { Review } from '../review.mjs';
import { decode, listen, loudness, onsetMs, place } from '../sound.mjs';
import { Key, until } from '../webdriver.mjs';
import { Window } from '../window.mjs';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const source = decode(kneeCall.recording);
let window;
let review;

before(async () => {
  makeDemo();
  window = await Window.open();
  await window.signIn(REVIEWER, PASSPHRASE);
  review = await Review.openBySaying(window, kneeCall.said, kneeCall.caller);
});
after(() => window?.close());

const unfocus = () => window.session.run(() => document.activeElement.blur());
const pressed = (name) =>
  until(`"${name}" to be pressed`, async () => {
    const button = await window.get('button', name);
    return (await button.attribute('aria-pressed')) === 'true';
  });

test('twice as fast, the position moves twice as fast and the choice is kept', async () => {
  await window.click('button', window.say('player_speed'));
  await window.click('radio', '2×');
  await (await review.reveal(0, 0)).click();
  await review.play();
  await pause(700);
  const [before, from] = [await review.shownMs(), Date.now()];
  await pause(2_500);
  const moved = (await review.shownMs()) - before;
  const speed = moved / (Date.now() - from);
  await review.pause();
  console.log(`at 2× the position moved ${speed.toFixed(2)} times as fast as time`);
  assert.ok(Math.abs(speed - 2) < 0.25, `${speed} times`);
  await window.picture('player-speed');
  await window.session.press(Key.Escape);
  review = await Review.openBySaying(window, kneeCall.said, kneeCall.caller);
  await window.get('button', `${window.say('player_speed')}: 2×`);
  await unfocus();
  for (let step = 0; step < 4; step += 1) await window.session.press('<');
  await window.get('button', `${window.say('player_speed')}: 1×`);
});

test('a side that is muted is not heard, and the other is in both ears', async () => {
  const { turn, word, startMs } = kneeCall.find('slipped');
  await (await review.reveal(turn, word)).click();
  const mute = window.say('lane_mute', { side: window.say('side_agent') });
  await window.click('button', mute);
  await pressed(mute);
  await window.picture('player-muted');
  const ear = await listen();
  await review.play();
  await pause(1_500);
  await review.pause();
  await pause(300);
  const heard = await ear.stop();
  const onset = onsetMs(heard);
  assert.notEqual(onset, null, 'the caller is not heard');
  const [left, right] = heard.map((channel) => loudness(channel, onset, onset + 900));
  const there = loudness(source[0], startMs, startMs + 900);
  assert.ok(left > 0.01 && Math.abs(left - right) < left * 0.05, `${left} and ${right}`);
  assert.ok(Math.abs(left - there) < there * 0.5, `${left} heard, ${there} recorded`);
  await window.click('button', mute);
});

test('a turn goes round and round until Escape, which stays on the call', async () => {
  const { turn, word } = kneeCall.find('slipped');
  await (await review.reveal(turn, word)).click();
  await unfocus();
  await window.session.press('r');
  const words = kneeCall.words(turn);
  const [fromMs, toMs] = [words[0].startMs, words.at(-1).endMs];
  await pressed(window.say('player_loop'));
  await window.picture('player-loop');
  await review.play();
  let rounds = 0;
  let last = 0;
  const end = Date.now() + 2 * (toMs - fromMs) + 1_500;
  while (Date.now() < end) {
    const at = await review.shownMs();
    assert.ok(at + 100 >= fromMs - 100 && at <= toMs + 200, `at ${at} ms, not in ${fromMs}–${toMs}`);
    if (at < last - 500) rounds += 1;
    last = at;
    await pause(60);
  }
  assert.ok(rounds >= 2, `${rounds} rounds`);
  await review.pause();
  await unfocus();
  await window.session.press(Key.Escape);
  await until('the loop to end', async () => {
    const button = await window.get('button', window.say('player_loop'));
    return (await button.attribute('aria-pressed')) === 'false';
  });
  assert.match(await window.path(), /calls\/.+/);
});

test('a pause is left out, and the sound after it comes at once', async () => {
  await window.session.press(Key.Escape);
  const { said, caller, recording } = thermostatCall;
  review = await Review.openBySaying(window, said, caller);
  // "... for now.", then a quarter of a minute in which he puts the batteries in: all that is
  // heard of it is the agent, who says twice that there is no hurry.
  const before = thermostatCall.find('Those');
  const [after] = thermostatCall.words(thermostatCall.find('need').turn);
  await (await review.reveal(before.turn, before.word)).click();
  await unfocus();
  await window.session.press('p');
  await until('the pauses to be found', async () => {
    const button = await window.session.find('[role="group"] [aria-pressed="true"]');
    return /\d:\d\d/.test(await button.text());
  });
  await window.picture('player-silence');
  await window.session.press('+');
  await window.session.press('+');
  await until('the small picture of the whole', () => window.session.find('.map canvas'));
  const ear = await listen();
  await review.play();
  await pause(4_300);
  const at = await review.shownMs();
  await review.pause();
  await window.picture('player-near');
  const heard = await ear.stop();
  assert.ok(at > after.startMs, `at ${at} ms`);
  const from = onsetMs(heard);
  const [, source] = decode(recording);
  const found = place(heard[1], source, {
    fromMs: from + 2_600,
    lengthMs: 800,
    searchMs: [before.startMs, after.startMs + 6_000],
  });
  console.log(`2.6 s after the sound began it was ${Math.round(found.atMs - before.startMs)} ms on`);
  // Both pauses, of three seconds each but for their edges.
  const leftOut = found.atMs - before.startMs - 2_600;
  assert.ok(found.score > 0.8 && leftOut > 4_000, `${JSON.stringify(found)}`);
  await unfocus();
  await window.session.press('0');
  await window.session.press('p');
});

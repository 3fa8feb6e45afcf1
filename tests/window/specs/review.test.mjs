// A call is found by what was said in it, read, and heard: what comes out of the
// loudspeaker is the recording, on the right side, from where it was asked for.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { kneeCall, makeDemo, PASSPHRASE, REVIEWER } from '../demo.mjs';
import { Review } from '../review.mjs';
import { decode, listen, loudness, onsetMs, place } from '../sound.mjs';
import { Key, until } from '../webdriver.mjs';
import { Window } from '../window.mjs';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const LEFT = 0;
const RIGHT = 1;
const source = decode(kneeCall.recording);
let window;
let review;

before(async () => {
  makeDemo();
  window = await Window.open();
  await window.signIn(REVIEWER, PASSPHRASE);
});
after(() => window?.close());

test('a call is found by words that were said in it', async () => {
  review = await Review.openBySaying(window, kneeCall.said, kneeCall.caller);
  await window.reads(kneeCall.turns[0].text.slice(0, 30));
});

test('while it plays, the position moves and the word being said is marked', async () => {
  await (await review.reveal(0, 0)).click();
  await review.play();
  const frames = await review.watch(5_000);
  await review.pause();
  assert.ok(frames.length > 50, `${frames.length} frames had a marked word`);
  assert.ok(frames.at(-1).atMs - frames[0].atMs > 3_500, 'the position stood still');
  const places = new Set(frames.map(({ turn, word }) => `${turn}.${word}`));
  assert.ok(places.size >= 8, `${places.size} words were marked in five seconds`);
  for (const { atMs, turn, word } of frames) {
    const said = kneeCall.words(turn)[word];
    const next = kneeCall.words(turn)[word + 1] ?? kneeCall.words(turn + 1)[0];
    // The clock shows tenths, cut off.
    assert.ok(
      atMs + 100 >= said.startMs - 50 && atMs <= (next?.startMs ?? Infinity) + 50,
      `"${said.text}" (${said.startMs} ms) was marked at ${atMs} ms`,
    );
  }
});

// Words in the middle of a stretch, so that sound begins at once.
for (const { name, text, side, seek } of [
  { name: 'a click on a word of the caller', text: 'slipped', side: LEFT, seek: 'click' },
  { name: 'a click on a word of the agent', text: 'consultation', side: RIGHT, seek: 'click' },
  { name: 'Enter on a word', text: 'patients', side: RIGHT, seek: 'enter' },
]) {
  test(`${name} is where the sound goes on`, async () => {
    const { turn, word, startMs: wanted } = kneeCall.find(text);
    if (seek === 'click') {
      await (await review.reveal(turn, word)).click();
    } else {
      // The keyboard's place follows a click; from there it is one arrow away.
      await (await review.reveal(turn, word - 1)).click();
      await window.session.run((css) => document.querySelector(css).focus(), review.word(turn, word - 1));
      await window.session.press(Key.Right);
      await until('the next word to have the focus', () =>
        window.session.run((css) => document.activeElement.matches(css), review.word(turn, word)),
      );
      await window.session.press(Key.Enter);
    }
    await until('the clock to be there', async () => Math.abs((await review.shownMs()) - wanted) <= 100);

    const ear = await listen();
    await review.play();
    await pause(2_200);
    await review.pause();
    const shown = await review.shownMs();
    await pause(300);
    const heard = await ear.stop();

    const onset = onsetMs(heard);
    assert.notEqual(onset, null, 'nothing was heard');
    // Three pieces: a machine that is short of time may drop some sound, not all.
    const pieces = [0, 400, 800].map((offset) => {
      const searchMs = [wanted + offset - 1_000, wanted + offset + 1_000];
      const piece = place(heard[side], source[side], { fromMs: onset + offset, lengthMs: 400, searchMs });
      return { atMs: piece.atMs - offset, score: piece.score };
    });
    const found = pieces[0];
    const scores = pieces.map((piece) => piece.score.toFixed(3)).join(' ');
    assert.ok(pieces.filter((piece) => piece.score > 0.9).length >= 2, `not the recording's sound: ${scores}`);
    assert.ok(
      Math.abs(found.atMs - wanted) <= 30,
      `the sound began at ${found.atMs.toFixed(1)} ms instead of ${wanted} ms`,
    );
    const [loud, quiet] = [side, 1 - side].map((each) => loudness(heard[each], onset, onset + 1_200));
    const there = loudness(source[1 - side], found.atMs, found.atMs + 1_200);
    assert.ok(loud > 0.01, 'the side of the speaker is silent');
    assert.ok(Math.abs(quiet - there) < 0.01 + there * 0.3, 'the other side is not the recording\'s');

    // What the clock shows at the end is what was heard last.
    let last = heard[side].length - 1;
    while (last > 0 && Math.abs(heard[side][last]) < 0.0005) last -= 1;
    const ended = found.atMs + (last / 48 - onset);
    console.log(
      `${name}: landed ${(found.atMs - wanted).toFixed(1)} ms off, correlation ${scores}, ` +
        `sound ended at ${ended.toFixed(0)} ms with the clock at ${shown} ms`,
    );
    assert.ok(ended <= shown + 400 && ended >= shown - 1_500, `heard until ${ended} ms, shown ${shown} ms`);
  });
}

test('the keyboard plays and pauses', async () => {
  await window.session.run(() => document.activeElement.blur());
  const before = await review.shownMs();
  await window.session.press(' ');
  await window.get('button', window.say('player_pause'));
  await until('the position to move', async () => (await review.shownMs()) > before + 500);
  await window.session.press('k');
  await window.get('button', window.say('player_play'));
});

test('leaving the call stops the sound', async () => {
  await review.play();
  await pause(500);
  await window.session.press(Key.Escape);
  await window.firstRow();
  await pause(300);
  const ear = await listen();
  await pause(1_000);
  assert.equal(onsetMs(await ear.stop()), null, 'sound goes on in the list');
});

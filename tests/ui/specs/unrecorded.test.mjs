// A call of Parley's own runtime whose recording begins with silence: the lanes say that
// nothing was recorded there, and why.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { OWNER, accessibilityFaults, launch, machine, open, passDoor, serve } from '../page.mjs';

const CALLS = 'src-tauri/crates/ctl/demo/calls';
const CALL = '030-blood-test-booked';
const OPENED = 9_000;
const STOPPED = 40_000;
const LENGTH = 63_000;
const RATE = 8_000;

/** Two sides, 16 bits: a tone while it is recorded, silence before and after. */
function recording() {
  const frames = (LENGTH / 1000) * RATE;
  const wav = Buffer.alloc(44 + frames * 4);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 4, 28);
  wav.writeUInt16LE(4, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(frames * 4, 40);
  for (let frame = (OPENED / 1000) * RATE; frame < (STOPPED / 1000) * RATE; frame += 1) {
    const sample = Math.round(6_000 * Math.sin((frame / RATE) * 2 * Math.PI * 300));
    wav.writeInt16LE(sample, 44 + frame * 4 + (frame % RATE < RATE / 2 ? 0 : 2));
  }
  return wav;
}

const home = machine();
const demo = `${home.home}/demo`;
let server;
let browser;
let shown;
let page;
let id;

before(async () => {
  home.ctl('demo', demo);
  const folder = join(home.home, 'own');
  mkdirSync(folder);
  writeFileSync(join(folder, `${CALL}.wav`), recording());
  const call = JSON.parse(readFileSync(join(CALLS, `${CALL}.parley.json`), 'utf8'));
  const gate = (at_ms, on) => ({ at_ms, after_turns: 0, kind: 'recording', on });
  const others = call.events.filter(({ kind }) => kind !== 'recording');
  call.events = [gate(OPENED, true), ...others, gate(STOPPED, false)];
  call.external_id = 'gate-test';
  call.recording.file = `${CALL}.wav`;
  writeFileSync(join(folder, `${CALL}.parley.json`), JSON.stringify(call));
  const told = JSON.parse(home.ctl('-w', demo, '-u', OWNER, 'import', folder));
  assert.equal(told.counts.calls, 1);
  [id] = told.files[0].calls;
  server = await serve(home);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

async function arrive(options = {}) {
  await shown?.close();
  shown = await open(browser, server.url, { path: `/calls/${id}`, ...options });
  page = shown.page;
  const veil = page.getByText(shown.say('unrecorded_yet'), { exact: true });
  const door = page.getByLabel(shown.say('signin_passphrase'), { exact: true });
  await veil.or(door).first().waitFor();
  if (await door.count()) await passDoor(shown);
  await veil.waitFor();
}

test('the lanes say what was not recorded, and why', async () => {
  await arrive();
  const [first, second] = [0, 1].map((place) => page.locator('.track .veil').nth(place));
  assert.equal(await first.getAttribute('title'), shown.say('unrecorded_before'));
  assert.equal(await second.getAttribute('title'), shown.say('unrecorded_stopped'));
  const track = await page.locator('.track').boundingBox();
  const seconds = Number(await page.locator('.track').getAttribute('aria-valuemax'));
  const box = await first.boundingBox();
  assert.ok(Math.abs(box.x - track.x) < 2);
  const part = OPENED / 1000 / seconds;
  assert.ok(Math.abs(box.width / track.width - part) < 0.02, `${box.width} of ${track.width}`);
  // It is heard as well as seen.
  const described = await page.locator('.track').getAttribute('aria-describedby');
  const words = await page.locator(`[id="${described}"]`).innerText();
  assert.ok(words.includes(shown.say('lanes_unrecorded', { from: '0:00', to: '0:09' })), words);
  await page.getByRole('button', { name: new RegExp(shown.say('deed_recording_on')) }).first().waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.screenshot({ path: 'target/page-test/unrecorded.png' });
  // A click there still goes there.
  await first.click({ position: { x: 4, y: 8 } });
  assert.deepEqual(page.faults, []);
});

for (const options of [{ language: 'hi' }, { theme: 'dark' }]) {
  test(`it reads as well in ${Object.values(options)}`, async () => {
    await arrive(options);
    assert.deepEqual(await accessibilityFaults(page), []);
    await page.screenshot({ path: `target/page-test/unrecorded-${Object.values(options)}.png` });
    assert.deepEqual(page.faults, []);
  });
}

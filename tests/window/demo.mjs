// The demo workspace on the stage's machine, and what is known to be in it.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './stage.mjs';

export const OWNER = 'Asha Kulkarni';
export const REVIEWER = 'Ravi Deshpande';
export const PASSPHRASE = 'four quiet otters listening';
export const FOLDER = join(process.env.XDG_DATA_HOME, 'parley/demo');

const CALLS = join(ROOT, 'src-tauri/crates/ctl/demo/calls');

function parleyctl(...words) {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'target/debug/parleyctl'), words, {
    env: { ...process.env, PARLEY_PASSPHRASE: PASSPHRASE },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`parleyctl ${words[0]}: ${stderr}`);
  return stdout;
}

const rpc = (name, input) =>
  JSON.parse(parleyctl('-w', FOLDER, '-u', OWNER, 'rpc', name, JSON.stringify(input)));

/**
 * Makes the demo workspace unless this stage has it already. Either way it is the
 * one that was open last, so it is the one the door offers.
 */
export function makeDemo() {
  if (existsSync(join(FOLDER, 'workspace.json'))) {
    parleyctl('-w', FOLDER, '-u', OWNER, 'rpc', 'session_touch');
  } else {
    parleyctl('demo', FOLDER);
  }
}

/**
 * A call of the demo: its recording in stereo, the caller left, the agent right.
 * `said` is said in this call only. `words(turn)` gives `{ text, startMs, endMs }` of a
 * turn of its transcript, `find(text)` the place of a word: `{ turn, word, startMs }`.
 */
function demoCall(recording, said) {
  const name = recording.split('.')[0];
  const call = JSON.parse(readFileSync(join(CALLS, `${name}.parley.json`), 'utf8'));
  const words = (turn) =>
    (call.turns[turn]?.words ?? []).map(([at, length, startMs, endMs]) => ({
      text: [...call.turns[turn].text].slice(at, at + length).join(''),
      startMs,
      endMs,
    }));
  return {
    recording: join(CALLS, recording),
    caller: call.caller.name,
    said,
    turns: call.turns,
    words,
    find(text) {
      for (const [turn] of call.turns.entries()) {
        const word = words(turn).findIndex((each) => each.text === text);
        if (word >= 0) return { turn, word, startMs: words(turn)[word].startMs };
      }
      throw new Error(`nobody says ${text}`);
    },
  };
}

/** The call that the specs listen to. */
export const kneeCall = demoCall('001-knee-appointment.opus', 'traffic bridge');

/** Twice the caller walks away from the telephone. */
export const thermostatCall = demoCall('026-thermostat-batteries.flac', 'TV clicker');

/** The id of a call of the demo. */
export function callId(call) {
  const found = rpc('call_list', { limit: 500 }).rows.find(
    (row) => row.caller === call.caller && row.has_recording,
  );
  return found.id;
}

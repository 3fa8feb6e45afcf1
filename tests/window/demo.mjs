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
  const { status, stderr } = spawnSync(join(ROOT, 'target/debug/parleyctl'), words, {
    env: { ...process.env, PARLEY_PASSPHRASE: PASSPHRASE },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`parleyctl ${words[0]}: ${stderr}`);
}

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
 * The call that the specs listen to: stereo, the caller left, the agent right.
 * `words(turn)` gives `{ text, startMs, endMs }` of a turn of its transcript,
 * `find(text)` the place of a word that is said: `{ turn, word, startMs }`.
 */
export const kneeCall = (() => {
  const name = '001-knee-appointment';
  const call = JSON.parse(readFileSync(join(CALLS, `${name}.parley.json`), 'utf8'));
  const words = (turn) =>
    (call.turns[turn]?.words ?? []).map(([at, length, startMs, endMs]) => ({
      text: [...call.turns[turn].text].slice(at, at + length).join(''),
      startMs,
      endMs,
    }));
  return {
    recording: join(CALLS, `${name}.opus`),
    caller: call.caller.name,
    /** Said in this call only. */
    said: 'traffic bridge',
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
})();

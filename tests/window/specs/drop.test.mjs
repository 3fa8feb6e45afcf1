// Files dragged onto the window. The driver cannot drag from outside, so the
// window's own event is sent, as the window system would have it sent.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { kneeCall, makeDemo, OWNER, PASSPHRASE, REVIEWER } from '../demo.mjs';
import { Key, until } from '../webdriver.mjs';
import { Window } from '../window.mjs';

let window;

before(async () => {
  makeDemo();
  window = await Window.open();
});
after(() => window?.close());

/** `enter`, `drop` or `leave`. */
const drag = (kind, paths) =>
  window.session.run(
    (event, payload) => globalThis.__TAURI_INTERNALS__.invoke('plugin:event|emit', { event, payload }),
    `tauri://drag-${kind}`,
    { paths, position: { x: 200, y: 200 } },
  );
const hovering = async () => (await window.text()).includes(window.say('drop_title'));

test('the reviewer is told why not, and nothing is read', async () => {
  await window.signIn(REVIEWER, PASSPHRASE);
  await drag('enter', [kneeCall.recording]);
  await window.reads(window.say('drop_refused'));
  await window.reads(window.say('not_permitted_role', { role: window.say('role_reviewer') }));
  await drag('drop', [kneeCall.recording]);
  await until('the words to go', async () => !(await window.text()).includes(window.say('drop_refused')));
  assert.equal(await window.path(), '/calls');
  await window.session.chord(Key.Control, 'l');
});

test('files that are carried away again leave nothing behind', async () => {
  await window.signIn(OWNER, PASSPHRASE);
  await drag('enter', [kneeCall.recording]);
  await until('the words', hovering);
  await window.picture('drop');
  await drag('leave');
  await until('the words to go', async () => !(await hovering()));
  assert.equal(await window.path(), '/calls');
});

test('files let go are read and shown before anything is kept', async () => {
  await drag('enter', [kneeCall.recording]);
  await drag('drop', [kneeCall.recording]);
  const name = kneeCall.recording.split('/').at(-1);
  await window.reads(name, { timeoutMs: 30_000 });
  assert.equal(await window.path(), '/import');
  await window.get('button', window.say('import_start_over'));
});

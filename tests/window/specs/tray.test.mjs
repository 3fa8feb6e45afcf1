// The icon in the desktop's tray, asked over the bus as a desktop asks it. The stage's
// own desktop has no tray, which must be said once and change nothing.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { makeDemo, OWNER, PASSPHRASE } from '../demo.mjs';
import { until } from '../webdriver.mjs';
import { Window } from '../window.mjs';

const ITEM = '/StatusNotifierItem';
const MENU = '/MenuBar';
let window;
let name;
let logged;

function bus(destination, path, method, ...words) {
  const { status, stdout, stderr } = spawnSync(
    'dbus-send',
    ['--session', '--print-reply', `--dest=${destination}`, path, method, ...words],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${method}: ${stderr}`);
  return stdout;
}

const strings = (reply) => [...reply.matchAll(/string "([^"]*)"/g)].map(([, text]) => text);

function item() {
  const names = strings(
    bus('org.freedesktop.DBus', '/', 'org.freedesktop.DBus.ListNames'),
  );
  return names.find((each) => each.startsWith('org.kde.StatusNotifierItem-'));
}

const toolTip = () =>
  strings(
    bus(name, ITEM, 'org.freedesktop.DBus.Properties.Get', 'string:org.kde.StatusNotifierItem', 'string:ToolTip'),
  );

const says = (line) => until(`the tray to say "${line}"`, () => toolTip().includes(line));

/** The menu's entries: `{ id, label, enabled }`. */
function menu() {
  const reply = bus(
    name,
    MENU,
    'com.canonical.dbusmenu.GetLayout',
    'int32:0',
    'int32:-1',
    'array:string:label,enabled',
  );
  return reply
    .split(/\n\s*int32 /)
    .slice(1)
    .map((part) => ({
      id: Number(part.match(/^\d+/)[0]),
      label: part.match(/string "label"\s+variant\s+string "([^"]*)"/)?.[1] ?? null,
      enabled: !/string "enabled"\s+variant\s+boolean false/.test(part),
    }))
    .filter(({ label }) => label);
}

function click(label) {
  const entry = menu().find((each) => each.label === label);
  assert.ok(entry, `no ${label} in ${JSON.stringify(menu())}`);
  bus(name, MENU, 'com.canonical.dbusmenu.Event', `int32:${entry.id}`, 'string:clicked', 'variant:int32:0', 'uint32:0');
}

/** Runs a row of the command table, in the window. */
const rpc = (command, input) =>
  window.session.run(
    (asked, given) => globalThis.__TAURI_INTERNALS__.invoke('rpc', { name: asked, input: given }),
    command,
    input,
  );

/** Where the stage keeps what the window says. */
const log = () => readFileSync(join(process.env.HOME, 'logs/driver.log'), 'utf8');

before(async () => {
  makeDemo();
  logged = log().length;
  window = await Window.open();
  name = await until('the item on the bus', item);
});
after(() => window?.close());

test('while locked it says so, and there is nothing to lock', async () => {
  await says(window.say('tray_locked'));
  const lock = menu().find(({ label }) => label === window.say('tray_lock'));
  assert.equal(lock.enabled, false);
});

test('it counts what was given to whoever is signed in, and names nobody', async () => {
  await window.signIn(OWNER, PASSPHRASE);
  const shown = await rpc('shell_state', {});
  const { rows } = await rpc('call_list', { limit: 500 });
  const counts = (n) => (n === 0 ? window.say('tray_nothing') : window.say('tray_waiting', { n }));
  const { counts: before } = await rpc('queue_list', { queue: 'mine', limit: 1 });
  await says(counts(before.mine));
  const free = rows.find((row) => !row.marks.reviewed && !row.marks.assigned_to);
  await rpc('call_assign', {
    command_id: crypto.randomUUID(),
    call_id: free.id,
    user_id: shown.open.session.user_id,
  });
  await says(counts(before.mine + 1));
  const all = JSON.stringify([toolTip(), menu()]);
  for (const row of rows.slice(0, 50)) {
    if (row.caller) assert.ok(!all.includes(row.caller), `${row.caller} is in the tray`);
  }
  assert.ok(!all.includes(OWNER) && !all.includes(shown.open.name), all);
});

test('it speaks the page’s language', async () => {
  await window.click('link', window.say('area_settings'));
  await window.click('link', window.say('tab_appearance'));
  const speak = async (tag) => {
    const choice = await window.session.waitFor(`input[name="language"][value="${tag}"]`);
    await choice.click();
  };
  await speak('hi');
  await until('Hindi in the tray', () => menu().some(({ label }) => label === 'Parley खोलें'));
  await speak('en');
  await until('English in the tray', () => menu().some(({ label }) => label === window.say('tray_open')));
});

test('Open shows the window, Lock locks it', async () => {
  click(window.say('tray_open'));
  click(window.say('tray_lock'));
  await window.get('button', window.say('signin_submit'));
  await window.reads(window.say('locked_demand'));
  await says(window.say('tray_locked'));
});

test('that this desktop has no tray was said once', () => {
  const said = log().slice(logged).split('\n').filter((line) => line.includes('has no tray'));
  assert.equal(said.length, 1, said.join('\n'));
});

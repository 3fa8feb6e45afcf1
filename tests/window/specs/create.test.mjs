// A workspace of one's own: made, written down, closed, and opened with the
// recovery code.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { Key, until } from '../webdriver.mjs';
import { Window } from '../window.mjs';

const FOLDER = join(process.env.HOME, 'our-calls');
const NAME = 'Lakeside Dental';
const OWNER = 'Nadia Rahman';
const FIRST = 'seven plain wooden spoons';
const SECOND = 'eight loud copper kettles';
let window;
let code;

before(async () => {
  window = await Window.open();
});
after(() => window?.close());

/** Writes the code down, as a person must: two of its groups are asked for. */
async function keepCode() {
  const shown = await until('the recovery code', () => window.session.find('output'));
  const text = await shown.text();
  await window.picture('recovery-code');
  await window.click('button', window.say('start_code_check'));
  const go = await window.get('button', window.say('recovery_continue'));
  assert.equal(await go.attribute('aria-disabled'), 'true', 'the code can be skipped unread');
  assert.ok(!(await window.text()).includes(text), 'the code can be read off while it is asked for');
  const groups = text.split('-');
  for (const [index, group] of groups.entries()) {
    const label = window.say('start_code_group', { n: index + 1, total: groups.length });
    if (await window.look('textbox', label)) await window.fill(label, group.toLowerCase());
  }
  await window.click('button', window.say('recovery_continue'));
  return text;
}

test('a workspace is made, and its recovery code is shown once', async () => {
  // A machine that knows no workspace begins with what Parley is.
  const known = await window.look('button', window.say('signin_create'));
  await window.click('button', window.say(known ? 'signin_create' : 'start_own'));
  await window.fill(window.say('create_name'), NAME);
  await window.fill(window.say('create_owner'), OWNER);
  await window.fill(window.say('create_place'), FOLDER);
  await window.fill(window.say('signin_passphrase'), 'short');
  const submit = await window.get('button', window.say('create_submit'));
  assert.equal(await submit.attribute('aria-disabled'), 'true', 'a short passphrase is taken');
  await window.fill(window.say('signin_passphrase'), FIRST);
  await window.session.press(Key.Enter);
  code = await keepCode();
  assert.match(code, /^[0-9A-Z]{4,8}([- ][0-9A-Z]{2,8}){3,}$/);
  await window.click('button', window.say('start_look'));
  await window.reads(window.say('calls_empty_title'));
  assert.ok(!(await window.text()).includes(code));
});

test('the folder holds what it should and nothing in clear', () => {
  assert.ok(existsSync(join(FOLDER, 'workspace.json')));
  assert.ok(existsSync(join(FOLDER, 'parley.db')));
  for (const entry of readdirSync(FOLDER, { recursive: true })) {
    const path = join(FOLDER, entry);
    if (!statSync(path).isFile()) continue;
    const bytes = readFileSync(path);
    for (const secret of [OWNER, FIRST, code, code.replaceAll('-', '')]) {
      assert.ok(!bytes.includes(secret), `${entry} holds "${secret}" in clear`);
    }
  }
});

test('the recovery code opens it once and is replaced', async () => {
  await window.session.chord(Key.Control, 'l');
  await window.get('button', window.say('signin_submit'));
  await window.click('button', window.say('signin_use_recovery'));
  const person = await window.look('combobox', window.say('signin_person'));
  if (person) await window.choose(window.say('signin_person'), OWNER);
  else await window.fill(window.say('signin_person_name'), OWNER);
  await window.fill(window.say('recover_code'), code.toLowerCase());
  await window.fill(window.say('new_passphrase'), SECOND);
  await window.click('button', window.say('recover_submit'));
  const next = await keepCode();
  assert.notEqual(next, code);
  await window.reads(window.say('calls_empty_title'));
});

test('the new passphrase is the one that counts', async () => {
  await window.session.chord(Key.Control, 'l');
  await window.trySignIn(OWNER, FIRST, NAME);
  await window.reads(window.say('err_wrong_passphrase'));
  await window.trySignIn(OWNER, SECOND, NAME);
  await window.reads(window.say('calls_empty_title'));
});

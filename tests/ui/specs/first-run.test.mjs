// The first start on a machine that knows no workspace: look at the demo, or make one.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { ROOT } from '../../window/stage.mjs';
import { accessibilityFaults, launch, machine, open, row, serve } from '../page.mjs';

const PICTURES = join(ROOT, 'target/pictures');
const NAME = 'Lakeside Dental';
const OWNER = 'Nadia Rahman';
const PASSPHRASE = 'seven plain wooden spoons';
let browser;
const ends = [];

before(async () => {
  mkdirSync(PICTURES, { recursive: true });
  browser = await launch();
});
after(async () => {
  for (const end of ends.reverse()) await end();
  await browser?.close();
});

/** A machine that has never seen Parley, with the page open on it. */
async function start(looks = {}) {
  const own = machine();
  const server = await serve(own);
  const shown = await open(browser, server.url, looks);
  ends.push(() => own.discard(), server.stop, shown.close);
  await shown.page.getByRole('heading', { name: shown.say('start_title') }).waitFor();
  return shown;
}

const button = ({ page, say }, key, words) =>
  page.getByRole('button', { name: say(key, words), exact: true });
const field = ({ page, say }, key) => page.getByLabel(say(key), { exact: true });
const stepNow = ({ page }) => page.locator('[aria-current="step"]').innerText();
const picture = ({ page }, name) => page.screenshot({ path: join(PICTURES, `start-${name}.png`) });

async function fillWorkspace(shown) {
  await field(shown, 'create_name').fill(NAME);
  await field(shown, 'create_owner').fill(OWNER);
  await field(shown, 'signin_passphrase').fill(PASSPHRASE);
}

/** Types into each asked group what `of` makes of it. */
async function typeGroups({ page, say }, code, of = (group) => group) {
  const groups = code.split('-');
  let asked = 0;
  for (const [index, group] of groups.entries()) {
    const input = page.getByLabel(say('start_code_group', { n: index + 1, total: groups.length }));
    if ((await input.count()) === 0) continue;
    await input.fill(of(group));
    asked += 1;
  }
  return asked;
}

test('with the keyboard alone: a workspace, its code from the paper, then the import', async () => {
  const shown = await start();
  const { page, say } = shown;
  assert.match(await stepNow(shown), new RegExp(say('start_step_begin')));
  // The heading has the focus; the first way on is the next stop.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.match(await stepNow(shown), new RegExp(say('start_step_workspace')));
  for (const text of [NAME, OWNER, PASSPHRASE]) {
    await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Escape');
  assert.equal(await field(shown, 'create_name').inputValue(), NAME, 'Esc threw away what was typed');
  await field(shown, 'signin_passphrase').press('Enter');

  const output = page.locator('output');
  await output.waitFor({ timeout: 30_000 });
  assert.match(await stepNow(shown), new RegExp(say('start_step_code')));
  const code = await output.innerText();
  await page.keyboard.press('Escape');
  assert.equal(await output.innerText(), code, 'Esc took the code away');
  await picture(shown, 'code');
  await button(shown, 'start_code_check').press('Enter');
  assert.equal(await output.count(), 0, 'the code can be read off while it is asked for');

  const go = button(shown, 'recovery_continue');
  await typeGroups(shown, code, () => 'WRONG');
  await page.keyboard.press('Enter');
  await page.getByText(say('start_code_wrong')).first().waitFor();
  assert.equal(await go.getAttribute('aria-disabled'), 'true');
  await picture(shown, 'code-wrong');
  assert.equal(await typeGroups(shown, code, (group) => group.toLowerCase()), 2);
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: say('start_ready_title', { name: NAME }) }).waitFor();
  await button(shown, 'start_import').press('Enter');
  await page.waitForURL('**/import');
  assert.deepEqual(page.faults, []);
});

test('going back and coming again loses nothing', async () => {
  const shown = await start();
  await button(shown, 'start_own').click();
  await fillWorkspace(shown);
  await field(shown, 'create_place').fill('/nowhere/at all');
  await button(shown, 'start_back').click();
  await shown.page.getByRole('heading', { name: shown.say('start_title') }).waitFor();
  await button(shown, 'start_own').click();
  assert.equal(await field(shown, 'create_name').inputValue(), NAME);
  assert.equal(await field(shown, 'create_owner').inputValue(), OWNER);
  assert.equal(await field(shown, 'signin_passphrase').inputValue(), PASSPHRASE);
  assert.equal(await field(shown, 'create_place').inputValue(), '/nowhere/at all');
});

test('a passphrase is judged for what it is worth, not for its length alone', async () => {
  const shown = await start();
  const { page, say } = shown;
  await button(shown, 'start_own').click();
  await field(shown, 'create_name').fill(NAME);
  const passphrase = field(shown, 'signin_passphrase');
  const judged = page.getByRole('group', { name: say('start_strength') });
  await passphrase.fill('short');
  await page.getByText(say('passphrase_count', { n: 5 })).waitFor();
  assert.equal(await judged.count(), 0);
  await passphrase.fill('password12345678');
  assert.match(await judged.innerText(), new RegExp(say('start_strength_weak')));
  await passphrase.fill('lakeside dental 1990');
  assert.ok((await judged.innerText()).includes(say('start_strength_name')));
  await passphrase.fill(PASSPHRASE);
  assert.match(await judged.innerText(), new RegExp(say('start_strength_good')));
});

test('the demo is made here, tells its passphrase, and the door tells it again', async () => {
  const shown = await start();
  const { page, say } = shown;
  await button(shown, 'start_demo').click();
  const bar = page.getByRole('progressbar', { name: say('start_demo_making') });
  await bar.waitFor();
  const counted = await page.waitForFunction(() => {
    const value = document.querySelector('progress')?.value ?? 0;
    return value >= 3 ? value : null;
  });
  assert.ok((await counted.jsonValue()) >= 3);
  await picture(shown, 'demo-making');
  await button(shown, 'start_demo_open').waitFor({ timeout: 120_000 });
  const key = await page.locator('output').innerText();
  await picture(shown, 'demo-ready');
  await button(shown, 'start_demo_open').click();
  await row(page, 0).waitFor({ timeout: 30_000 });

  await page.keyboard.press('Control+l');
  const passphrase = field(shown, 'signin_passphrase');
  await passphrase.waitFor();
  await page.getByText(say('start_demo_hint', { passphrase: key })).waitFor();
  await passphrase.fill(key);
  await passphrase.press('Enter');
  await row(page, 0).waitFor({ timeout: 30_000 });
  assert.deepEqual(page.faults, []);
});

for (const language of ['en', 'hi'])
  for (const theme of ['light', 'dark'])
    test(`every step can be used by everybody: ${language}, ${theme}`, async () => {
      const shown = await start({ language, theme });
      const look = async (name) => {
        await picture(shown, `${name}-${language}-${theme}`);
        assert.deepEqual(await accessibilityFaults(shown.page), [], name);
        const room = await shown.page.evaluate(() => {
          const main = document.querySelector('main');
          return main.scrollHeight - main.clientHeight;
        });
        assert.ok(room <= 0, `${name} does not fit 1366×768: ${room} px too high`);
      };
      await look('begin');
      await button(shown, 'start_own').click();
      await fillWorkspace(shown);
      await look('workspace');
      await field(shown, 'signin_passphrase').press('Enter');
      await shown.page.locator('output').waitFor({ timeout: 30_000 });
      const code = await shown.page.locator('output').innerText();
      await look('code');
      await button(shown, 'start_code_check').click();
      await typeGroups(shown, code);
      await look('groups');
      await button(shown, 'recovery_continue').click();
      await button(shown, 'start_look').waitFor();
      await look('ready');
      assert.deepEqual(shown.page.faults, []);
    });

// Forms from the first question to retirement, and a calibration from blind to open.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { accessibilityFaults, launch, machine, open, serve, signIn } from '../page.mjs';

const home = machine();
let server;
let browser;
let shown;
let page;

before(async () => {
  home.ctl('demo', `${home.home}/demo`);
  server = await serve(home);
  browser = await launch();
  shown = await open(browser, server.url);
  page = shown.page;
  await signIn(shown);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

const say = (key, values) => shown.say(key, values);
const button = (key, values) => page.getByRole('button', { name: say(key, values), exact: true });
const field = (key, values) => page.getByLabel(say(key, values), { exact: true });
const kept = () => page.getByRole('status').getByText(say('score_kept'), { exact: true }).waitFor();

async function rpc(name, input) {
  const answer = await fetch(`${server.url}/rpc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  return answer.json();
}

test('a form is written, put in order with the keyboard, and published', async () => {
  await page.goto('/quality/forms');
  await button('score_new_form').click();
  await field('score_form_title').fill('Heating emergencies');
  assert.equal(await button('score_publish').getAttribute('aria-disabled'), 'true');
  await field('score_section_title', { number: 1 }).fill('Safety');
  await field('score_question_number', { number: 1 }).fill('Was gas ruled out?');
  await button('score_add_question').click();
  await page.keyboard.type('Was the caller told to leave?');
  await kept();
  // Alt and an arrow move it, and the focus stays with it.
  await button('score_move_up', { name: 'Was the caller told to leave?' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.waitForFunction(() => document.querySelector('[data-question="2"] input')?.closest('section')?.querySelector('[data-question]')?.dataset.question === '2');
  await kept();
  assert.deepEqual(await accessibilityFaults(page), []);
  await button('score_preview').click();
  await page.getByRole('radio', { name: say('yes') }).first().waitFor();
  await button('score_publish').click();
  await page.getByRole('dialog').getByRole('button', { name: say('score_publish') }).click();
  await button('score_edit_next', { version: 2 }).waitFor();
  const { forms } = await rpc('form_list', {});
  const made = forms.find((form) => form.title === 'Heating emergencies');
  const { shown: version } = await rpc('form_get', { form_id: made.id });
  const asked = version.content.sections[0].questions.map((question) => question.text);
  assert.deepEqual(asked, ['Was the caller told to leave?', 'Was gas ruled out?']);
});

test('changes make the next version; thrown away, the published one stays', async () => {
  await button('score_edit_next', { version: 2 }).click();
  await field('score_form_title').fill('Emergencies');
  await kept();
  await button('score_discard_draft').click();
  await page.getByRole('dialog').getByRole('button', { name: say('score_discard_draft') }).click();
  await page.getByRole('heading', { name: 'Heating emergencies' }).waitFor();
});

test('a form that is retired lets an open draft be finished', async () => {
  const { forms } = await rpc('form_list', {});
  const form = forms.find((each) => each.title === 'Clinic appointments');
  await page.goto(`/quality/forms?id=${form.id}`);
  await button('score_retire').click();
  await page.getByRole('dialog').getByRole('button', { name: say('score_retire') }).click();
  await page.getByText(say('score_retired_form')).waitFor();
  const draft = (await rpc('score_list', { state: 'draft', limit: 1 })).rows[0];
  await page.goto(`/calls/${draft.call_id}?score=${draft.id}`);
  await page.getByText(say('score_retired_draft')).waitFor();
  assert.deepEqual(await accessibilityFaults(page), []);
  const other = (await rpc('score_list', { state: 'submitted', limit: 1 })).rows[0];
  await page.goto(`/calls/${other.call_id}`);
  await page.getByRole('tab', { name: say('score_tab') }).click();
  await page.getByRole('button', { name: 'Heating emergencies' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Clinic appointments', exact: true }).count(), 0);
  await page.goto(`/quality/forms?id=${form.id}`);
  await button('score_restore').click();
  await button('score_retire').waitFor();
});

test('the last score of a calibration opens it', async () => {
  await page.goto('/quality/calibration');
  await page.getByRole('link', { name: /Kavita/ }).click();
  await page.getByText(say('score_blind_until')).waitFor();
  assert.equal(await page.getByRole('table').count(), 0);
  assert.equal(await button('score_open_now').getAttribute('title'), say('score_open_after_own'));
  assert.deepEqual(await accessibilityFaults(page), []);
  await page.getByRole('link', { name: say('score_score_now') }).click();
  await page.getByText(say('score_blind')).waitFor();
  await page.keyboard.press('g');
  for (const key of ['1', '1', '3', '5', '1', '1', '1', 'n', 'n', '1', '1']) {
    await page.keyboard.press(key);
    await page.keyboard.press('ArrowDown');
  }
  await button('score_submit').click();
  await page.getByRole('dialog').getByRole('button', { name: say('score_submit') }).click();
  await page.getByRole('link', { name: say('score_to_calibration') }).click();
  await page.getByText(say('score_equal_formula', { equal: 10, pairs: 11 })).waitFor();
  assert.equal(await page.locator('tr.differs').count(), 1);
  assert.deepEqual(await accessibilityFaults(page), []);
});

test('a calibration begins at a call', async () => {
  const call = (await rpc('call_list', { filter: {}, limit: 1 })).rows[0];
  await page.goto(`/calls/${call.id}`);
  await page.getByRole('tab', { name: say('score_tab') }).click();
  await button('score_calibrate').click();
  const begin = button('score_calibrate_begin');
  assert.equal(await begin.getAttribute('aria-disabled'), 'true');
  await page.getByLabel('Ravi Deshpande').check();
  await page.getByLabel('Dana Whitfield').check();
  await begin.click();
  await page.getByText(say('score_blind_until')).waitFor();
});

for (const look of [
  { language: 'en', theme: 'dark' },
  { language: 'hi', theme: 'light' },
]) {
  test(`the list and a scored call read well in ${look.language}, ${look.theme}`, async () => {
    const other = await open(browser, server.url, { ...look, path: '/quality' });
    await other.page.getByRole('table').waitFor();
    assert.deepEqual(await accessibilityFaults(other.page), []);
    await other.page.locator('td a').first().click();
    await other.page.getByRole('radiogroup').first().waitFor();
    assert.deepEqual(await accessibilityFaults(other.page), []);
    const wide = await other.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    await other.page.screenshot({ path: `${process.env.PICTURES ?? home.home}/${look.language}.png` });
    await other.close();
  });
}

test('nothing went wrong unseen', () => assert.deepEqual(page.faults, []));

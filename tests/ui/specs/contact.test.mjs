// The do-not-contact list: who is on it and why, adding, taking off, and whether somebody
// may be called now.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { accessibilityFaults, launch, machine, open, passDoor, serve } from '../page.mjs';

const home = machine();
let server;
let browser;
let shown;
let page;

before(async () => {
  home.ctl('demo', `${home.home}/demo`);
  server = await serve(home);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  home.discard();
});

async function arrive(options, name) {
  await shown?.close();
  shown = await open(browser, server.url, { path: '/contact', ...options });
  page = shown.page;
  const title = page.getByRole('heading', { level: 1 });
  const door = page.getByLabel(shown.say('signin_passphrase'), { exact: true });
  await title.or(door).first().waitFor();
  if (name && !(await door.count())) {
    await page.keyboard.press('Control+l');
    await door.waitFor();
  }
  if (await door.count()) await passDoor(shown, name);
  await page.getByRole('navigation', { name: shown.say('rail_label') }).waitFor();
  await page.goto('/contact');
  await page.getByRole('table').waitFor();
}
const rows = () => page.locator('[role="row"][aria-rowindex]');
const rowOf = (contact) => rows().filter({ hasText: contact });
const button = (key) => page.getByRole('button', { name: shown.say(key), exact: true });
const dialog = () => page.getByRole('dialog');
const passes = async () => {
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(page.faults, []);
};

test('each entry tells when it came, how, in which words, and from which call', async () => {
  await arrive({});
  assert.equal(await rows().count(), 11);
  const said = rowOf('+16145550187');
  await said.getByText('take me off your list').waitFor();
  await said.getByText(shown.say('contact_by_spoken')).waitFor();
  await passes();
  await said.getByRole('link').click();
  await page.waitForURL(/\/calls\/[0-9a-f-]{36}/);
  await page.getByText('Renee Castellano').first().waitFor();
  await page.goBack();
});

test('a number is found in the way it is written', async () => {
  await page.getByRole('table').waitFor();
  await page.keyboard.press('f');
  await page.keyboard.type('(614) 555-0187');
  await rowOf('+16145550189').waitFor({ state: 'detached' });
  await rowOf('+16145550187').waitFor();
  assert.equal(await rows().count(), 1);
  await page.keyboard.press('Escape');
  await rowOf('+919999900088').waitFor();
  await page.goto('/contact?contact=000000');
  await page.getByText(shown.say('contact_none')).waitFor();
  await passes();
  await button('clear_all').click();
  await page.getByRole('table').waitFor();
});

test('somebody is put on the list by hand', async () => {
  await page.keyboard.press('a');
  await dialog().getByLabel(shown.say('contact_number')).fill('98200 00000');
  await dialog().getByLabel(shown.say('contact_reason')).fill('Wrote a letter');
  const go = dialog().getByRole('button', { name: shown.say('contact_add_do') });
  await go.click();
  await dialog().getByText(shown.say('contact_number_error')).waitFor();
  await passes();
  await dialog().getByLabel(shown.say('contact_number')).fill('+91 98200 00000');
  await go.click();
  await dialog().waitFor({ state: 'detached' });
  await rowOf('+919820000000').getByText('Wrote a letter').waitFor();
  assert.equal(await rows().count(), 12);
});

test('the check says in a sentence who may be called, and by which rules', async () => {
  await rowOf('+919820000000').getByRole('button', { name: '+919820000000' }).click();
  const pane = page.getByRole('complementary', { name: shown.say('contact_ask_title') });
  await pane.getByText(/^No, they have wanted no calls since/).waitFor();
  await pane.getByText(shown.say('contact_until_lifted')).waitFor();
  await pane.getByText('India, by the number.').waitFor();
  await pane.getByText(/Asia\/Kolkata; permitted from 9:00 am to 8:00 pm/).waitFor();
  await pane.getByText(/TRAI, TCCCPR 2018/).waitFor();
  await passes();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('m');
  await page.keyboard.type('+81 3 1234 5678');
  await page.keyboard.press('Enter');
  await pane.getByText(shown.say('contact_verdict_place')).waitFor();
  await pane.getByText(shown.say('contact_step_no_place')).waitFor();
  await passes();
  await pane.getByLabel(shown.say('contact_number')).fill('12');
  await page.keyboard.press('Enter');
  await pane.getByText(shown.say('contact_number_error')).waitFor();
  await passes();
});

test('somebody is taken off after a question that says what it means', async () => {
  await rowOf('+919820000000').getByRole('button', { name: '+919820000000' }).click();
  const pane = page.getByRole('complementary', { name: shown.say('contact_ask_title') });
  await pane.getByText(/^No, they have wanted/).waitFor();
  await rowOf('+919820000000').getByRole('button', { name: shown.say('contact_lift_row') }).click();
  await dialog().getByText(shown.say('contact_lift_body')).waitFor();
  const go = dialog().getByRole('button', { name: shown.say('contact_lift'), exact: true });
  assert.equal(await go.getAttribute('title'), shown.say('why_empty_reason'));
  await passes();
  await dialog().getByLabel(shown.say('contact_lift_reason')).fill('Asked for a call back');
  await go.click();
  await dialog().waitFor({ state: 'detached' });
  await rowOf('+919820000000').waitFor({ state: 'detached' });
  // The check beside the list was made anew: by now only the hour may be against it.
  await pane.getByText(shown.say('contact_step_list_no')).waitFor();
  await page.getByText(shown.say('contact_show_lifted'), { exact: true }).click();
  await page.waitForURL(/show=lifted/);
  await rowOf('+919820000000').getByText(/Asked for a call back/).waitFor();
  assert.equal(await rows().count(), 2);
  await passes();
});

test('a list is looked at before it is brought in', async () => {
  await page.goto('/contact');
  await page.getByRole('table').waitFor();
  const before = await rows().count();
  await page.keyboard.press('i');
  const text = dialog().getByLabel(shown.say('contact_import_text'));
  await text.fill('number,name\n+91 98200 00001,A\n+16145550187\n0091-98200-00001\nb@example.com');
  await dialog().getByRole('button', { name: shown.say('contact_import_look') }).click();
  await dialog().getByText('2 contacts are not on the list yet.').waitFor();
  const left = dialog().getByRole('region', { name: shown.say('contact_import_left_label') });
  assert.deepEqual(
    await left.locator('tbody td:last-child').allInnerTexts(),
    ['contact_pasted_none', 'contact_pasted_listed', 'contact_pasted_twice'].map((key) => shown.say(key)),
  );
  const go = dialog().getByRole('button', { name: 'Put 2 contacts on the list' });
  assert.equal(await go.getAttribute('title'), shown.say('why_empty_reason'));
  await passes();
  await dialog().getByLabel(shown.say('contact_import_words')).fill('The dialler we had');
  await go.click();
  await dialog().waitFor({ state: 'detached' });
  await rowOf('b@example.com').getByText('The dialler we had').waitFor();
  assert.equal(await rows().count(), before + 2);
  assert.deepEqual(page.faults, []);
});

test('where others look on, numbers are hidden', async () => {
  await page.goto('/contact?show=lifted');
  await rowOf('+919820000000').waitFor();
  await page.keyboard.press('Control+b');
  await page.mouse.move(0, 0);
  const number = rowOf('+919820000000').locator('.private').first();
  assert.match(await number.evaluate((node) => getComputedStyle(node).filter), /blur/);
  await page.keyboard.press('Control+b');
});

test('who may not, is told why', async () => {
  await arrive({}, 'Irene Novak');
  assert.match(await button('contact_add').getAttribute('title'), /Auditor/);
  const lift = rows().first().getByRole('button', { name: shown.say('contact_lift_row') });
  assert.match(await lift.getAttribute('title'), /Auditor/);
  await passes();
});

for (const options of [{ language: 'hi' }, { theme: 'dark' }]) {
  test(`it reads as well in ${Object.values(options)}`, async () => {
    await arrive(options);
    await passes();
    await rowOf('+16145550187').getByRole('button', { name: '+16145550187' }).click();
    await page.getByText(shown.say('contact_steps')).waitFor();
    await passes();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
  });
}

test('both areas are a key and a command away', async () => {
  await arrive({ language: 'en' });
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Alt+1');
  await page.waitForURL(/\/appointments/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('do not contact');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/contact/);
  assert.deepEqual(page.faults, []);
});

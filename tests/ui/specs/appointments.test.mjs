// The calendar: a week and what is booked in it, cancelling, messages, opening hours.

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

/** Opens the calendar, for this person where the door is shut. */
async function arrive(options, name) {
  await shown?.close();
  shown = await open(browser, server.url, { path: '/appointments', ...options });
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
  await page.goto('/appointments');
  await cards().first().waitFor();
}
const cards = () => page.locator('[data-booking]');
const button = (key) => page.getByRole('button', { name: shown.say(key), exact: true });
const passes = async () => {
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(page.faults, []);
};
/** The Monday of the week on screen. */
const monday = () => page.getByLabel(shown.say('appt_jump')).inputValue();
const later = (day, days) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

test('the week that runs has what calls booked, and today is marked', async () => {
  await arrive({});
  const today = new Date(Date.now() + 5.5 * 3_600_000).toISOString().slice(0, 10);
  const first = await monday();
  assert.ok(first <= today && today < later(first, 7), `${first} for ${today}`);
  assert.equal(await page.locator('.head.today').count(), 1);
  assert.match(await page.getByText(/of 376 places taken/).innerText(), /^\d+ of/);
  await passes();
});

test('weeks are gone through with keys, and the address names them', async () => {
  const first = await monday();
  await page.keyboard.press(']');
  await page.waitForURL((url) => url.searchParams.get('week') === later(first, 7));
  await page.keyboard.press('[');
  await page.waitForURL((url) => url.searchParams.get('week') === first);
  await page.getByLabel(shown.say('appt_jump')).fill('2027-03-03');
  await page.waitForURL(/week=2027-03-03/);
  await page.getByText(shown.say('appt_empty_title')).waitFor();
  assert.equal(await monday(), '2027-03-01');
  await passes();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('t');
  await cards().first().waitFor();
  assert.equal(await monday(), first);
});

/** The week in which the demo's cataract patient comes; calls are dated from a Friday. */
async function weekOf(name) {
  const first = await monday();
  for (const days of [0, -7]) {
    await page.goto(`/appointments?week=${later(first, days)}`);
    await cards().first().waitFor();
    if (await cards().filter({ hasText: name }).count()) return;
  }
  throw new Error(`no appointment of ${name}`);
}

test('an appointment tells where it came from and what followed', async () => {
  await weekOf('Kavita Kulkarni');
  await cards().filter({ hasText: 'Kavita Kulkarni' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/booking=/);
  const pane = page.getByRole('complementary', { name: shown.say('appt_one') });
  await pane.getByText('11:15 am–11:30 am').waitFor();
  await pane.getByText('+919999900012').waitFor();
  await pane.getByText(/Please bring any old X-rays/).waitFor();
  await pane.getByText(shown.say('appt_message_sent'), { exact: true }).waitFor();
  await passes();
  await pane.getByRole('link', { name: shown.say('appt_open_call') }).click();
  await page.waitForURL(/\/calls\/[0-9a-f-]{36}/);
  await page.getByText('Kavita Kulkarni').first().waitFor();
  await page.goBack();
  await pane.getByText('11:15 am–11:30 am').waitFor();
  await page.keyboard.press('Escape');
  await pane.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement?.textContent?.includes('Kavita')), true);
});

test('arrow keys go from one appointment to those beside it', async () => {
  await cards().filter({ hasText: 'Kavita Kulkarni' }).focus();
  await page.keyboard.press('ArrowRight');
  const name = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  assert.match(await name(), /चेतन ओसवाल|Lalita Menon/);
  await page.keyboard.press('ArrowLeft');
  assert.match(await name(), /Kavita Kulkarni/);
});

test('an appointment is cancelled after a question, with a reason', async () => {
  await cards().filter({ hasText: 'Kavita Kulkarni' }).click();
  await button('appt_cancel').click();
  const dialog = page.getByRole('dialog');
  const go = dialog.getByRole('button', { name: shown.say('appt_cancel'), exact: true });
  assert.equal(await go.getAttribute('title'), shown.say('why_empty_reason'));
  await passes();
  await dialog.getByLabel(shown.say('appt_reason')).fill('The doctor is ill');
  await go.click();
  await dialog.waitFor({ state: 'detached' });
  const pane = page.getByRole('complementary', { name: shown.say('appt_one') });
  await pane.getByText('The doctor is ill').waitFor();
  await pane.getByText('Asha Kulkarni').waitFor();
  assert.equal(await button('appt_cancel').getAttribute('title'), shown.say('appt_why_cancelled'));
  await page.reload();
  await page.locator('[data-booking].cancelled').filter({ hasText: 'Kavita' }).waitFor();
  await passes();
});

test('a receipt of the carrier stands beside what became of a message', async () => {
  // The demo has no carrier: its receipts are told to the page as the core would.
  const receipts = [
    { delivery: 'delivered', code: null },
    { delivery: 'undelivered', code: 30003 },
  ];
  await page.route('**/rpc/message_list', async (route) => {
    const answer = await route.fetch();
    const view = await answer.json();
    for (const [place, told] of receipts.entries()) {
      view.messages[place].receipt = { ...told, carrier_id: 'SM1', at: Date.now() };
    }
    await route.fulfill({ response: answer, json: view });
  });
  await page.goto('/appointments/messages');
  const row = (place) => page.locator('tbody tr').nth(place);
  await row(0).getByText(shown.say('appt_delivered'), { exact: true }).waitFor();
  const why = shown.say('appt_delivery_code', {
    word: shown.say('appt_undelivered'),
    code: '30003',
  });
  await row(1).getByText(why, { exact: true }).waitFor();
  assert.equal(await row(2).locator('td').nth(4).innerText(), '');
  await page.screenshot({ path: 'target/page-test/receipts.png' });
  await passes();
  await page.unroute('**/rpc/message_list');
});

test('messages tell what became of them', async () => {
  await page.goto('/appointments/messages');
  await page.getByRole('table').waitFor();
  assert.equal(await page.locator('tbody tr').count(), 8);
  await passes();
  await page.goto('/appointments/messages?state=failed');
  await page.getByText(/now on Saturday at 10 am/).waitFor();
  assert.equal(await page.locator('tbody tr').count(), 1);
  await page.goto('/appointments/messages?state=queued');
  await page.getByText(shown.say('appt_messages_empty')).waitFor();
  await passes();
});

test('opening hours are set as they are written', async () => {
  await page.goto('/appointments/hours');
  const sunday = page.getByLabel('Sunday');
  await sunday.fill('10-9');
  await page.getByText(shown.say('appt_hours_error')).waitFor();
  assert.equal(await button('save').getAttribute('title'), shown.say('appt_why_faults'));
  await passes();
  await sunday.fill('10-12');
  await page.getByLabel(shown.say('appt_holidays')).fill('2027-03-01');
  await button('save').click();
  await page.getByText(shown.say('appt_saved')).waitFor();
  await page.goto('/appointments?week=2027-03-01');
  // A Monday less, two hours of Sunday more.
  await page.getByText('0 of 328 places taken').waitFor();
  await page.getByText(shown.say('appt_holiday')).waitFor();
  assert.deepEqual(page.faults, []);
});

test('who may not, is told why', async () => {
  await arrive({}, 'Irene Novak');
  await cards().first().click();
  const cancel = button('appt_cancel');
  await cancel.and(page.locator('[aria-disabled="true"]')).waitFor();
  assert.match(await cancel.getAttribute('title'), /Auditor/);
  await page.goto('/appointments/hours');
  assert.match(await button('save').getAttribute('title'), /Auditor/);
  await passes();
});

for (const options of [{ language: 'hi' }, { theme: 'dark' }]) {
  test(`it reads as well in ${Object.values(options)}`, async () => {
    await arrive(options);
    await passes();
    await cards().first().click();
    await page.getByRole('complementary', { name: shown.say('appt_one') }).waitFor();
    await passes();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
  });
}

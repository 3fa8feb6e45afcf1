// Every screen, in both themes and both languages, passes axe with contrast on.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { accessibilityFaults, launch, machine, open, row, serve, signIn } from '../page.mjs';

const home = machine();
let server;
let browser;

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

const looks = [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'hi', theme: 'light' },
  { language: 'hi', theme: 'dark' },
];

for (const look of looks) {
  describe(`${look.language}, ${look.theme}`, () => {
    let shown;
    before(async () => {
      shown = await open(browser, server.url, look);
    });
    after(async () => {
      await shown?.close();
    });

    const passes = async (name) => {
      const faults = await accessibilityFaults(shown.page);
      assert.deepEqual(faults, [], `${name}: ${faults.length} faults`);
      const wide = await shown.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${name} is ${wide} px wider than a small screen`);
      assert.deepEqual(shown.page.faults, [], `${name} has errors of its own`);
    };
    const button = (key) => shown.page.getByRole('button', { name: shown.say(key) });

    test('the door', async () => {
      await button('signin_submit').waitFor();
      await passes('sign in');
      await button('signin_use_recovery').first().click();
      await passes('recovery');
      await button('signin_create').click();
      await passes('create');
      await button('signin_add').click();
      await passes('add');
      await shown.page.reload();
    });

    test('a wrong passphrase', async () => {
      const passphrase = shown.page.getByLabel(shown.say('signin_passphrase'), { exact: true });
      await passphrase.fill('not the right one at all');
      await passphrase.press('Enter');
      await shown.page.getByRole('alert').first().waitFor({ timeout: 30_000 });
      await passes('wrong passphrase');
    });

    test('the list of calls, filtered and searched', async () => {
      await signIn(shown);
      await passes('calls');
      await shown.page.getByRole('button', { name: shown.say('filter_outcome') }).click();
      await passes('a filter open');
      await shown.page.keyboard.press('Escape');
      await shown.page.goto('/calls?q=appointment');
      await shown.page.locator('mark').first().waitFor();
      await passes('search');
      await shown.page.goto('/calls?q=zzzzzz');
      await shown.page.getByText(shown.say('calls_none_title')).waitFor();
      await passes('nothing found');
    });

    test('a call', async () => {
      await shown.page.goto('/calls?recording=yes');
      await row(shown.page, 0).click();
      await shown.page.getByRole('heading', { name: shown.say('summary_title') }).waitFor();
      await shown.page.getByRole('slider').first().waitFor();
      await passes('review');
    });

    for (const path of ['/appointments', '/contact', '/quality', '/queue', '/import', '/audit', '/settings']) {
      test(path, async () => {
        await shown.page.goto(path);
        await shown.page.getByRole('heading').first().waitFor();
        await shown.page.waitForLoadState('load');
        await passes(path);
        for (const link of await shown.page.locator(`main a[href^="${path}/"]`).all()) {
          await link.click();
          await shown.page.waitForTimeout(300);
          await passes(await shown.page.evaluate(() => location.pathname));
        }
      });
    }

    test('the sheet of shortcuts', async () => {
      await shown.page.keyboard.press('?');
      await shown.page.getByRole('dialog').waitFor();
      await passes('shortcuts');
      await shown.page.keyboard.press('Escape');
      await shown.page.keyboard.press('Control+l');
      await button('signin_submit').waitFor();
    });
  });
}

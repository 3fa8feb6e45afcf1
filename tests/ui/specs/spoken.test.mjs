// What a screen reader is given. The whole review screen is kept as a golden file in both
// languages, so that a change of it is read by whoever makes it; PARLEY_GEN=write keeps
// it anew.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { launch, machine, open, row, serve, signIn } from '../page.mjs';

const golden = (language) => fileURLToPath(new URL(`../golden/review.${language}.yml`, import.meta.url));
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

/** Opens the call in which these words are said. */
async function openCall({ page }, words) {
  await page.getByRole('searchbox').fill(words);
  await page.keyboard.press('Enter');
  await page.locator('[role="row"] mark').first().waitFor();
  await row(page, 0).dblclick();
  await page.locator('.transport').waitFor();
  await page.waitForFunction(() => document.querySelector('.transport .primary')?.ariaDisabled !== 'true');
}

/** Without what the day of the test decides: the demo's calls are as old as the demo. */
function timeless(snapshot) {
  return snapshot
    .replace(/(- time: ).*/g, '$1…')
    .replace(/(- definition: ).*(20\d\d|\d{1,2}:\d\d ?(am|pm|पूर्वाह्न|अपराह्न)).*/gi, '$1…');
}

for (const language of ['en', 'hi']) {
  describe(language, () => {
    let shown;
    before(async () => {
      shown = await open(browser, server.url, { language });
      await signIn(shown);
    });
    after(async () => {
      // The core stays signed in for the next page otherwise.
      await shown?.page.keyboard.press('Control+l');
      await shown?.page.getByLabel(shown.say('signin_passphrase'), { exact: true }).waitFor();
      await shown?.close();
    });

    test('a row of the list is one sentence, each fact in it once', async () => {
      const { page } = shown;
      const name = await row(page, 0).getAttribute('aria-label');
      const parts = name.split(', ');
      assert.equal(new Set(parts).size, parts.length, name);
      const caller = await row(page, 0).locator('.who .private').innerText();
      assert.equal(name.split(caller).length, 2, name);
    });

    test('the review screen reads as it is meant to', async () => {
      const { page } = shown;
      await openCall(shown, 'traffic bridge');
      await page.evaluate(() => document.fonts.ready);
      const read = `${timeless(await page.locator('main').ariaSnapshot())}\n`;
      if (process.env.PARLEY_GEN === 'write') writeFileSync(golden(language), read);
      const [now, meant] = [read, readFileSync(golden(language), 'utf8')].map((text) => text.split('\n'));
      const at = now.findIndex((line, index) => line !== meant[index]);
      // The first line that differs says it; the whole is a screen and more.
      assert.equal(now[at], meant[at], `line ${at + 1}; PARLEY_GEN=write keeps what is read now`);
      assert.equal(now.length, meant.length);
    });

    test('while it plays, nothing is shouted', async () => {
      const { page, say } = shown;
      await page.evaluate(() => {
        globalThis.spoken = [];
        const live = '[aria-live]:not([aria-live="off"]), [role="status"], [role="alert"]';
        new MutationObserver((changes) => {
          for (const { target } of changes) {
            const region = (target.nodeType === 1 ? target : target.parentElement)?.closest(live);
            if (region) globalThis.spoken.push(region.textContent);
          }
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      });
      await page.getByRole('button', { name: say('player_play'), exact: true }).click();
      await page.waitForTimeout(2_500);
      await page.getByRole('button', { name: say('player_pause'), exact: true }).click();
      assert.deepEqual(await page.evaluate(() => globalThis.spoken), []);
      assert.deepEqual(page.faults, []);
    });
  });
}

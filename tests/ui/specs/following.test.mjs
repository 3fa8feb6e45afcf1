// The transcript follows the sound, and little of the page changes for it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, machine, open, row, serve, signIn } from '../page.mjs';

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

test('from word to word, only the two words change', async () => {
  await page.goto('/calls?recording=yes');
  await row(page, 0).click();
  await page.locator('[data-word]').first().waitFor();
  await page.evaluate(() => {
    const list = document.querySelector('[data-word]').closest('[role="list"]');
    globalThis.steps = [];
    // What changes in one frame is told at once.
    new MutationObserver((changes) => {
      const nodes = [...new Set(changes.map(({ target }) => target))];
      globalThis.steps.push({
        words: nodes.filter((node) => node.matches('[data-word]')).length,
        rows: nodes.filter((node) => node.matches('[data-index]')).length,
        others: nodes.filter((node) => !node.matches('[data-word], [data-index]')).length,
        kinds: [...new Set(changes.map(({ type, attributeName }) => attributeName ?? type))],
        now: list.querySelectorAll('.said-now').length,
      });
    }).observe(list, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await page.keyboard.press(']');
  await page.keyboard.press('Space');
  await page.waitForFunction(() => globalThis.steps.filter(({ words }) => words > 0).length >= 12, null, { timeout: 30_000 });
  await page.keyboard.press('k');
  const steps = (await page.evaluate(() => globalThis.steps)).filter(({ words }) => words > 0);
  for (const step of steps) {
    assert.ok(step.words <= 2 && step.now <= 1, JSON.stringify(step));
    assert.deepEqual(step.kinds, ['class']);
    assert.equal(step.others, 0);
  }
  // Within a turn its row stays as it is.
  assert.ok(steps.filter(({ rows }) => rows === 0).length > steps.length / 2, JSON.stringify(steps));
  assert.deepEqual(page.faults, []);
});

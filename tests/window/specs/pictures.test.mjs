// Every screen as a picture, for people to look at: target/pictures/. The test
// is that each can be reached and drawn in both themes and languages.

import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { kneeCall, makeDemo, OWNER, PASSPHRASE } from '../demo.mjs';
import { Review } from '../review.mjs';
import { until } from '../webdriver.mjs';
import { Window } from '../window.mjs';

let window;

before(async () => {
  makeDemo();
  window = await Window.open();
});
after(() => window?.close());

async function picture(name) {
  const path = await window.picture(name);
  // An empty page of this size is a few kilobytes of one colour.
  assert.ok(statSync(path).size > 12_000, `${path} is nearly empty`);
  const wide = await window.session.run(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${name} is ${wide} px wider than the window`);
  assert.deepEqual(await window.session.run(oddControls), [], `${name} has controls of another height`);
}

/* c8 ignore start: runs in the page */
/** What can stand in a line with a button, and is not as tall. */
function oddControls() {
  const controls = 'main select, main input:not([type="checkbox"], [type="radio"], [type="range"]), main .button, main fieldset label:has(input[type="radio"]):not(.tick)';
  return [...document.querySelectorAll(controls)]
    .map((each) => (each.matches('label') ? each.parentElement : each))
    .filter((each) => each.getClientRects().length > 0 && Math.abs(each.getBoundingClientRect().height - 28) > 0.5)
    .map((each) => `${each.localName} ${each.getBoundingClientRect().height}`);
}
/* c8 ignore stop */

for (const look of [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'hi', theme: 'light' },
  { language: 'hi', theme: 'dark' },
]) {
  const end = `${look.language}-${look.theme}`;
  test(end, async () => {
    await window.appearAs(look);
    await window.get('button', window.say('signin_submit'));
    await picture(`door-${end}`);
    await window.signIn(OWNER, PASSPHRASE);
    await picture(`calls-${end}`);
    const review = await Review.openBySaying(window, kneeCall.said, kneeCall.caller);
    await (await review.reveal(8, 5)).click();
    await until('the word to be marked', () => review.marked());
    await picture(`review-${end}`);
    await window.click('link', window.say('area_calls'));
    await window.firstRow();
    await window.fill(window.say('search_label'), 'appointment\uE007');
    await until('a marked hit', () => window.session.find('[role="row"] mark'));
    await picture(`search-${end}`);
    for (const area of ['quality', 'import', 'audit', 'settings']) {
      await window.click('link', window.say(`area_${area}`));
      await until(`the screen ${area}`, async () => (await window.path()).startsWith(`/${area}`));
      await new Promise((resolve) => setTimeout(resolve, 400));
      await picture(`${area}-${end}`);
    }
    const inside = await window.session.run(() =>
      [...document.querySelectorAll('main a[href^="/settings"]')].map((each) => each.getAttribute('href')),
    );
    for (const href of inside) {
      await window.session.run((to) => document.querySelector(`main a[href="${to}"]`).click(), href);
      await new Promise((resolve) => setTimeout(resolve, 400));
      await picture(`settings${href.slice('/settings'.length).replaceAll('/', '-')}-${end}`);
    }
    await window.click('button', window.say('lock'));
    await window.get('button', window.say('signin_submit'));
  });
}

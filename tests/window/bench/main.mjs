// Measures the window as it is delivered, with 100,000 calls: its start beside the
// smallest Tauri window's, how truly the transcript follows the sound, a three-hour call
// from the click to its waveform, how it scrolls, and the page's memory while it plays.
// Run on a stage: see `make bench`.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { ROOT } from '../stage.mjs';
import { Session, until } from '../webdriver.mjs';
import { Window } from '../window.mjs';
import { makeRisingCall, measureFollowing, measureScrolling } from './following.mjs';
import { makeLongCall } from './long-call.mjs';
import { memory, pageOf, running } from '../processes.mjs';

const CALLS = Number(process.env.CALLS ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const MINUTES = Number(process.env.MINUTES ?? 10);
const CALLER = 'Long Winded';
const RISING = 'Ever Higher';
const OWNER = 'Asha Kulkarni';
const PASSPHRASE = 'sunrise over the buckeye';
const PARLEY = join(ROOT, 'target/release/parley');
const HELLO = join(ROOT, 'target/release/examples/hello_window');
const DEMO = join(process.env.XDG_DATA_HOME, 'parley/demo');

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const worst = (numbers) => Math.max(...numbers);
const ms = (number) => `${Math.round(number)} ms`;

function parleyctl(...words) {
  const env = { ...process.env, PARLEY_PASSPHRASE: PASSPHRASE };
  const { status, stderr } = spawnSync(join(ROOT, 'target/release/parleyctl'), words, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`parleyctl ${words[0]}: ${stderr}`);
}

/** From the start of the program to `mark` of its page, or to its first picture. */
async function startOf(application, mark) {
  const session = await Session.open(process.env.PARLEY_DRIVER, application);
  try {
    const drawnAt = await until('the first picture', () =>
      session.run((name) => {
        const [entry] = name ? performance.getEntriesByName(name) : performance.getEntriesByType('paint');
        return entry && performance.timeOrigin + entry.startTime;
      }, mark),
    );
    return drawnAt - running(application).startedAtMs;
  } finally {
    await session.close();
  }
}

/** From Enter in the passphrase to the first row of the list, in the page's own time. */
async function unlock(window) {
  await window.get('textbox', window.say('signin_passphrase'));
  await window.choose(window.say('signin_person'), OWNER);
  await window.fill(window.say('signin_passphrase'), PASSPHRASE);
  return window.session.run(async () => {
    const begun = performance.now();
    document.querySelector('form').requestSubmit();
    while (!document.querySelector('[role="row"][aria-rowindex="2"]')) {
      if (performance.now() - begun > 20_000) throw new Error('no list');
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - begun;
  });
}

/** From a click on a call in the list to its lanes on the screen. */
function openCall(window, name) {
  return window.session.run(async (caller) => {
    const drawn = () => {
      const canvas = document.querySelector('.lanes canvas');
      if (!canvas || canvas.width < 10) return false;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value, i) => i % 4 === 3 && value > 0);
    };
    const begun = performance.now();
    [...document.querySelectorAll('[role="row"]')].find((row) => row.textContent.includes(caller)).click();
    while (!drawn()) {
      if (performance.now() - begun > 20_000) throw new Error('no waveform');
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - begun;
  }, name);
}

async function back(window) {
  await window.session.run(() => history.back());
  await window.firstRow();
}

console.log(`window, release build, ${CALLS} calls`);
parleyctl('demo', DEMO, '--calls', `${CALLS}`);
const long = join(process.env.HOME, 'long');
makeLongCall(long, { caller: CALLER });
const rising = join(process.env.HOME, 'rising');
makeRisingCall(rising, { caller: RISING });
parleyctl('-w', DEMO, '-u', OWNER, 'import', long, rising);

const starts = { hello: [], parley: [], unlock: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  starts.hello.push(await startOf(HELLO));
  starts.parley.push(await startOf(PARLEY, 'parley:ready'));
  const window = await Window.open({ application: PARLEY });
  starts.unlock.push(await unlock(window));
  await window.close();
}
const [hello, parley, entry] = [starts.hello, starts.parley, starts.unlock].map(median);
console.log(`  start: hello-world window ${ms(hello)}, Parley's door ${ms(parley)} (${(parley / hello).toFixed(2)} of it)`);
console.log(`  sign-in to the list of calls: ${ms(entry)}; start and sign-in ${((parley + entry) / hello).toFixed(2)} of the hello-world window`);

const window = await Window.open({ application: PARLEY });
try {
  await unlock(window);
  await openCall(window, RISING);
  await measureFollowing(window);
  await window.click('button', window.say('player_speed'));
  await window.click('radio', '1×');
  await back(window);
  const opened = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    opened.push(await openCall(window, CALLER));
    if (round + 1 < ROUNDS) await back(window);
  }
  console.log(`  three-hour call, click to waveform: median ${ms(median(opened))}, worst ${ms(worst(opened))}`);

  await measureScrolling(window);

  const core = running(PARLEY).pid;
  const page = pageOf(core).pid;
  await window.click('button', window.say('player_play'));
  const began = Date.now();
  const readings = [];
  for (let minute = 0; minute <= MINUTES; minute += 1) {
    const wait = began + 10_000 + minute * 60_000 - Date.now();
    await new Promise((resolve) => setTimeout(resolve, wait));
    readings.push({ page: memory(page), core: memory(core) });
  }
  const line = (of) => readings.map((each) => each[of].toFixed(0)).join(' ');
  console.log(`  memory while it plays, MiB each minute: page ${line('page')}; core ${line('core')}`);
} catch (error) {
  throw new Error(`the window then: ${await window.picture('bench-failed')}`, { cause: error });
} finally {
  await window.close();
}

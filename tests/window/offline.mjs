// One reviewer's quarter of an hour in a window that has no network to reach: the demo
// is made, opened, searched, played and exported. Run by specs/offline.test.mjs where
// the only network is the loopback. Prints what the program asked of the network.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';

import { kneeCall } from './demo.mjs';
import { remote } from './network.mjs';
import { Review } from './review.mjs';
import { listen, loudness } from './sound.mjs';
import { until } from './webdriver.mjs';
import { APPLICATION, Window } from './window.mjs';

const home = process.env.HOME;
const trace = join(home, 'network.trace');
const traced = join(home, 'parley-traced');
const report = { traced: process.env.PARLEY_TRACE === '1' };

for (const name of Object.keys(networkInterfaces())) assert.equal(name, 'lo', `there is a network: ${name}`);

let application = APPLICATION;
if (report.traced) {
  // Every socket of the program and of whatever it starts, WebKit's processes included.
  const calls = 'socket,connect,bind,sendto,sendmsg,sendmmsg';
  writeFileSync(
    traced,
    `#!/bin/sh\nexec strace -f --seccomp-bpf -qq -s 64 -e trace=${calls} -o '${trace}' '${APPLICATION}' "$@"\n`,
    { mode: 0o700 },
  );
  application = traced;
}

const window = await Window.open({ application });
try {
  await window.click('button', window.say('start_demo'));
  await until('the demo', () => window.look('button', window.say('start_demo_open')), { timeoutMs: 120_000 });
  await window.click('button', window.say('start_demo_open'));
  await window.firstRow();
  await window.reads(window.say('status_nothing_sent'));

  const review = await Review.openBySaying(window, kneeCall.said, kneeCall.caller);
  const { turn, word } = kneeCall.find('slipped');
  await (await review.reveal(turn, word)).click();
  const ear = await listen();
  await review.play();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await review.pause();
  const heard = await ear.stop();
  assert.ok(Math.max(...heard.map((channel) => loudness(channel, 0, 2_000))) > 0.003, 'no sound came out');

  const path = join(home, 'call.txt');
  await window.session.run(
    (call_id, export_id, to) =>
      globalThis.__TAURI_INTERNALS__.invoke('rpc', {
        name: 'call_export',
        input: { export_id, call_id, format: 'text', purpose: 'quality_review', path: to, replace: false },
      }),
    (await window.path()).split('/').at(-1),
    crypto.randomUUID(),
    path,
  );
  assert.ok(existsSync(path) && statSync(path).size > 500, 'the export is not there');
} catch (error) {
  await window.picture('offline-failed');
  throw error;
} finally {
  await window.close();
}

if (report.traced) {
  const lines = readFileSync(trace, 'utf8').split('\n');
  // An empty trace would prove nothing: the bus and the sound server are reached so.
  report.local = lines.filter((line) => line.includes('AF_UNIX')).length;
  assert.ok(report.local > 10, 'nothing was traced');
  report.remote = remote(lines);
}
// Whatever had been sent into this network would have been counted here.
const [, ...interfaces] = readFileSync('/proc/self/net/dev', 'utf8').trim().split('\n').slice(1);
report.bytes = interfaces
  .map((line) => line.trim().split(/[:\s]+/))
  .filter(([name]) => name !== 'lo')
  .reduce((sum, [, received, ...rest]) => sum + Number(received) + Number(rest[7]), 0);
console.log(JSON.stringify(report));

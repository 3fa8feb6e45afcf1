// `node on-stage.mjs --home DIR [--fresh] COMMAND…`: runs a command on a stage of
// its own (see stage.mjs), whose home is DIR, and ends with its status.
// --fresh empties DIR first.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { raise } from './stage.mjs';

const [flag, folder, ...command] = process.argv.slice(2);
const fresh = command[0] === '--fresh';
if (fresh) command.shift();
if (flag !== '--home' || !folder || command.length === 0) {
  console.error('usage: node on-stage.mjs --home DIR [--fresh] COMMAND…');
  process.exit(2);
}
const home = resolve(folder);
const keeper = `${home}.pid`;
if (existsSync(keeper) && existsSync(`/proc/${readFileSync(keeper, 'utf8')}`)) {
  console.error(`another stage is up in ${home}`);
  process.exit(1);
}
mkdirSync(dirname(home), { recursive: true });
writeFileSync(keeper, `${process.pid}`);
if (fresh) rmSync(home, { recursive: true, force: true });

const stage = await raise({ home, logs: join(home, 'logs') });
const child = spawn(command[0], command.slice(1), { env: stage.env, stdio: ['ignore', 'inherit', 'inherit'] });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', async (error) => {
  console.error(error.message);
  await stage.down();
  rmSync(keeper, { force: true });
  process.exit(127);
});
child.on('exit', async (code, signal) => {
  await stage.down();
  rmSync(keeper, { force: true });
  process.exit(code ?? 128 + constants.signals[signal]);
});

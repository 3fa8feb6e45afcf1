// The machine that the driven window runs on: a screen in memory, a session
// bus, a real unlocked keyring, sound hardware that keeps what it is given,
// and a home of its own. Linux only.

import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { until } from './webdriver.mjs';

export const ROOT = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/**
 * Raises the stage. `home` is the home folder to use, `logs` where the servers'
 * words go. Nothing of the caller's own home, keyring or sound is touched.
 *
 * Returns `{ env, down }`: the environment for whatever runs on it, and what ends it.
 */
export async function raise({ home, logs, size = '1366x768x24' }) {
  mkdirSync(logs, { recursive: true });
  // Not under the repository: a socket's path may have 107 bytes at most.
  const runtime = mkdtempSync(join(tmpdir(), 'parley-'));
  const children = [];
  const env = { ...process.env, ...homeOf(home), XDG_RUNTIME_DIR: runtime };
  for (const name of ['WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'PULSE_SERVER', 'RUST_BACKTRACE']) delete env[name];
  Object.assign(env, { GDK_BACKEND: 'x11', LANG: 'C.UTF-8', LANGUAGE: 'en' });

  const start = (name, command, args, { stdin = null, fd3 = false } = {}) => {
    // setpriv: whatever happens to this process, nothing outlives it.
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', command, ...args], {
      env,
      stdio: [stdin === null ? 'ignore' : 'pipe', 'pipe', 'pipe', ...(fd3 ? ['pipe'] : [])],
    });
    const log = createWriteStream(join(logs, `${name}.log`));
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    if (stdin !== null) child.stdin.end(stdin);
    child.ended = null;
    child.on('exit', (code, signal) => (child.ended = `${name} ended early: ${signal ?? code}`));
    children.push(child);
    return child;
  };
  const down = async () => {
    for (const child of children.toReversed()) {
      const gone = new Promise((resolve) => (child.ended ? resolve() : child.on('exit', resolve)));
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), 3000);
      await gone;
      clearTimeout(impatience);
    }
    soundOf('stop', join(runtime, 'sound'), env);
    rmSync(runtime, { recursive: true, force: true, maxRetries: 5 });
  };

  try {
    const xvfb = start('xvfb', 'Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'], { fd3: true });
    env.DISPLAY = `:${await firstLine(xvfb)}`;

    const bus = start('dbus', 'dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=3'], { fd3: true });
    env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus);

    const keyring = start('keyring', 'gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], { stdin: 'the stage has no owner' });
    await until('a keyring', () => (alive(keyring), secretsAnswered(env)));

    Object.assign(env, soundOf('start', join(runtime, 'sound'), env));

    const [port, nativePort] = await freePorts(2);
    const driver = start('driver', join(ROOT, 'target/tools/bin/tauri-driver'), ['--port', `${port}`, '--native-port', `${nativePort}`]);
    env.PARLEY_DRIVER = `http://127.0.0.1:${port}`;
    await until('the driver', async () => {
      alive(driver);
      const { value } = await (await fetch(`${env.PARLEY_DRIVER}/status`)).json();
      return value.ready;
    });
  } catch (error) {
    await down();
    throw new Error(`the stage could not be raised; its logs are in ${logs}`, { cause: error });
  }
  return { env, down };
}

function homeOf(home) {
  const dirs = { HOME: home };
  for (const [name, folder] of [
    ['XDG_DATA_HOME', '.local/share'],
    ['XDG_CONFIG_HOME', '.config'],
    ['XDG_STATE_HOME', '.local/state'],
    ['XDG_CACHE_HOME', '.cache'],
  ]) {
    dirs[name] = join(home, folder);
    mkdirSync(dirs[name], { recursive: true, mode: 0o700 });
  }
  return dirs;
}

/** Starts or stops the sound card that is not there; gives its variables. */
function soundOf(what, folder, env) {
  const script = join(ROOT, 'tests/sound/null-sink.sh');
  const { status, stdout, stderr } = spawnSync('bash', [script, what, folder], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`null-sink.sh ${what}: ${stderr}`);
  const lines = [...stdout.matchAll(/^export (\w+)='(.*)'$/gm)];
  return Object.fromEntries(lines.map(([, name, value]) => [name, value]));
}

function alive(child) {
  if (child.ended) throw new Error(child.ended);
}

function secretsAnswered(env) {
  const asked = spawnSync(
    'dbus-send',
    ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'],
    { env, encoding: 'utf8' },
  );
  return asked.stdout?.includes('boolean true');
}

function firstLine(child) {
  return new Promise((resolve, reject) => {
    let seen = '';
    child.stdio[3].setEncoding('utf8').on('data', (more) => {
      seen += more;
      const end = seen.indexOf('\n');
      if (end >= 0) resolve(seen.slice(0, end).trim());
    });
    child.on('exit', () => reject(new Error(child.ended)));
    child.on('error', reject);
  });
}

/** `count` ports of this machine that nobody listens on. */
export async function freePorts(count) {
  const servers = await Promise.all(
    Array.from({ length: count }, () => new Promise((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
    })),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

// Nothing is sent: a reviewer's work in a window that has no network, and what that
// window asked of the kernel meanwhile.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { remote } from '../network.mjs';
import { ROOT } from '../stage.mjs';

const can = (command, ...words) => spawnSync(command, words, { stdio: 'ignore' }).status === 0;
const LOOPBACK_ONLY = 'ip link set lo up && exec "$@"';

test('what strace sees is read as it is meant', () => {
  const local = [
    '7 connect(3, {sa_family=AF_UNIX, sun_path="/run/bus"}, 12) = 0',
    '7 bind(4, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=0x000451}, 12) = 0',
    '7 connect(5, {sa_family=AF_INET, sin_port=htons(4444), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
    '7 socket(AF_INET6, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP) = 6',
    '7 sendto(3, "\\1\\2", 2, MSG_NOSIGNAL, NULL, 0) = 2',
  ];
  const away = [
    '7 connect(5, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.0.0.2")}, 16) = -1 ENETUNREACH',
    '7 sendto(5, "\\1", 1, 0, {sa_family=AF_INET6, sin6_port=htons(443), inet_pton(AF_INET6, "2606:4700::1111", &sin6_addr)}, 28) = -1',
  ];
  assert.deepEqual(remote([...local, ...away]), away);
});

test('a demo is made, played, searched and exported without a network, and none is asked for', async (t) => {
  // The words are one line, so that a machine that cannot run this says so in its log.
  if (!can('unshare', '-rn', 'bash', '-c', 'ip link set lo up')) {
    t.skip('this kernel, or who runs this, allows no network namespaces: not proven here');
    return;
  }
  const traced = can('unshare', '-rn', 'strace', '-f', '-qq', '-o', '/dev/null', 'true');
  if (!traced) console.log('no strace here: only that nothing can be sent is proven, not that nothing is tried');
  const home = join(ROOT, 'target/offline-test');
  const words = ['-rn', 'bash', '-c', LOOPBACK_ONLY, 'offline'];
  const run = [process.execPath, 'tests/window/on-stage.mjs', '--home', home, '--fresh', process.execPath, 'tests/window/offline.mjs'];
  const child = spawn('unshare', [...words, ...run], {
    cwd: ROOT,
    env: { ...process.env, PARLEY_TRACE: traced ? '1' : '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (more) => (said += more));
  const status = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(status, 0, said);
  const report = JSON.parse(said.trim().split('\n').at(-1));
  assert.equal(report.bytes, 0);
  if (traced) assert.deepEqual(report.remote, [], 'it tried to reach another machine');
  console.log(`offline: ${report.local ?? 'no'} calls to this machine seen, 0 to any other, 0 bytes sent`);
  rmSync(home, { recursive: true, force: true });
});

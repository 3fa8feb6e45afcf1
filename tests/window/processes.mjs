// What the kernel knows of running programs. Linux only.

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux of today

const maybe = (read) => {
  try {
    return read();
  } catch {
    return null; // It has ended since.
  }
};

/** Every process that can be looked at: `{ pid, parent, startedAtMs }`, on the wall clock. */
function all() {
  const booted = Number(readFileSync('/proc/stat', 'utf8').match(/^btime (\d+)$/m)[1]);
  const uptime = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
  // btime is in whole seconds; the uptime is in hundredths.
  const boot = Math.abs(Date.now() - uptime * 1000 - booted * 1000) < 2000 ? Date.now() - uptime * 1000 : booted * 1000;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      const stat = maybe(() => readFileSync(`/proc/${name}/stat`, 'utf8'));
      if (!stat) return null;
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return {
        pid: Number(name),
        parent: Number(fields[1]),
        startedAtMs: boot + (Number(fields[19]) * 1000) / TICKS_PER_SECOND,
      };
    })
    .filter(Boolean);
}

/** The newest process that runs the program at `path`. */
export function running(path) {
  const found = all().filter(({ pid }) => maybe(() => readlinkSync(`/proc/${pid}/exe`)) === path);
  return found.toSorted((a, b) => b.startedAtMs - a.startedAtMs)[0] ?? null;
}

/** The process that draws the pages of the application `pid`. */
export function pageOf(pid) {
  const processes = all();
  const descends = (one) => one && (one.parent === pid || descends(processes.find((p) => p.pid === one.parent)));
  return processes.find(
    (one) => maybe(() => readFileSync(`/proc/${one.pid}/comm`, 'utf8'))?.startsWith('WebKitWebProces') && descends(one),
  );
}

/** Its share of the memory, in MiB: what it alone has, and its part of what is shared. */
export function memory(pid) {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(text.match(/^Pss:\s+(\d+) kB$/m)[1]) / 1024;
}

// What opens the demo, which is no secret: kept on this machine, so that the door can
// say it to whoever comes back.
const KEY = 'parley-demo';

type Kept = { workspace: string; passphrase: string };

export function keepDemoKey(workspace: string, passphrase: string): void {
  const kept: Kept = { workspace, passphrase };
  localStorage.setItem(KEY, JSON.stringify(kept));
}

/** `null` when this workspace is not the demo. */
export function demoKeyOf(workspace: string): string | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Partial<Kept> | null;
    return kept?.workspace === workspace ? (kept.passphrase ?? null) : null;
  } catch {
    return null;
  }
}

// Runs the command a key stroke names.
import { helpSheet } from './help.svelte';
import { keymap } from './keymap.svelte';
import { belongsToControl, placeOf, strokeOf } from './keys';
import { commands, type Command, type CommandId } from './table';

/** Called when the key that ran a command is let go. */
export type Release = () => void;
/** Returns a `Release` when it is a key to be held. */
type Run = () => unknown;

const lent = new Map<CommandId, Run>();
/** Keys that are held down, by the place they have on the keyboard. */
const held = new Map<string, Release>();

/** Lends runs to commands while a screen shows; the result takes them back. */
export function provide(runs: Partial<Record<CommandId, Run>>): () => void {
  const entries = Object.entries(runs) as [CommandId, Run][];
  for (const [id, run] of entries) lent.set(id, run);
  return () => {
    for (const [id, run] of entries) if (lent.get(id) === run) lent.delete(id);
  };
}

export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const stroke = strokeOf(event);
  if (belongsToControl(stroke, placeOf(event.target))) return;
  if (held.has(event.code)) return event.preventDefault();
  const modal = document.querySelector('dialog[open]') !== null;
  for (const [id, command] of Object.entries(commands) as [CommandId, Command][]) {
    if (command.native || !keymap.of(id).includes(stroke)) continue;
    // A dialog is a place of its own; locking works from everywhere.
    if (modal && id !== 'lock' && !(id === 'help' && helpSheet.open)) continue;
    const run = lent.get(id) ?? command.run;
    if (!run || command.when?.() === false) continue;
    event.preventDefault();
    const release = run();
    if (typeof release === 'function') held.set(event.code, release as Release);
    return;
  }
}

export function onKeyUp(event: KeyboardEvent): void {
  const release = held.get(event.code);
  held.delete(event.code);
  release?.();
}

/** The window lost the keyboard: nobody will tell when keys are let go. */
export function letGo(): void {
  const releases = [...held.values()];
  held.clear();
  for (const release of releases) release();
}

/** What can be done now, in the order of the table. */
export function available(): { id: CommandId; command: Command; run: () => void }[] {
  return (Object.entries(commands) as [CommandId, Command][]).flatMap(([id, command]) => {
    const run = lent.get(id) ?? command.run;
    if (!run || command.held || id === 'palette' || command.when?.() === false) return [];
    return [{ id, command, run: () => void run() }];
  });
}

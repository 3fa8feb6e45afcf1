// Runs the command a key stroke names.
import { helpSheet } from './help.svelte';
import { belongsToControl, placeOf, strokeOf } from './keys';
import { commands, type Command, type CommandId } from './table';

const lent = new Map<CommandId, () => void>();

/** Lends runs to commands while a screen shows; the result takes them back. */
export function provide(runs: Partial<Record<CommandId, () => void>>): () => void {
  const entries = Object.entries(runs) as [CommandId, () => void][];
  for (const [id, run] of entries) lent.set(id, run);
  return () => {
    for (const [id, run] of entries) if (lent.get(id) === run) lent.delete(id);
  };
}

export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const stroke = strokeOf(event);
  if (belongsToControl(stroke, placeOf(event.target))) return;
  const modal = document.querySelector('dialog[open]') !== null;
  for (const [id, command] of Object.entries(commands) as [CommandId, Command][]) {
    if (command.native || !command.keys.includes(stroke)) continue;
    // A dialog is a place of its own; locking works from everywhere.
    if (modal && id !== 'lock' && !(id === 'help' && helpSheet.open)) continue;
    const run = lent.get(id) ?? command.run;
    if (!run || command.when?.() === false) continue;
    event.preventDefault();
    run();
    return;
  }
}

// Which keys run which command: those of the table, unless this person chose others.
// Kept on this machine, for each person apart.
import { session } from '$lib/features/shell/session.svelte';
import { commands, type Command, type CommandId } from './table';

/** `null`: no key at all. */
type Own = Partial<Record<CommandId, string | null>>;

/** Keys that always mean the same: they move the focus, press, and end what is nearest. */
const fixed = new Set(['Tab', 'Shift+Tab', 'Enter', 'Escape', 'Space', 'Dead', 'Unidentified']);
const modifiers = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock']);

const all = commands as Record<CommandId, Command>;
const ids = Object.keys(commands) as CommandId[];

const isId = (text: string): text is CommandId => text in commands;

/** Whether a key can be chosen for a command at all. */
export const canChange = (id: CommandId) => !all[id].native && !all[id].fixed;

/** Reads what was stored, taking only what makes sense of it. */
export function readOwn(text: string | null): Own {
  const own: Own = {};
  try {
    const stored: unknown = JSON.parse(text ?? '{}');
    if (typeof stored !== 'object' || stored === null) return own;
    for (const [id, stroke] of Object.entries(stored))
      if (isId(id) && canChange(id) && (stroke === null || typeof stroke === 'string'))
        own[id] = stroke;
  } catch {
    // Unreadable: the table's keys.
  }
  return own;
}

const without = (own: Own, id: CommandId): Own =>
  Object.fromEntries(Object.entries(own).filter(([other]) => other !== id));

/** The keys of a command, given what was chosen. */
export function keysWith(own: Own, id: CommandId): readonly string[] {
  const chosen = own[id];
  if (chosen === undefined) return all[id].keys;
  return chosen === null ? [] : [chosen];
}

/** The command that a key would be taken from: one that may be there at the same time. */
export function holder(own: Own, id: CommandId, stroke: string): CommandId | null {
  const near = (other: Command) =>
    other.group === all[id].group || other.group === 'everywhere' || all[id].group === 'everywhere';
  const found = ids.find(
    (other) => other !== id && near(all[other]) && keysWith(own, other).includes(stroke),
  );
  return found ?? null;
}

export type Refused = 'modifier' | 'fixed' | { heldBy: CommandId };

class Keymap {
  #own = $state.raw<Own>({});
  #of = '';

  /** Of whoever is signed in; read again when that is somebody else. */
  get own(): Own {
    return this.#own;
  }

  load(): void {
    this.#of = session.open ? `parley-keys:${session.open.id}:${session.open.session.user_id}` : '';
    this.#own = this.#of ? readOwn(localStorage.getItem(this.#of)) : {};
  }

  of(id: CommandId): readonly string[] {
    return keysWith(this.#own, id);
  }

  /** Chooses a key; `null` takes it away. Says why not. */
  choose(id: CommandId, stroke: string | null): Refused | null {
    if (stroke !== null) {
      if (modifiers.has(stroke.split('+').at(-1) ?? '')) return 'modifier';
      if (fixed.has(stroke)) return 'fixed';
      const heldBy = holder(this.#own, id, stroke);
      if (heldBy) return { heldBy };
    }
    const usual = all[id].keys.length === 1 && all[id].keys[0] === stroke;
    this.#keep(usual ? without(this.#own, id) : { ...this.#own, [id]: stroke });
    return null;
  }

  /** Back to the table's keys: of one command, or of all. */
  reset(id?: CommandId): void {
    this.#keep(id === undefined ? {} : without(this.#own, id));
  }

  #keep(own: Own): void {
    this.#own = own;
    if (!this.#of) return;
    if (Object.keys(own).length > 0) localStorage.setItem(this.#of, JSON.stringify(own));
    else localStorage.removeItem(this.#of);
  }
}

export const keymap = new Keymap();

const signs: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  '-': '−',
};

/** A key as it is printed on keyboards. */
export const signOf = (stroke: string) =>
  stroke
    .split(/(?<=.)\+(?=.)/)
    .map((part) => signs[part] ?? part)
    .join('+');

/** A tip with the command's first key behind it. */
export function withKey(tip: string, id: CommandId): string {
  const [first] = keymap.of(id);
  return first === undefined ? tip : `${tip} (${signOf(first)})`;
}

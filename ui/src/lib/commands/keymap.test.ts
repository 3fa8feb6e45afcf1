import { expect, test } from 'vitest';
import { canChange, holder, keysWith, readOwn, signOf } from './keymap.svelte';
import { commands, type Command, type CommandId } from './table';

test('no two commands that may be there at once have the same key', () => {
  for (const [id, command] of Object.entries(commands) as [CommandId, Command][]) {
    if (command.native) continue;
    for (const key of command.keys) {
      const held = holder({}, id, key);
      // Words are walked through with the arrows while the transcript has the focus.
      if (held) expect(commands[held], `${id} and ${held}: ${key}`).toHaveProperty('native', true);
    }
  }
});

test('a key that was chosen takes the place of the usual ones', () => {
  const own = readOwn('{"loop":"Ctrl+R","pause":null,"rowMove":"x","nonsense":"y","play":7}');
  expect(own).toEqual({ loop: 'Ctrl+R', pause: null });
  expect(keysWith(own, 'loop')).toEqual(['Ctrl+R']);
  expect(keysWith(own, 'pause')).toEqual([]);
  expect(keysWith(own, 'help')).toEqual(['?']);
  expect(readOwn('not json')).toEqual({});
  expect(readOwn('[1]')).toEqual({});
});

test('a key that is free again may be taken', () => {
  expect(holder({}, 'loop', 'P')).toBe('skipSilence');
  expect(holder({ skipSilence: 'Q' }, 'loop', 'P')).toBeNull();
  expect(holder({}, 'loop', '/')).toBe('search');
});

test('what controls do by themselves is not moved', () => {
  expect(canChange('words')).toBe(false);
  expect(canChange('backToList')).toBe(false);
  expect(canChange('play')).toBe(true);
});

test('keys as they are printed', () => {
  expect(signOf('Shift+ArrowLeft')).toBe('Shift+←');
  expect(signOf('+')).toBe('+');
  expect(signOf('Ctrl++')).toBe('Ctrl++');
});

import { describe, expect, it } from 'vitest';
import { belongsToControl, strokeOf } from './keys';

const press = (
  key: string,
  with_: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => strokeOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...with_ });

describe('strokes', () => {
  it('have one name', () => {
    expect(press(' ')).toBe('Space');
    expect(press('k', { ctrlKey: true })).toBe('Ctrl+K');
    expect(press('k', { metaKey: true })).toBe('Ctrl+K');
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('ArrowLeft', { shiftKey: true })).toBe('Shift+ArrowLeft');
  });

  it('stay with the control they are typed in', () => {
    const place = (tagName: string, type?: string, role: string | null = null) => ({
      tagName,
      type,
      role,
      editable: false,
    });
    for (const stroke of ['Space', 'J', '/', '?', 'ArrowLeft', 'Home', 'Escape']) {
      expect(belongsToControl(stroke, place('INPUT', 'text'))).toBe(true);
      expect(belongsToControl(stroke, place('TEXTAREA'))).toBe(true);
      expect(belongsToControl(stroke, place('SELECT'))).toBe(true);
    }
    expect(belongsToControl('Ctrl+K', place('INPUT', 'text'))).toBe(false);
    expect(belongsToControl('Space', place('BUTTON'))).toBe(true);
    expect(belongsToControl('J', place('BUTTON'))).toBe(false);
    expect(belongsToControl('Space', place('SPAN', undefined, 'button'))).toBe(true);
    expect(belongsToControl('Space', place('DIV', undefined, 'slider'))).toBe(false);
    expect(belongsToControl('ArrowLeft', place('INPUT', 'radio'))).toBe(true);
    for (const stroke of ['ArrowLeft', 'Home', 'PageUp'])
      expect(belongsToControl(stroke, place('INPUT', 'range'))).toBe(true);
    expect(belongsToControl('S', place('INPUT', 'range'))).toBe(false);
  });
});

// Key strokes as text, and where a stroke belongs to the control that has it.

type Stroke = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
};

/** `Ctrl+K`, `Space`, `ArrowLeft`, `?`, `J`. Shift is told only where it has no sign of its own. */
export function strokeOf(event: Stroke): string {
  const name =
    event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const ctrl = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const alt = event.altKey ? 'Alt+' : '';
  const shift = event.shiftKey && event.key.length > 1 ? 'Shift+' : '';
  return ctrl + alt + shift + name;
}

type Place = { tagName: string; type?: string; role: string | null; editable: boolean };

const typedTypes = new Set(['checkbox', 'radio', 'button', 'submit', 'range']);
const pressed = new Set(['button', 'tab', 'option', 'menuitem', 'radio', 'checkbox', 'switch']);

/**
 * Whether a stroke must be left to the control it happened in: all plain keys in
 * text fields, Space and Enter on whatever they press.
 */
export function belongsToControl(stroke: string, place: Place): boolean {
  const withModifier = stroke.startsWith('Ctrl+') || stroke.startsWith('Alt+');
  const tag = place.tagName.toLowerCase();
  const text =
    place.editable ||
    tag === 'textarea' ||
    tag === 'select' ||
    (tag === 'input' && !typedTypes.has(place.type ?? 'text'));
  if (text) return !withModifier;
  // Arrows choose within a group of radio buttons and move a slider.
  const moved = tag === 'input' && (place.type === 'radio' || place.type === 'range');
  if (moved && /^(Arrow|Page|Home|End)/.test(stroke)) return true;
  const presses = stroke === 'Space' || stroke === 'Enter';
  const pressable =
    tag === 'button' ||
    tag === 'a' ||
    tag === 'input' ||
    tag === 'summary' ||
    pressed.has(place.role ?? '');
  return presses && pressable;
}

export function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof HTMLElement)) return { tagName: 'body', role: null, editable: false };
  return {
    tagName: target.tagName,
    type: target instanceof HTMLInputElement ? target.type : undefined,
    role: target.getAttribute('role'),
    editable: target.isContentEditable,
  };
}

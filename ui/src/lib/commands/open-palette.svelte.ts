// Whether the palette is open.
class Palette {
  open = $state(false);
}

export const palette = new Palette();

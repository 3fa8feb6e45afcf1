// Lets the people screen tell the strip that a visit began or ended.
class GuestsChanged {
  times = $state(0);
}

export const guestsChanged = new GuestsChanged();

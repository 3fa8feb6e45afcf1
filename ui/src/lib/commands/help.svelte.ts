// Whether the sheet of shortcuts is open.
class HelpSheet {
  open = $state(false);
}

export const helpSheet = new HelpSheet();

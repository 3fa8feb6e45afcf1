// Every command with a key: the one table that the key handler and the sheet of
// shortcuts read. A screen lends the commands of its group a `run` while it shows.
import { goto } from '$app/navigation';
import { areas } from '$lib/features/shell/areas';
import { session } from '$lib/features/shell/session.svelte';
import { m } from '$lib/paraglide/messages';
import { isShoulderSafe, setShoulderSafe } from '$lib/shared/shoulder.svelte';
import { helpSheet } from './help.svelte';
import { palette } from './open-palette.svelte';

export type Group = 'everywhere' | 'calls' | 'review' | 'appointments' | 'contact';

export type Command = {
  keys: readonly string[];
  group: Group;
  name: () => string;
  /** Absent: always. */
  when?: () => boolean;
  /** Absent: the screen that shows provides it. */
  run?: () => void;
  /** The control itself handles the keys; the table only tells of them. */
  native?: true;
  /** The key is the same for everybody. */
  fixed?: true;
  /** It lasts as long as the key is held, so it cannot be chosen from a list. */
  held?: true;
};

const signedIn = () => session.open !== null;

const go = (path: string, name: () => string): Command => {
  const area = areas.find((each) => each.path === path);
  return {
    keys: [area?.keys ?? ''],
    group: 'everywhere',
    name,
    when: () => signedIn() && area !== undefined && session.canAny(area.needs),
    run: () => void goto(path),
  };
};

export const commands = {
  help: {
    keys: ['?'],
    group: 'everywhere',
    name: m.cmd_help,
    run: () => (helpSheet.open = !helpSheet.open),
  },
  palette: {
    keys: ['Ctrl+K'],
    group: 'everywhere',
    name: m.cmd_palette,
    when: signedIn,
    run: () => (palette.open = true),
  },
  search: { keys: ['/'], group: 'everywhere', name: m.cmd_search },
  lock: {
    keys: ['Ctrl+L'],
    group: 'everywhere',
    name: m.cmd_lock,
    when: signedIn,
    run: () => void session.lock(),
  },
  shoulder: {
    keys: ['Ctrl+B'],
    group: 'everywhere',
    name: m.cmd_shoulder,
    when: signedIn,
    run: () => setShoulderSafe(!isShoulderSafe()),
  },
  export: { keys: ['Ctrl+E'], group: 'everywhere', name: m.cmd_export },
  goCalls: go('/calls', m.cmd_go_calls),
  goLive: go('/live', m.cmd_go_live),
  goPractice: go('/practice', m.cmd_go_practice),
  goAppointments: go('/appointments', m.cmd_go_appointments),
  goContact: go('/contact', m.cmd_go_contact),
  goQueue: go('/queue', m.cmd_go_queue),
  goQuality: go('/quality', m.cmd_go_quality),
  goImport: go('/import', m.cmd_go_import),
  goReports: go('/reports', m.cmd_go_reports),
  goAudit: go('/audit', m.cmd_go_audit),
  goSettings: go('/settings', m.cmd_go_settings),

  rowMove: { keys: ['ArrowDown', 'ArrowUp'], group: 'calls', name: m.cmd_row_move, native: true },
  rowEnds: { keys: ['Home', 'End'], group: 'calls', name: m.cmd_row_ends, native: true },
  rowSelect: { keys: ['X', 'Shift+X'], group: 'calls', name: m.cmd_row_select, native: true },
  rowSelectAll: { keys: ['Ctrl+A'], group: 'calls', name: m.cmd_row_select_all, native: true },
  rowOpen: { keys: ['Enter'], group: 'calls', name: m.cmd_row_open, native: true },

  play: { keys: ['Space'], group: 'review', name: m.cmd_play },
  pause: { keys: ['K'], group: 'review', name: m.cmd_pause },
  forwardPlay: { keys: ['L'], group: 'review', name: m.cmd_forward_play },
  back5: { keys: ['ArrowLeft', 'J'], group: 'review', name: m.cmd_back5 },
  forward5: { keys: ['ArrowRight'], group: 'review', name: m.cmd_forward5 },
  slower: { keys: ['<'], group: 'review', name: m.cmd_slower },
  faster: { keys: ['>'], group: 'review', name: m.cmd_faster },
  again: { keys: ['S'], group: 'review', name: m.cmd_again, held: true },
  onlyCaller: { keys: ['1'], group: 'review', name: m.cmd_only_caller, held: true },
  onlyAgent: { keys: ['2'], group: 'review', name: m.cmd_only_agent, held: true },
  loop: { keys: ['R'], group: 'review', name: m.cmd_loop },
  skipSilence: { keys: ['P'], group: 'review', name: m.cmd_skip_silence },
  nearer: { keys: ['+', '='], group: 'review', name: m.cmd_nearer },
  farther: { keys: ['-'], group: 'review', name: m.cmd_farther },
  wholeCall: { keys: ['0'], group: 'review', name: m.cmd_whole_call },
  start: { keys: ['Home'], group: 'review', name: m.cmd_start },
  end: { keys: ['End'], group: 'review', name: m.cmd_end },
  prevTurn: { keys: ['['], group: 'review', name: m.cmd_prev_turn },
  nextTurn: { keys: [']'], group: 'review', name: m.cmd_next_turn },
  scorecard: { keys: ['G'], group: 'review', name: m.cmd_scorecard },
  scoreAnswer: {
    keys: ['1', '2', '…', 'N'],
    group: 'review',
    name: m.cmd_score_answer,
    native: true,
  },
  evidence: { keys: ['U'], group: 'review', name: m.cmd_evidence },
  flag: { keys: ['F'], group: 'review', name: m.cmd_flag },
  reviewDone: { keys: ['D'], group: 'review', name: m.cmd_done },
  reviewNext: { keys: ['N'], group: 'review', name: m.cmd_next },
  reviewSkip: { keys: ['Q'], group: 'review', name: m.cmd_skip },
  words: {
    keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
    group: 'review',
    name: m.cmd_words,
    native: true,
  },
  find: { keys: ['Ctrl+F'], group: 'review', name: m.cmd_find },
  comment: { keys: ['C'], group: 'review', name: m.cmd_comment },
  editTurn: { keys: ['E'], group: 'review', name: m.cmd_edit_turn },
  backToList: { keys: ['Escape'], group: 'review', name: m.cmd_back_list, fixed: true },

  weekBefore: { keys: ['['], group: 'appointments', name: m.week_previous },
  weekAfter: { keys: [']'], group: 'appointments', name: m.week_next },
  weekToday: { keys: ['T'], group: 'appointments', name: m.appt_cmd_today },
  cards: {
    keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
    group: 'appointments',
    name: m.appt_cmd_move,
    native: true,
  },

  contactAdd: { keys: ['A'], group: 'contact', name: m.contact_cmd_add },
  contactImport: { keys: ['I'], group: 'contact', name: m.contact_import_title },
  contactFind: { keys: ['F'], group: 'contact', name: m.contact_find },
  contactAsk: { keys: ['M'], group: 'contact', name: m.contact_ask_title },
} satisfies Record<string, Command>;

export type CommandId = keyof typeof commands;

import type {
  CallFilter,
  CallRow,
  Event,
  FacetCount,
  RecordingState,
  SearchHit,
  Side,
  TextPiece,
  Turn,
  Word,
} from '../gen';
import { fail, type Handlers } from './index';
import { flag } from './flags';
import { agents, people, scripts, type Script } from './scripts';

const COUNT = flag('many') ? 100_000 : 220;

export type FakeCall = { row: CallRow; script: Script; turns: Turn[]; state: RecordingState };

function random(seed: number) {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function speak(script: Script, timed: boolean): Turn[] {
  let at = 600;
  return script.lines.map(([side, text]) => {
    const start = at;
    const words: Word[] = [];
    let offset = 0;
    for (const piece of text.split(' ')) {
      const len = [...piece].length;
      const long = 120 + len * 55;
      words.push({ at: offset, len, start_ms: at, end_ms: at + long, confidence: 92 });
      offset += len + 1;
      at += long + 40;
    }
    const end = at;
    at += 500;
    return {
      side,
      speaker: null,
      text,
      start_ms: timed ? start : null,
      end_ms: timed ? end : null,
      words: timed ? words : [],
    };
  });
}

const spokenBefore = new Map<string, Turn[]>();

/** Calls of one script share their turns: a hundred thousand must fit in memory. */
function spokenOnce(script: Script, timed: boolean): Turn[] {
  const key = `${script.summary} ${script.lines.length} ${timed}`;
  const turns = spokenBefore.get(key) ?? speak(script, timed);
  spokenBefore.set(key, turns);
  return turns;
}

/** A long call, to see how the transcript scrolls. */
function longer(script: Script, times: number): Script {
  return { ...script, lines: Array.from({ length: times }, () => script.lines).flat() };
}

function make(i: number): FakeCall {
  const next = random(i + 7);
  const base = scripts[i % scripts.length] as Script;
  const script = i === 3 ? longer(base, 60) : base;
  const channel = i % 9 === 4 ? 'whatsapp' : i % 13 === 6 ? 'chat' : 'phone';
  const spoken = channel === 'phone';
  const turns = i % 17 === 11 ? [] : spokenOnce(script, spoken);
  const talk = (side: Side) =>
    turns
      .filter((turn) => turn.side === side && turn.end_ms !== null)
      .reduce((sum, turn) => sum + (turn.end_ms ?? 0) - (turn.start_ms ?? 0), 0);
  const recorded = spoken && i % 7 !== 5;
  const failed = i % 23 === 12;
  const duration = spoken ? (turns.at(-1)?.end_ms ?? 42_000) + 900 : 0;
  return {
    script,
    turns,
    state: i === 8 ? 'missing' : 'playable',
    row: {
      id: `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`,
      started_at: Date.now() - i * 5_400_000 - Math.floor(next() * 5_000_000) - 600_000,
      channel,
      direction: base.outcome === 'opted_out' ? 'outbound' : 'inbound',
      caller: people[Math.floor(next() * people.length)] ?? null,
      agent: agents[Math.floor(next() * agents.length)] ?? null,
      outcome: failed ? 'failed' : script.outcome,
      duration_ms: duration,
      language: script.language,
      has_recording: recorded,
      caller_talk_ms: talk('caller'),
      agent_talk_ms: talk('agent'),
      tags: script.tags,
      turn_count: turns.length,
      marks: { flags: i % 4 === 0 ? 2 : 0, assigned_to: null, reviewed: i % 5 === 0 },
      simulated: i % 31 === 9,
    },
  };
}

function matches(row: CallRow, filter: CallFilter): boolean {
  return (
    (filter.from === undefined || row.started_at >= filter.from) &&
    (filter.to === undefined || row.started_at < filter.to) &&
    (!filter.direction || row.direction === filter.direction) &&
    (!filter.channel || row.channel === filter.channel) &&
    (!filter.agent || row.agent === filter.agent) &&
    (!filter.outcome || row.outcome === filter.outcome) &&
    (filter.min_duration_ms === undefined || row.duration_ms >= filter.min_duration_ms) &&
    (filter.max_duration_ms === undefined || row.duration_ms <= filter.max_duration_ms) &&
    (!filter.language || row.language === filter.language) &&
    (filter.has_recording === undefined || row.has_recording === filter.has_recording) &&
    (!filter.tag || row.tags.includes(filter.tag))
  );
}

function facet(values: (string | null)[]): FacetCount[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}

function excerpt(text: string, word: string): TextPiece[] | null {
  const at = text.toLowerCase().indexOf(word);
  if (at < 0) return null;
  const to = at + word.length;
  return [
    { text: text.slice(0, at), hit: false },
    { text: text.slice(at, to), hit: true },
    { text: text.slice(to), hit: false },
  ];
}

function peaks(call: FakeCall, side: Side, buckets: number): string {
  const next = random(side === 'caller' ? 3 : 5);
  let text = '';
  for (let i = 0; i < buckets; i += 1) {
    const at = (i / buckets) * call.row.duration_ms;
    const on = call.turns.some(
      (turn) => turn.side === side && (turn.start_ms ?? 0) <= at && at < (turn.end_ms ?? 0),
    );
    const swell = 0.45 + 0.4 * Math.sin(i / 9) * Math.sin(i / 23);
    const high = on ? Math.round(110 * swell * (0.4 + 0.6 * next())) : Math.round(2 * next());
    text += String.fromCharCode((-high + 256) & 255, high & 255);
  }
  return btoa(text);
}

export function fakeCalls(tell: (event: Event) => void) {
  const empty = flag('empty');
  const all = empty ? [] : Array.from({ length: COUNT }, (_, i) => make(i));
  const find = (id: string): FakeCall => {
    const call = all.find((other) => other.row.id === id);
    if (!call) throw fail('not_found');
    return call;
  };
  const handlers: Handlers = {
    call_list: (input: { filter: CallFilter; cursor?: string; limit: number }) => {
      const rows = all.map((call) => call.row).filter((row) => matches(row, input.filter));
      const from = Number(input.cursor ?? 0);
      const to = from + input.limit;
      return { rows: rows.slice(from, to), next: to < rows.length ? String(to) : null };
    },
    call_count: (input: { filter: CallFilter }) => ({
      count: all.filter((call) => matches(call.row, input.filter)).length,
    }),
    call_facets: () => ({
      agents: facet(all.map((call) => call.row.agent)),
      languages: facet(all.map((call) => call.row.language)),
      channels: facet(all.map((call) => call.row.channel)),
      directions: facet(all.map((call) => call.row.direction)),
      outcomes: facet(all.map((call) => call.row.outcome)),
      tags: facet(all.flatMap((call) => call.row.tags)),
      assigned: [],
      flagged: all.filter((call) => call.row.marks.flags > 0).length,
      reviewed: all.filter((call) => call.row.marks.reviewed).length,
      total: all.length,
    }),
    turn_search: (input: {
      query: string;
      side?: Side;
      order: string;
      filter: CallFilter;
      cursor?: string;
      limit: number;
    }) => {
      const word = input.query.replace(/["*]/g, '').toLowerCase();
      const hits: SearchHit[] = [];
      for (const call of all) {
        if (!matches(call.row, input.filter)) continue;
        for (const [turn_index, turn] of call.turns.entries()) {
          if (input.side && turn.side !== input.side) continue;
          const found = excerpt(turn.text, word);
          if (!found) continue;
          const { start_ms, side } = turn;
          hits.push({ call: call.row, turn_index, start_ms, side, excerpt: found });
        }
      }
      const from = Number(input.cursor ?? 0);
      const to = from + input.limit;
      const best = input.order === 'best';
      return {
        hits: hits.slice(from, to),
        next: !best && to < hits.length ? String(to) : null,
        ranked_of: best && hits.length > 5000 ? 5000 : null,
      };
    },
    call_get: (input: { call_id: string }) => {
      const call = find(input.call_id);
      const { row, script } = call;
      const said = (line: number) => call.turns[line]?.start_ms ?? null;
      return {
        row,
        caller: { name: row.caller, phone: '+91 98200 14417', email: null },
        agent: { name: row.agent, phone: null, email: null },
        ended_reason: 'customer-ended-call',
        summary: call.turns.length > 0 ? script.summary : null,
        variables: script.variables.map(([name, value, line], variable) => ({
          variable,
          name,
          now: { value, said_at_ms: said(line), said_in: null },
          imported: null,
          heads: [],
          touched: false,
          versions: [],
        })),
        local_copy: 'whole',
        recording: row.has_recording
          ? {
              codec: 'pcm_s16le',
              container: 'wav',
              rate_hz: 8000,
              channels: 2,
              duration_ms: row.duration_ms,
              caller_channel: 0,
              state: call.state,
            }
          : null,
        external_id: null,
        source_format: 'vapi',
        source_name: `call-${row.id.slice(-4)}.json`,
        notes:
          row.has_recording || row.channel !== 'phone'
            ? []
            : [{ code: 'recording_not_found', detail: null }],
        imported_at: Date.now() - 3_600_000,
      };
    },
    transcript_get: (input: { call_id: string }) => ({
      turns: find(input.call_id).turns,
      numbers: null,
      events: [],
      claims: [],
      marks: [],
      named: [],
      tags: find(input.call_id).row.tags,
    }),
    peaks_get: (input: { call_id: string; buckets: number }) => {
      const call = find(input.call_id);
      const lane = (side: Side) => ({ side, peaks: peaks(call, side, input.buckets) });
      return { lanes: [lane('caller'), lane('agent')], duration_ms: call.row.duration_ms };
    },
    call_tags_set: (input: { call_id: string; tags: string[] }) => {
      find(input.call_id).row.tags = input.tags;
      tell({ kind: 'calls_changed' });
      return { tags: input.tags };
    },
    call_sides_swap: () => ({}),
  };
  return { handlers, all, find };
}

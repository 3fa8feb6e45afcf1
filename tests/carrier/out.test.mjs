import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, test } from 'node:test';
import { Caller, Mailbox } from './caller.mjs';
import { Carrier } from './carrier.mjs';
import { byDaylight, open } from './daylight.mjs';
import { Gateway, NUMBER } from './gateway.mjs';
import { proposing } from './script.mjs';

/** Nobody knows where it is at home: it belongs to no country. */
const NOWHERE = '+88213000000';
const APPOINTMENT = `
[facts]
name = "Asha Rao"
day = "2027-03-04"
time = "15:30"
`;
const digits = 'zero one two three four five six seven eight nine'.split(' ');
const spelled = (number) =>
  [...number.slice(-10)].map((digit) => digits[Number(digit)]).join(' ');
/** A Tuesday of next week, at least some days from now in every zone. */
const nextTuesday = () => {
  const now = new Date();
  const days = ((9 - now.getUTCDay()) % 7) + 7;
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
};
/** Whether who is called there is asked for a yes before the call is recorded. */
const isAsked = (gateway, number) =>
  gateway.ctl(
    ...['rule', 'recording', '--party', 'business:site=US-OH'],
    ...['--party', `caller:number=${number}`],
  ).ask_affirmative;

const listed = (gateway) => gateway.rpc('call_list', { limit: 10 }).rows;

// Calls last as long as they are spoken: they are held side by side.
describe('a carrier that is asked for calls', { concurrency: true }, () => {
  test('who booked is called, says yes, and the appointment is confirmed', async (test) => {
    const day = nextTuesday();
    const script = proposing('book', { day, time: '15:00', name: 'Asha Rao' });
    const gateway = new Gateway({ agent: 'calls_out = "reminder"', script });
    test.after(() => gateway.remove());
    const { day: number } = byDaylight(gateway);
    const yes = isAsked(gateway, number) ? ['Yes.'] : [];
    const first = new Caller([...yes, 'Yes please.']);
    const carrier = new Carrier(await gateway.serve(first.script()));
    await (await carrier.ring('CA0011', number, NUMBER)).carry(first);
    assert.equal(await gateway.stop(), 0);
    assert.equal(listed(gateway)[0].outcome, 'booked');

    const lines = ['Hello?', ...yes, 'Yes, speaking.', 'Yes, I will come.'];
    const callee = new Caller(lines, { picksUpMs: 700 });
    const api = await open(test, gateway, { [number]: callee }, callee.script());
    const placed = await gateway.order({ call: number });
    assert.equal(placed.placing, 'placed');
    assert.match(placed.carrier_id, /^CA0+1$/);
    const [form] = api.asked;
    assert.deepEqual([form.get('To'), form.get('From')], [number, NUMBER]);
    const call = await api.calls[0];
    assert.deepEqual(api.faults, []);
    assert.equal(call.ended, 'closed', 'the agent ends it');
    assert.equal(await gateway.stop(), 0);

    const row = listed(gateway).find(({ id }) => id === placed.call_id);
    assert.equal(row.direction, 'outbound');
    assert.equal(row.caller, number);
    assert.equal(row.outcome, 'answered');
    assert.ok(row.has_recording);
    const shown = gateway.rpc('call_get', { call_id: row.id });
    assert.equal(shown.ended_reason, 'confirmed');
    assert.match(shown.summary, /^Asha Rao will come on Tuesday/);
    const { turns } = gateway.rpc('transcript_get', { call_id: row.id });
    const said = turns.filter(({ side }) => side === 'caller').map(({ text }) => text);
    assert.ok(said.join(' ').endsWith(lines.slice(-2).join(' ')), said.join(' | '));
    const { bookings } = gateway.rpc('booking_list', { from_day: day, to_day: day });
    assert.equal(bookings.length, 1);
    assert.notEqual(bookings[0].confirmed_at, null);
    const again = gateway.rpc('call_replay', { call_id: row.id });
    assert.equal(again.verdict, 'same', JSON.stringify(again));
    const checked = gateway.ctl('-w', gateway.folder, 'verify');
    assert.deepEqual([...checked.audit.faults, ...checked.media.faults], []);
  });

  test('a mailbox gets the message whole, after its beep', async (test) => {
    const gateway = new Gateway({ agent: 'calls_out = "reminder"', facts: APPOINTMENT });
    test.after(() => gateway.remove());
    const { day: number } = byDaylight(gateway);
    const mailbox = new Mailbox(
      "Hi, you've reached Asha. I can't come to the phone right now. Please leave a message after the beep.",
    );
    const api = await open(test, gateway, { [number]: mailbox }, mailbox.script());
    const placed = await gateway.order({ call: number });
    const call = await api.calls[0];
    assert.deepEqual(api.faults, []);
    assert.equal(call.ended, 'closed', 'the agent ends it');
    assert.equal(call.unplayed, 0, 'not before its last word was played');
    const sounds = call.heard.map((frame) => frame.some((code) => code !== 0xff));
    const began = sounds.indexOf(true) * 20;
    assert.ok(began >= mailbox.beepEndsAt, `${began} before ${mailbox.beepEndsAt}`);
    assert.ok(began <= mailbox.beepEndsAt + 2_000, `${began} after ${mailbox.beepEndsAt}`);
    assert.equal(await gateway.stop(), 0);
    const [row] = listed(gateway);
    assert.equal(row.id, placed.call_id);
    assert.deepEqual([row.direction, row.outcome], ['outbound', 'voicemail']);
    const shown = gateway.rpc('call_get', { call_id: row.id });
    assert.equal(shown.ended_reason, 'message_left');
    const { turns } = gateway.rpc('transcript_get', { call_id: row.id });
    const left = turns.filter(({ side }) => side === 'agent').map(({ text }) => text);
    assert.equal(left.length, 1);
    const [, told] = left[0].match(/Hill Dental.*AI.*call us back at ([a-z, ]+)\. Goodbye\.$/);
    assert.ok(told.replaceAll(',', '').endsWith(spelled(NUMBER)), told);
  });

  test('whom a rule protects is not dialled; who is busy is in the list', async (test) => {
    const gateway = new Gateway({ agent: 'calls_out = "reminder"', facts: APPOINTMENT });
    test.after(() => gateway.remove());
    const { day: number, night } = byDaylight(gateway);
    const refused = number.replace(/.$/, '9');
    gateway.rpc('suppression_add', {
      command_id: randomUUID(),
      contact: refused,
      refused_by: 'by_hand',
      words: 'wrote a letter',
    });
    const api = await open(test, gateway, { [number]: 'busy' }, '');
    for (const [call, rule] of [
      [refused, 'not_suppressed'],
      [NOWHERE, 'place_known'],
      [night, 'within_hours'],
    ]) {
      const answer = await gateway.order({ call });
      assert.deepEqual([answer.placing, answer.permit.refused_by], ['not_permitted', rule]);
      assert.equal(answer.carrier_id, null);
      assert.equal(answer.permit.next_at !== null, rule === 'within_hours');
    }
    assert.equal((await gateway.order({ call: 'nobody' })).error.field, 'number');
    assert.equal((await gateway.order({ ring: number })).error.code, 'invalid_input');
    assert.equal(api.asked.length, 0, 'nobody was dialled');

    const id = randomUUID();
    const placed = await gateway.order({ call: number, id });
    assert.deepEqual([placed.placing, placed.call_id], ['placed', id]);
    const again = await gateway.order({ call: number, id });
    assert.deepEqual([again.placing, again.carrier_id], ['before', placed.carrier_id]);
    await Promise.all(api.calls);
    assert.deepEqual(api.faults, []);
    assert.equal(api.asked.length, 1, 'a retry calls nobody a second time');

    api.failing = true;
    const unsure = await gateway.order({ call: number });
    assert.deepEqual([unsure.placing, unsure.carrier_id], ['uncertain', null]);
    await Promise.all(api.calls);
    assert.deepEqual(api.faults, []);
    // Nobody would be there for who picks up when it goes down.
    api.failing = false;
    const rings = await gateway.order({ call: number.replace(/.$/, '8') });
    assert.equal(rings.placing, 'placed');
    assert.equal(await gateway.stop(), 0);
    assert.deepEqual(api.ended, [rings.carrier_id]);
    // What became of a call that was not certain is known by the name it was given here.
    const rows = listed(gateway);
    assert.deepEqual(
      rows.map(({ id: call, direction, outcome, caller }) => [call, direction, outcome, caller]),
      [
        [rings.call_id, 'outbound', 'no_answer', rings.permit.contact],
        [unsure.call_id, 'outbound', 'no_answer', number],
        [id, 'outbound', 'no_answer', number],
      ],
    );
    assert.ok(rows.every(({ has_recording }) => !has_recording));
    const why = (call_id) => gateway.rpc('call_get', { call_id }).ended_reason;
    assert.deepEqual([why(id), why(rings.call_id)], ['busy', 'canceled']);
  });

  test('a call that rings is ended at the carrier, once, and by whom is in the log', async (test) => {
    const gateway = new Gateway({ agent: 'calls_out = "reminder"', facts: APPOINTMENT });
    test.after(() => gateway.remove());
    const { day: number } = byDaylight(gateway);
    const api = await open(test, gateway, {}, '');
    const placed = await gateway.order({ call: number });
    const end = () => gateway.order({ end: placed.call_id });
    api.keepsRinging = true;
    assert.equal((await end()).error.code, 'call_not_ended');
    api.keepsRinging = false;
    assert.deepEqual(await end(), { done: true });
    assert.equal((await end()).error.code, 'not_found');
    assert.deepEqual([api.calledOff, api.ended], [[placed.carrier_id], []]);
    // Who picks up all the same is spoken to by nobody.
    const path = new URL(api.asked[0].get('Url'));
    const late = await api.carrier.ask(path.pathname + path.search, {
      CallSid: placed.carrier_id,
      Direction: 'outbound-api',
      To: number,
    });
    assert.match(late.twiml, /<Response><Hangup\/><\/Response>/);
    await Promise.all(api.calls);
    assert.deepEqual(api.faults, []);
    assert.equal(await gateway.stop(), 0);
    const [row] = listed(gateway);
    assert.deepEqual([row.id, row.outcome], [placed.call_id, 'no_answer']);
    assert.equal(gateway.rpc('call_get', { call_id: row.id }).ended_reason, 'canceled');
    const { rows } = gateway.rpc('audit_list', { limit: 50 });
    const ends = rows.filter(({ act }) => act.startsWith('live_call_'));
    assert.deepEqual(
      ends.map(({ act, actor }) => [act, actor]),
      [
        ['live_call_ended', 'Meera'],
        ['live_call_not_ended', 'Meera'],
        ['live_call_ended', 'Meera'],
      ],
    );
  });

  test('a call that rings when the process dies is in the list, and nobody is greeted late', async (test) => {
    const gateway = new Gateway({ agent: 'calls_out = "reminder"', facts: APPOINTMENT });
    test.after(() => gateway.remove());
    const { day: number } = byDaylight(gateway);
    const api = await open(test, gateway, {}, '');
    const placed = await gateway.order({ call: number });
    // Lines are on the disk four times a second.
    await sleep(300);
    await gateway.kill();
    const carrier = new Carrier(await gateway.serve(''));
    const path = new URL(api.asked[0].get('Url'));
    const late = await carrier.ask(path.pathname + path.search, {
      CallSid: placed.carrier_id,
      Direction: 'outbound-api',
      To: number,
    });
    assert.match(late.twiml, /<Response><Hangup\/><\/Response>/);
    assert.equal(await gateway.stop(), 0);
    const [row] = listed(gateway);
    assert.deepEqual([row.id, row.outcome, row.direction], [placed.call_id, 'failed', 'outbound']);
    assert.equal(gateway.rpc('call_get', { call_id: row.id }).ended_reason, 'untold');
  });
});

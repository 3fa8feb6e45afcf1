import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, test } from 'node:test';
import { Caller } from './caller.mjs';
import { Carrier } from './carrier.mjs';
import { Gateway } from './gateway.mjs';

const FROM = '+16145550123';
const TO = '+16145550100';

const booking = [
  'A check up please.',
  'My name is Asha Rao.',
  'six one four five five five zero one two three',
  'Next Tuesday at three in the afternoon.',
  'Yes please.',
  'No thank you.',
];

/** A call into a gateway of its own. */
const ring = async (test, lines, call) => {
  const gateway = new Gateway();
  test.after(() => gateway.remove());
  const caller = new Caller(lines);
  const carrier = new Carrier(await gateway.serve(caller.script()));
  const line = await carrier.ring(call, FROM, TO);
  return { gateway, caller, carrier, line };
};

/** The words of a side with their moments, ms. */
const words = (turns, side) =>
  turns
    .filter((turn) => turn.side === side)
    .flatMap((turn) =>
      turn.words.map((word) => ({
        text: [...turn.text].slice(word.at, word.at + word.len).join(''),
        at: word.start_ms,
      })),
    );

// Calls last as long as they are spoken: they are held side by side.
describe('a carrier', { concurrency: true }, () => {
  test('a caller books an appointment, and the call is in the list as it was', async (test) => {
    const { gateway, caller, carrier, line } = await ring(test, booking, 'CA0001');
    const call = await line.carry(caller);
    assert.equal(call.ended, 'closed', 'the agent ends it');
    assert.match(call.then, /<Hangup/);
    assert.equal((await carrier.ask('/twilio/voice', {}, () => 'forged')).status, 403);
    assert.equal(await gateway.stop(), 0);

    const { rows } = gateway.rpc('call_list', { limit: 10 });
    assert.equal(rows.length, 1);
    const [row] = rows;
    assert.equal(row.outcome, 'booked');
    assert.equal(row.direction, 'inbound');
    assert.equal(row.caller, FROM);
    assert.ok(row.has_recording);
    const shown = gateway.rpc('call_get', { call_id: row.id });
    const captured = Object.fromEntries(shown.variables.map(({ name, now }) => [name, now.value]));
    assert.equal(captured.name, 'Asha Rao');
    assert.equal(captured.phone, '6145550123');
    assert.equal(captured.time, '15:00');
    assert.match(shown.summary, /^Asha Rao booked a check-up for Tuesday/);
    const { turns, events } = gateway.rpc('transcript_get', { call_id: row.id });
    const tools = events.filter(({ kind }) => kind === 'tool_call');
    assert.ok(tools.some(({ name, succeeded }) => name === 'book' && succeeded), 'it is booked');
    assert.ok(events.some(({ kind }) => kind === 'answered'));
    assert.ok(events.find(({ kind }) => kind === 'used').cost_micros > 0);

    // The right words at the right seconds: the caller's where the carrier carried them.
    const spoken = turns.filter(({ side }) => side === 'caller');
    assert.equal(spoken.map(({ text }) => text).join(' '), booking.join(' '));
    for (const { text, at } of call.spoke) {
      const turn = spoken.find((said) => text.startsWith(said.text));
      assert.ok(Math.abs(turn.start_ms - at) <= 150, `${text}: ${turn.start_ms} for ${at}`);
    }
    // The agent's where they were played.
    const sounds = Buffer.concat(call.heard).map((code) => (code === 0xff ? 0 : 1));
    for (const { text, at } of words(turns, 'agent')) {
      const near = sounds.subarray(Math.max(0, at - 120) * 8, (at + 120) * 8);
      assert.ok(near.includes(1), `${text} at ${at}: nothing was played`);
    }
    // It is booked in the business's calendar, by this call.
    const day = captured.day;
    const { bookings } = gateway.rpc('booking_list', { from_day: day, to_day: day });
    assert.deepEqual(
      bookings.map(({ begins, name, call_id }) => ({ begins, name, call_id })),
      [{ begins: `${day}T15:00`, name: 'Asha Rao', call_id: row.id }],
    );
    // Run again from its log, it is the same call.
    const again = gateway.rpc('call_replay', { call_id: row.id });
    assert.equal(again.verdict, 'same', JSON.stringify(again));
    assert.ok(again.events > 500, JSON.stringify(again));
    const checked = gateway.ctl('-w', gateway.folder, 'verify');
    assert.deepEqual([...checked.audit.faults, ...checked.media.faults], []);
  });

  test('who wants no more calls is bound by it before the agent hangs up', async (test) => {
    const refusal = ['Please stop calling me.'];
    const { gateway, caller, line } = await ring(test, refusal, 'CA0002');
    const call = await line.carry(caller);
    assert.equal(call.ended, 'closed', 'the agent ends it');
    assert.equal(await gateway.stop(), 0);
    const { rows } = gateway.rpc('call_list', { limit: 10 });
    assert.deepEqual(
      rows.map(({ outcome }) => outcome),
      ['opted_out'],
    );
    const refused = gateway.rpc('suppression_list', { limit: 10 });
    assert.deepEqual(
      refused.rows.map(({ contact, call_id }) => ({ contact, call_id })),
      [{ contact: FROM, call_id: rows[0].id }],
    );
    const permit = gateway.rpc('call_permit', { number: FROM });
    assert.equal(permit.permitted, false);
    assert.equal(permit.refused_by, 'not_suppressed');
  });

  test('a call whose process dies is in the list with all but its last second', async (test) => {
    const { gateway, caller, line } = await ring(test, booking, 'CA0003');
    const calls = line.carry(caller).catch(() => line);
    while (line.spoke.length < 2) await sleep(50);
    await sleep(3_000);
    const carried = line.said.length * 20;
    await gateway.kill();
    await calls;
    await gateway.serve(caller.script());
    await gateway.stop();
    const { rows } = gateway.rpc('call_list', { limit: 10 });
    assert.equal(rows.length, 1);
    const [row] = rows;
    assert.ok(row.duration_ms >= carried - 1_000, `${row.duration_ms} of ${carried}`);
    const shown = gateway.rpc('call_get', { call_id: row.id });
    assert.ok(shown.notes.some(({ code }) => code === 'call_cut_short'));
    const { turns } = gateway.rpc('transcript_get', { call_id: row.id });
    const spoken = turns.filter(({ side }) => side === 'caller').map(({ text }) => text);
    assert.deepEqual(spoken, booking.slice(0, spoken.length));
    assert.ok(spoken.length >= 1);
    const again = gateway.rpc('call_replay', { call_id: row.id });
    assert.equal(again.verdict, 'same', JSON.stringify(again));
  });
});

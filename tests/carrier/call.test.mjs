import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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

let gateway;
before(() => {
  gateway = new Gateway();
});
after(() => gateway.remove());

const ring = async (lines, call) => {
  const caller = new Caller(lines);
  const carrier = new Carrier(await gateway.serve(caller.script()));
  const line = await carrier.ring(call, FROM, TO);
  return { caller, carrier, line };
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

test('a caller books an appointment, and the call is in the list as it was', async () => {
  const { caller, carrier, line } = await ring(booking, 'CA0001');
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
  // Bookings are the business's.
  const days = { from: '2000-01-01', to: '2100-01-01' };
  const { bookings } = gateway.rpc('bookings', days);
  assert.equal(bookings.length, 1);
  assert.equal(bookings[0].name, 'Asha Rao');
});

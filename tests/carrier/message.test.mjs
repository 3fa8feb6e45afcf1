import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, test } from 'node:test';
import { Caller } from './caller.mjs';
import { byDaylight, open } from './daylight.mjs';
import { Gateway, NUMBER } from './gateway.mjs';

const TEXT = 'Hill Dental, 4 High Street: Tuesday at 3 pm.';
const SCRIPT = `
name = "text"
start = "offer"

[anywhere]
human = "human"
goodbye = "bye"
lost = "human"
opt_out = "opt_out"
robot = { en = "I am a machine.", hi = "मैं मशीन हूँ।" }
sorry = { en = "Sorry?", hi = "माफ़ कीजिए?" }
either = { en = "{a}, or {b}?", hi = "{a}, या {b}?" }
more_digits = { en = "Go on.", hi = "जी।" }
unknown = { en = "I do not know.", hi = "मुझे नहीं पता।" }

[node.offer]
propose = "message"
args = { text = "${TEXT}" }
read_back = { en = "Shall I send you the address?", hi = "क्या मैं पता भेजूँ?" }
done = "bye"
declined = "bye"
failed = "human"

[node.bye]
say = { en = "Goodbye.", hi = "नमस्ते।" }
hang_up = "ended"

[node.opt_out]
say = { en = "Goodbye.", hi = "नमस्ते।" }
hang_up = "opt_out"

[node.human]
say = { en = "One moment.", hi = "एक क्षण।" }
transfer = "asked_for_person"
`;

/** A caller who wants the message: everything up to the end of the call. */
const leave = async (test, takes) => {
  const gateway = new Gateway({ script: SCRIPT });
  test.after(() => gateway.remove());
  const { day: number } = byDaylight(gateway);
  const caller = new Caller(['Yes please.', 'Yes please.'], { afterMs: 600 });
  const api = await open(test, gateway, {}, caller.script());
  if (takes) api.takes = takes;
  const line = await api.carrier.ring('CA0021', number, NUMBER);
  await line.carry(caller);
  return { gateway, api, number };
};

const until = async (holds) => {
  for (let tries = 0; !holds() && tries < 400; tries += 1) await sleep(25);
  assert.ok(holds(), 'it came in time');
};
const messages = (gateway) => gateway.rpc('message_list', { state: null, limit: 10 }).messages;

describe('a carrier that is asked for messages', { concurrency: true }, () => {
  test('the message of a call arrives once, as soon as the call is over', async (test) => {
    const { gateway, api, number } = await leave(test);
    await until(() => api.messages.length > 0);
    // Longer than it takes to look again.
    await sleep(6_000);
    assert.equal(await gateway.stop(), 0);
    assert.deepEqual(
      api.messages.map((form) => [form.get('To'), form.get('From'), form.get('Body')]),
      [[number, NUMBER, TEXT]],
    );
    assert.deepEqual(
      messages(gateway).map(({ state, attempts }) => [state, attempts]),
      [['sent', 1]],
    );
  });

  test('a message that was handed over when the power went is not sent again', async (test) => {
    let answer;
    const { gateway, api } = await leave(test, () => new Promise((taken) => (answer = taken)));
    await until(() => api.messages.length > 0);
    await gateway.kill();
    answer([201, { sid: 'SM1', status: 'queued' }]);
    api.takes = () => [201, { sid: 'SM2', status: 'queued' }];
    await gateway.serve('', `http://127.0.0.1:${api.server.address().port}`);
    await sleep(6_000);
    assert.equal(await gateway.stop(), 0);
    assert.equal(api.messages.length, 1);
    assert.deepEqual(
      messages(gateway).map(({ state }) => state),
      ['sending'],
    );
  });

  test('who unsubscribed at the carrier is on the do-not-contact list', async (test) => {
    const refusal = () => [400, { code: 21610, message: 'unsubscribed', status: 400 }];
    const { gateway, api, number } = await leave(test, refusal);
    await until(() => api.messages.length > 0);
    assert.equal(await gateway.stop(), 0);
    assert.deepEqual(
      messages(gateway).map(({ state }) => state),
      ['failed'],
    );
    const { rows } = gateway.rpc('suppression_list', { limit: 10 });
    assert.deepEqual(
      rows.map(({ contact, refused_by }) => [contact, refused_by]),
      [[number, 'text']],
    );
    assert.equal(gateway.rpc('call_permit', { number }).refused_by, 'not_suppressed');
  });
});

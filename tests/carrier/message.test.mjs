import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, test } from 'node:test';
import { Caller } from './caller.mjs';
import { byDaylight, open } from './daylight.mjs';
import { Gateway, NUMBER } from './gateway.mjs';
import { proposing } from './script.mjs';

const TEXT = 'Hill Dental, 4 High Street: Tuesday at 3 pm.';
/** A caller who wants the message: everything up to the end of the call. */
const leave = async (test, takes) => {
  const gateway = new Gateway({ script: proposing('message', { text: TEXT }) });
  test.after(() => gateway.remove());
  const { day: number } = byDaylight(gateway);
  const caller = new Caller(['Yes please.', 'Yes please.']);
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

  test('what becomes of a message is told once, and by the carrier alone', async (test) => {
    const { gateway, api } = await leave(test);
    await until(() => api.messages.length > 0);
    const [form] = api.messages;
    const why = { ErrorCode: '30003' };
    assert.equal(await api.tellOf(form, 'sent'), 204);
    assert.equal(await api.tellOf(form, 'delivered', {}, () => 'AAAA'), 403);
    assert.equal(await api.tellOf(form, 'undelivered', { ErrorCode: 'odd' }), 400);
    assert.equal(await api.tellOf(form, 'undelivered', why), 204);
    // Late, again, and of one that nobody knows: it is passed over.
    assert.equal(await api.tellOf(form, 'delivered'), 204);
    assert.equal(await api.tellOf(form, 'undelivered', why), 204);
    const other = new URLSearchParams(form);
    other.set('StatusCallback', form.get('StatusCallback').replace(/.{12}$/, '000000000000'));
    assert.equal(await api.tellOf(other, 'delivered'), 204);
    assert.equal(await gateway.stop(), 0);
    const known = messages(gateway).map(({ state, receipt }) => [
      state,
      receipt.delivery,
      receipt.code,
      receipt.carrier_id,
    ]);
    assert.deepEqual(known, [['sent', 'undelivered', 30003, 'SM1']]);
    const { rows } = gateway.rpc('audit_list', { limit: 50 });
    assert.equal(rows.filter(({ act }) => act === 'message_receipt').length, 1);
    assert.equal(rows.filter(({ act }) => act === 'message_settled').length, 1);
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

// The carrier's REST API as its contract describes it (Twilio, "Calls resource", "Messages
// resource"): it takes a form under Basic authentication, rings, tells each status, and
// connects who picks up; it takes messages. Shares no code with what asks it.
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const read = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
};

export class Api {
  #answers;

  /** `answers`: by number, `'busy'` or the caller who picks up; anybody else lets it ring. */
  constructor(account, token, answers) {
    Object.assign(this, { account, token });
    this.#answers = answers;
    /** The forms that were posted, and the calls that were picked up. */
    this.asked = [];
    this.calls = [];
    /** Those that were ended by whoever placed them, and those called off while they rang;
     *  with `keepsRinging` they are not. */
    this.ended = [];
    this.calledOff = [];
    this.keepsRinging = false;
    this.tells = new Map();
    /** The messages that were posted; `takes` answers each: a status and a body. */
    this.messages = [];
    this.takes = () => [201, { sid: 'SM1', status: 'queued', error_code: null }];
    this.faults = [];
    this.server = createServer((request, response) => void this.#take(request, response));
  }

  async listen() {
    await new Promise((ready) => this.server.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${this.server.address().port}`;
  }

  close() {
    this.server.close();
  }

  /** Who the account's webhooks are asked through. */
  connect(carrier) {
    this.carrier = carrier;
  }

  async #take(request, response) {
    const answer = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const pair = Buffer.from(`${this.account}:${this.token}`).toString('base64');
    const form = new URLSearchParams(await read(request));
    if (request.headers.authorization !== `Basic ${pair}`) {
      answer(401, { code: 20003, message: 'Authenticate', status: 401 });
      return;
    }
    const resource = request.url.replace(`/2010-04-01/Accounts/${this.account}/`, '');
    if (request.method === 'POST' && resource === 'Messages.json') {
      this.messages.push(form);
      answer(...(await this.takes(form)));
      return;
    }
    const [, ending] = resource.match(/^Calls\/(\w+)\.json$/) ?? [];
    if (request.method === 'POST' && ending && form.get('Status') === 'completed') {
      this.ended.push(ending);
      answer(200, { sid: ending, status: 'completed' });
      return;
    }
    if (request.method === 'POST' && ending && form.get('Status') === 'canceled') {
      if (this.keepsRinging) {
        answer(400, { code: 20001, message: 'no', status: 400 });
        return;
      }
      this.calledOff.push(ending);
      answer(200, { sid: ending, status: 'canceled' });
      const told = this.tells.get(ending)?.('canceled', { CallDuration: '0' });
      if (told) this.calls.push(told.catch((fault) => this.faults.push(fault)));
      return;
    }
    if (request.method !== 'POST' || resource !== 'Calls.json') {
      answer(404, { code: 20404, status: 404 });
      return;
    }
    this.asked.push(form);
    const sid = `CA${String(this.asked.length).padStart(32, '0')}`;
    // A carrier that fails may have placed the call all the same.
    if (this.failing) answer(503, {});
    else answer(201, { sid, status: 'queued', to: form.get('To'), from: form.get('From') });
    const over = this.#ring(sid, form).catch((fault) => this.faults.push(fault));
    this.calls.push(over);
  }

  async #ring(sid, form) {
    const to = form.get('To');
    const fields = {
      CallSid: sid,
      AccountSid: this.account,
      From: form.get('From'),
      To: to,
      Direction: 'outbound-api',
    };
    const where = (address) => address.pathname + address.search;
    const told = new URL(form.get('StatusCallback'));
    let sequence = 0;
    const tell = async (status, more = {}) => {
      const known = { ...fields, CallStatus: status, SequenceNumber: String(sequence), ...more };
      sequence += 1;
      const { status: code } = await this.carrier.ask(where(told), known);
      if (code !== 204) throw new Error(`told ${status}, it answers ${code}`);
    };
    this.tells.set(sid, tell);
    await tell('initiated');
    await tell('ringing');
    await sleep(400);
    const answers = this.#answers[to];
    if (answers === 'busy') {
      await tell('busy', { CallDuration: '0', SipResponseCode: '486' });
      return null;
    }
    if (answers === undefined) return null;
    const asked = { ...fields, CallStatus: 'in-progress' };
    const call = await this.carrier.connect(where(new URL(form.get('Url'))), asked);
    await tell('in-progress');
    await call.carry(answers);
    await tell('completed', { CallDuration: String(Math.ceil(call.said.length / 50)) });
    return call;
  }

  /** Tells what became of a message that was posted; what is answered. */
  async tellOf(message, status, more = {}, sign = undefined) {
    const told = new URL(message.get('StatusCallback'));
    const fields = {
      MessageSid: 'SM1',
      SmsSid: 'SM1',
      AccountSid: this.account,
      From: message.get('From'),
      To: message.get('To'),
      MessageStatus: status,
      SmsStatus: status,
      ...more,
    };
    return (await this.carrier.ask(told.pathname + told.search, fields, sign)).status;
  }
}

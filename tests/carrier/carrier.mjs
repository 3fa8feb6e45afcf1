// A carrier, written from its published contract alone (Twilio: webhook signatures, TwiML,
// Media Streams): it rings, opens the stream it is told to, plays what it is sent in real
// time, gives marks back when they are reached and after a `clear` at once. Shares no code
// with what it calls.
import { createHmac } from 'node:crypto';
import { WebSocket } from 'ws';

const FRAME_MS = 20;
const FRAME_BYTES = 160;
const SILENCE = 0xff;

/** A webhook's signature: the address and the sorted fields, under the account's token. */
function signature(token, url, fields) {
  const text = Object.keys(fields)
    .sort()
    .reduce((all, name) => all + name + fields[name], url);
  return createHmac('sha1', token).update(text, 'utf8').digest('base64');
}

const attribute = (xml, name) => xml.match(new RegExp(`${name}="([^"]*)"`))?.[1];

/** One account's calls into a gateway at `address`, which the account knows as `publicUrl`. */
export class Carrier {
  constructor({ address, publicUrl, token }) {
    Object.assign(this, { address, publicUrl, token });
  }

  /** Asks a webhook; the TwiML that it answers. */
  async ask(path, fields, sign = (signed) => signed) {
    const answer = await fetch(`http://${this.address}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': sign(signature(this.token, this.publicUrl + path, fields)),
      },
      body: new URLSearchParams(fields),
    });
    return { status: answer.status, twiml: await answer.text() };
  }

  /** Rings; the call that is to be streamed. */
  async ring(call, from, to) {
    return this.connect('/twilio/voice', {
      CallSid: call,
      AccountSid: 'AC00000000000000000000000000000001',
      From: from,
      To: to,
      Direction: 'inbound',
      CallStatus: 'ringing',
    });
  }

  /** Asks what to do with a call; the call that is to be streamed. */
  async connect(path, fields) {
    const { status, twiml } = await this.ask(path, fields);
    if (status !== 200) throw new Error(`the webhook answers ${status}`);
    if (!attribute(twiml, 'url')) throw new Error(`no stream: ${twiml}`);
    return new Call(this, fields, twiml);
  }
}

/** A call that is being carried. Times are ms since its stream began. */
class Call {
  #queue = [];
  #sequence = 0;
  #agentSince = null;

  constructor(carrier, fields, twiml) {
    Object.assign(this, { carrier, fields, twiml });
    this.stream = `MZ${fields.CallSid}`;
    this.action = attribute(twiml, 'action');
    /** Both sides as they were carried, µ-law. */
    this.heard = [];
    this.said = [];
    this.spoke = [];
    this.clears = 0;
  }

  /** What was sent and not played: whoever hangs up now is not heard to the end. */
  get unplayed() {
    return this.#queue.filter(({ sound }) => sound !== undefined).length;
  }

  /** Carries the call until the other side ends it, or the caller has hung up. */
  async carry(caller, longestMs = 120_000) {
    const path = new URL(attribute(this.twiml, 'url')).pathname;
    const socket = new WebSocket(`ws://${this.carrier.address}${path}`);
    await new Promise((opened, failed) => socket.once('open', opened).once('error', failed));
    this.socket = socket;
    const closed = new Promise((done) =>
      socket.once('close', (code) => {
        // Without a goodbye: the other side's process is gone.
        socket.gone = code === 1006;
        done('closed');
      }),
    );
    socket.on('error', () => {});
    socket.on('message', (text) => this.#take(JSON.parse(text)));
    socket.send(JSON.stringify({ event: 'connected', protocol: 'Call', version: '1.0.0' }));
    const parameters = [...this.twiml.matchAll(/<Parameter name="([^"]*)" value="([^"]*)"/g)];
    this.#send('start', {
      accountSid: this.fields.AccountSid,
      streamSid: this.stream,
      callSid: this.fields.CallSid,
      tracks: ['inbound'],
      mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
      customParameters: Object.fromEntries(parameters.map(([, name, value]) => [name, value])),
    });
    const began = performance.now();
    let frames = 0;
    const line = new Promise((hungUp) => {
      const beat = setInterval(() => {
        // Late beats are made up for: a carrier's clock does not stand still.
        while (frames * FRAME_MS <= performance.now() - began) {
          const now = frames * FRAME_MS;
          if (now > longestMs || !this.#frame(now, caller)) {
            hungUp('hung up');
            clearInterval(beat);
            return;
          }
          frames += 1;
        }
      }, 5);
      closed.then(() => clearInterval(beat));
    });
    this.ended = await Promise.race([closed, line]);
    // Nobody is there any more to ask what follows.
    if (this.socket.gone) return this;
    if (this.ended === 'hung up') {
      this.#send('stop', { callSid: this.fields.CallSid, accountSid: this.fields.AccountSid });
      await closed;
    }
    const after = await this.carrier.ask(new URL(this.action).pathname, {
      ...this.fields,
      CallStatus: this.ended === 'closed' ? 'in-progress' : 'completed',
    });
    this.then = after.twiml;
    return this;
  }

  #send(event, body) {
    this.#sequence += 1;
    const message = {
      event,
      sequenceNumber: String(this.#sequence),
      streamSid: this.stream,
      [event]: body,
    };
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  #frame(now, caller) {
    const agent = this.#play();
    this.heard.push(agent ?? Buffer.alloc(FRAME_BYTES, SILENCE));
    if (agent) this.#agentSince = now;
    const frame = caller.frame(now, this.#agentSince, this);
    if (frame === null) return false;
    this.said.push(frame);
    this.#send('media', {
      track: 'inbound',
      chunk: String(now / FRAME_MS + 1),
      timestamp: String(now),
      payload: frame.toString('base64'),
    });
    return true;
  }

  /** The next 20 ms of what was sent, if there is any. */
  #play() {
    const out = Buffer.alloc(FRAME_BYTES, SILENCE);
    let at = 0;
    while (this.#queue.length > 0) {
      const [first] = this.#queue;
      if (first.mark !== undefined) {
        this.#queue.shift();
        this.#send('mark', { name: first.mark });
        continue;
      }
      if (at === FRAME_BYTES) break;
      const taken = first.sound.subarray(0, FRAME_BYTES - at);
      taken.copy(out, at);
      at += taken.length;
      first.sound = first.sound.subarray(taken.length);
      if (first.sound.length === 0) this.#queue.shift();
    }
    return at > 0 ? out : null;
  }

  #take(message) {
    switch (message.event) {
      case 'media':
        this.#queue.push({ sound: Buffer.from(message.media.payload, 'base64') });
        break;
      case 'mark':
        this.#queue.push({ mark: message.mark.name });
        break;
      case 'clear': {
        this.clears += 1;
        const thrown = this.#queue;
        this.#queue = [];
        for (const { mark } of thrown) if (mark !== undefined) this.#send('mark', { name: mark });
        break;
      }
      default:
        throw new Error(`error 31924: ${JSON.stringify(message)}`);
    }
  }
}

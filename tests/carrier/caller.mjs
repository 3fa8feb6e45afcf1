// A caller who says one line after another, each when the agent has been silent for a
// while: real speech, made by espeak-ng.
import { execFileSync } from 'node:child_process';

const FRAME_BYTES = 160;
const SILENCE = 0xff;

/** A line of speech as a telephone carries it: µ-law, 8 kHz. */
function speech(text, voice) {
  const wav = execFileSync('espeak-ng', ['-v', voice, '-s', '160', '--stdout', text]);
  return execFileSync(
    'ffmpeg',
    ['-loglevel', 'error', '-i', '-', '-ar', '8000', '-ac', '1', '-f', 'mulaw', '-'],
    { input: wav, maxBuffer: 1 << 24 },
  );
}

export class Caller {
  #lines;
  #saying = null;
  #spokeAt = -Infinity;

  #picksUpAt;

  /** `afterMs`: how long the agent must have been silent. Who is called speaks first, at
   *  `picksUpMs`. */
  constructor(texts, { voice = 'en-us', afterMs = 900, picksUpMs = null } = {}) {
    this.#picksUpAt = picksUpMs;
    this.lines = texts.map((text) => ({ text, sound: speech(text, voice) }));
    this.#lines = [...this.lines];
    this.afterMs = afterMs;
  }

  /** What a recogniser by script would hear: a JSON line for each time somebody speaks. */
  script() {
    const line = ({ text, sound }) => JSON.stringify({ text, ms: Math.round(sound.length / 8) });
    return this.lines.map(line).join('\n') + '\n';
  }

  frame(now, agentAt, call) {
    if (this.#saying === null) {
      const isTurn =
        agentAt !== null && agentAt > this.#spokeAt && now - agentAt >= this.afterMs;
      const picksUp = this.#picksUpAt !== null && now >= this.#picksUpAt;
      if (picksUp) this.#picksUpAt = null;
      if ((isTurn || picksUp) && this.#lines.length > 0) {
        const { text, sound } = this.#lines.shift();
        this.#saying = sound;
        call.spoke.push({ text, at: now });
      }
    }
    const frame = Buffer.alloc(FRAME_BYTES, SILENCE);
    if (this.#saying !== null) {
      this.#saying.copy(frame, 0, 0, FRAME_BYTES);
      this.#saying = this.#saying.subarray(FRAME_BYTES);
      this.#spokeAt = now;
      if (this.#saying.length === 0) this.#saying = null;
    }
    return frame;
  }
}

/** A tone as a telephone carries it: µ-law, 8 kHz. */
function tone(hertz, ms) {
  const source = `sine=frequency=${hertz}:sample_rate=8000:duration=${ms / 1000}`;
  const raw = ['-f', 'mulaw', '-'];
  return execFileSync('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', '-i', source, ...raw]);
}

/** A mailbox: its greeting, a beep, and then it records. */
export class Mailbox {
  #sound;

  constructor(greeting) {
    const said = speech(greeting, 'en-us');
    const silence = (ms) => Buffer.alloc(ms * 8, SILENCE);
    this.lines = [{ text: greeting, sound: said }];
    this.#sound = Buffer.concat([silence(800), said, silence(900), tone(1000, 400)]);
    this.beepEndsAt = this.#sound.length / 8;
  }

  script() {
    return Caller.prototype.script.call(this);
  }

  frame() {
    const frame = Buffer.alloc(FRAME_BYTES, SILENCE);
    this.#sound.copy(frame, 0, 0, FRAME_BYTES);
    this.#sound = this.#sound.subarray(FRAME_BYTES);
    return frame;
  }
}

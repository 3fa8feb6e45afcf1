// `parleyctl serve` over a workspace of its own, as somebody who sets it up would run it.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PARLEYCTL = process.env.PARLEYCTL ?? 'target/debug/parleyctl';
const PUBLIC_URL = 'https://voice.example.com';
const TOKEN = 'the account token';

const AGENT = `
business = "Hill Dental"
agent = "Asha"
place = "US-OH"
zone = "America/New_York"
tongue = "en"
script = "appointment"
person = "+16145550199"

[prices]
currency = "USD"
line_minute = 8500
thousand_characters = 15000
listened_minute = 4300
`;

/** The business's own number, and the account that pays. */
export const NUMBER = '+16145550100';
export const ACCOUNT = 'AC00000000000000000000000000000001';

/** A new workspace, its terminal, and its gateway. */
export class Gateway {
  #lines = [];
  #awaited = [];

  /** `agent`: lines before the prices in the agent's file; `facts` behind them; `script`: its
   *  own, instead of the house's. */
  constructor({ agent = '', facts = '', script = null } = {}) {
    this.home = mkdtempSync(join(tmpdir(), 'parley-carrier-'));
    this.folder = join(this.home, 'workspace');
    this.env = {
      ...process.env,
      HOME: this.home,
      XDG_CONFIG_HOME: join(this.home, 'config'),
      XDG_DATA_HOME: join(this.home, 'data'),
      // No keyring: the machine's part of the keys is a file of this home.
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      PARLEY_PASSPHRASE: 'correct horse battery staple',
      PARLEY_CARRIER_TOKEN: TOKEN,
    };
    this.ctl('workspace', 'new', this.folder, '--owner', 'Meera');
    let file = AGENT.replace('[prices]', `${agent}\n[prices]`) + facts;
    if (script !== null) {
      writeFileSync(join(this.home, 'script.toml'), script);
      file = file.replace('"appointment"', '"script.toml"');
    }
    writeFileSync(join(this.home, 'agent.toml'), file);
  }

  ctl(...args) {
    const out = execFileSync(PARLEYCTL, args, { env: this.env, encoding: 'utf8' });
    return JSON.parse(out);
  }

  rpc(command, input = {}) {
    return this.ctl('-w', this.folder, 'rpc', command, JSON.stringify(input));
  }

  /** Runs; how a carrier reaches it. With `carrierUrl` it can place calls there. */
  async serve(words, carrierUrl) {
    writeFileSync(join(this.home, 'words.jsonl'), words);
    const files = ['--agent', join(this.home, 'agent.toml')];
    files.push('--words', join(this.home, 'words.jsonl'));
    const args = ['-w', this.folder, 'serve', '--listen', '127.0.0.1:0'];
    if (carrierUrl) {
      args.push('--account', ACCOUNT, '--number', NUMBER, '--carrier-url', carrierUrl);
    }
    this.process = spawn(PARLEYCTL, [...args, '--public-url', PUBLIC_URL, ...files], {
      env: this.env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.exited = new Promise((exited) => this.process.once('exit', exited));
    [this.#lines, this.#awaited] = [[], []];
    createInterface(this.process.stdout).on('line', (line) => {
      const awaited = this.#awaited.shift();
      if (awaited) awaited(line);
      else this.#lines.push(line);
    });
    const { listening } = JSON.parse(await this.#line());
    if (!listening) throw new Error('the gateway does not listen');
    return { address: listening, publicUrl: PUBLIC_URL, token: TOKEN };
  }

  /** The next line it says. */
  #line() {
    if (this.#lines.length > 0) return Promise.resolve(this.#lines.shift());
    const next = new Promise((line) => this.#awaited.push(line));
    return Promise.race([next, this.exited.then(() => '{}')]);
  }

  /** Lets it place a call; what it answers. */
  async order(order) {
    this.process.stdin.write(`${JSON.stringify(order)}\n`);
    return JSON.parse(await this.#line());
  }

  /** Goes down in order; its exit code. */
  async stop() {
    this.process.kill('SIGTERM');
    return this.exited;
  }

  /** As if the machine had lost its power. */
  async kill() {
    this.process.kill('SIGKILL');
    return this.exited;
  }

  /** Nothing is left of it, however a test ended. */
  remove() {
    this.process?.kill('SIGKILL');
    rmSync(this.home, { recursive: true, force: true });
  }
}

// What the page knows of the core: one call and one subscription. It must not
// know how either travels; that is the business of tauri.ts and http.ts.
import type { Event } from './gen';

export interface Backend {
  /** Runs one row of the command table. Rejects with a `WireError`. */
  rpc(name: string, input: unknown): Promise<unknown>;
  /** Delivers events until the returned function is called. */
  subscribe(handler: (event: Event) => void): () => void;
}

// Which workspaces this machine knows, which one is open, and for whom.
import {
  backend,
  shellState,
  workspaceLock,
  toFailure,
  type CarrierUse,
  type Failure,
  type KnownWorkspace,
  type OpenWorkspaceView,
  type Permission,
  type ShellStateView,
} from '$lib/api';
import type { Visitor } from './way-back';

class Session {
  known = $state.raw<KnownWorkspace[]>([]);
  open = $state.raw<OpenWorkspaceView | null>(null);
  version = $state('');
  ready = $state(false);
  failure = $state.raw<Failure | null>(null);
  /** Why the sign-in screen is showing, if a lock brought it. */
  lockedBy = $state<'idle' | 'demand' | null>(null);

  /** Whom the last lock interrupted. */
  left: Visitor | null = null;

  /** Where the person who just signed in wants to be. */
  goal: string | null = null;

  #entries = 0;
  #forgets = new Set<() => void>();
  #keeps = new Set<() => Promise<void>>();

  /** Who is signed in. */
  get visitor(): Visitor | null {
    return this.open && { workspace: this.open.id, user: this.open.session.user_id };
  }

  /** Registers what must be forgotten when the workspace is locked. */
  onLeave(forget: () => void): void {
    this.#forgets.add(forget);
  }

  /** What the window was opened with, if it says so; else it is asked for. */
  begin(told: ShellStateView | null): void {
    if (!told) return void this.load();
    this.#take(told);
    this.ready = true;
  }

  async load(): Promise<void> {
    const entries = this.#entries;
    try {
      const state = await shellState(backend, {});
      // Whoever signed in meanwhile knows better.
      this.#take(entries === this.#entries ? state : { ...state, open: this.open });
    } catch (thrown) {
      this.failure = toFailure(thrown);
    }
    this.ready = true;
  }

  #take(state: ShellStateView): void {
    this.known = state.workspaces;
    this.open = state.open;
    this.version = state.version;
    this.failure = null;
  }

  /** Someone signed in, and wants to begin at `to`, if anywhere. */
  enter(open: OpenWorkspaceView, to: string | null = null): void {
    this.#entries += 1;
    this.lockedBy = null;
    this.goal = to;
    this.open = open;
  }

  /** The core has locked; the page forgets with it. */
  leave(reason: 'idle' | 'demand'): void {
    // The answer and the event both tell; the first is enough.
    if (!this.open) return;
    this.lockedBy = reason;
    this.left = this.visitor;
    this.open = null;
    for (const forget of this.#forgets) forget();
    void this.load();
  }

  /** The agent's line was opened or closed. */
  line(carrier: CarrierUse): void {
    if (this.open) this.open = { ...this.open, carrier };
  }

  /** Registers what is to be kept before a lock; the result takes it back. */
  beforeLock(keep: () => Promise<void>): () => void {
    this.#keeps.add(keep);
    return () => this.#keeps.delete(keep);
  }

  async lock(): Promise<void> {
    if (!this.open) return;
    // What cannot be kept does not keep the door open.
    await Promise.allSettled([...this.#keeps].map((keep) => keep()));
    await workspaceLock(backend, {});
    this.leave('demand');
  }

  canAny(permissions: readonly Permission[]): boolean {
    return permissions.some((permission) => this.can(permission));
  }

  can(permission: Permission): boolean {
    return this.open?.session.permissions.includes(permission) ?? false;
  }
}

export const session = new Session();

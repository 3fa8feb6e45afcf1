// What somebody typed on the way to a first workspace. It outlives the steps, so that
// going back loses nothing.
import { commandId, type CreatedWorkspace } from '$lib/api';
import { longEnough } from './passphrase';

export type Step = 'begin' | 'workspace' | 'code' | 'ready';

export class FirstRun {
  step = $state<Step>('begin');
  name = $state('');
  owner = $state('');
  passphrase = $state('');
  place = $state('');
  /** The demo is being made, or has been. */
  demo = $state(false);
  made = $state.raw<CreatedWorkspace | null>(null);
  /** One workspace, however often it is asked for. */
  readonly id = commandId();

  constructor(step: Step) {
    this.step = step;
  }

  /** What the first request still needs. */
  get missing(): 'name' | 'passphrase' | null {
    if (!this.name.trim() || !this.owner.trim()) return 'name';
    return longEnough(this.passphrase) ? null : 'passphrase';
  }

  /** The workspace is there; what was typed for it is not needed any more. */
  keep(made: CreatedWorkspace): void {
    this.made = made;
    this.passphrase = '';
    this.step = 'code';
  }
}

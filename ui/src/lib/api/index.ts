export { backend, listen } from './connection';
export { onEvent } from './events';
export { retryAfter, toFailure, type Failure } from './errors';
export { canPick, pickFiles, pickFolder, pickSave } from './pick';
export * from './gen';

/** A fresh id for a command that changes something, so that a retry is harmless. */
export const commandId = () => crypto.randomUUID();

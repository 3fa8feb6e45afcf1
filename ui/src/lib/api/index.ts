export { backend, listen } from './connection';
export { onDragged, type Dragged } from './drag';
export { onEvent } from './events';
export { retryAfter, toFailure, type Failure } from './errors';
export { canPick, pickFiles, pickFolder, pickSave } from './pick';
export { toldAtStart } from './start';
export { tellTray } from './tray';
export * from './gen';

export { commandId } from './command-id';

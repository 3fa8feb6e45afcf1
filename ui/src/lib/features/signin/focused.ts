/** Takes the focus to where a new step begins, so that it is read from there. */
export const focused = (node: HTMLElement) => node.focus();

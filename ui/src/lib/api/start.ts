// What the window was opened with, so that the first picture need not ask for it.
import type { ShellStateView } from './gen';

/** `null` in a browser, and after the page was loaded again: then it is old. */
export function toldAtStart(): ShellStateView | null {
  const [entry] = performance.getEntriesByType('navigation');
  if (!(entry instanceof PerformanceNavigationTiming) || entry.type !== 'navigate') return null;
  return window.__PARLEY_START__ ?? null;
}

// How the page is cut into files: what the door needs, and everything else. Each byte is
// parsed before the first picture, and each file is a round trip through the window's own
// protocol, 1 ms at rest and 10 while the window is being made. One file of all, 945 kB,
// was there after 110 ms, a file for each part of a route not sooner, the door after 45.
import type { Plugin } from 'vite';

/** The framework's list of screens. */
const APP = '/client-optimized/app.js';
/** Where the first screen begins, as the ends of module ids. */
const ROOTS = [APP, '/runtime/client/entry.js', '/src/lib/api/tauri.ts'];
/** The framework's module of each screen: a file each, or one would hold the others. */
const SCREENS = '/client-optimized/nodes/';
/** A module for each; the index imports all, and nothing but the words that are said is kept. */
const MESSAGES = '/paraglide/messages/';

const plain = (id: string) => id.split('?')[0] ?? id;

/** Cuts the page in two: `door` and `rest`. */
export function doorFirst(): Plugin {
  const door = new Set<string>();
  return {
    name: 'door-first',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    // Words are in both files, so a file is not all that its modules import.
    options: (options) => ({ ...options, preserveEntrySignatures: 'allow-extension' }),
    outputOptions: (options) => ({
      ...options,
      strictExecutionOrder: true,
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [
          {
            debugName: 'door',
            name: (id) => (door.has(id) ? 'door' : id.includes(SCREENS) ? null : 'rest'),
          },
        ],
      },
    }),
    /** The layout, the error screen and the door's screen come with the list of screens. */
    transform(code, id) {
      if (!plain(id).endsWith(APP)) return;
      const home = /"\/": \[(\d+)\]/.exec(code)?.[1];
      if (home === undefined) return this.error('the list of screens has no door');
      return ['0', '1', home].reduce((list, screen) => {
        const later = `() => import('./nodes/${screen}')`;
        if (!list.includes(later)) this.error(`the list of screens has no ${screen}`);
        const now = list.replace(later, `() => Promise.resolve(screen${screen})`);
        return `import * as screen${screen} from './nodes/${screen}';\n${now}`;
      }, code);
    },
    buildEnd() {
      const ids = [...this.getModuleIds()];
      const said = new Set<string>();
      const take = (from: string[], isTaken: (id: string) => boolean) => {
        for (let id = from.pop(); id !== undefined; id = from.pop()) {
          if (door.has(id) || !isTaken(id)) continue;
          door.add(id);
          const info = this.getModuleInfo(id);
          for (const [, name] of info?.code?.matchAll(/\bm\.(\w+)/g) ?? []) said.add(`${name}.js`);
          from.push(...(info?.importedIds ?? []));
        }
      };
      take(
        ids.filter((id) => ROOTS.some((root) => plain(id).endsWith(root))),
        (id) => !id.includes(MESSAGES),
      );
      take(
        ids.filter((id) => id.includes(MESSAGES) && said.has(id.split('/').at(-1) ?? '')),
        () => true,
      );
    },
  };
}

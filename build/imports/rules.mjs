/**
 * Who may import whom. See docs/architecture.md; this is the same table for the machine.
 *
 * @typedef {object} Rule
 * @property {string} room a folder; the longest that fits a file is the one that counts
 * @property {string[]} rooms folders or single files of the project that it may import, besides itself
 * @property {string[]} packages packages it may import; `node:` stands for all of Node's, `*` for all packages
 */

/** @type {Rule[]} */
export const RULES = [
  {
    room: 'core',
    rooms: [
      ...['core/c', 'core/machine', 'core/trace', 'core/patch', 'core/mm', 'core/scenario'],
      ...['core/sanitize', 'core/truth', 'core/export'],
    ],
    packages: [],
  },
  { room: 'core/c', rooms: [], packages: [] },
  { room: 'core/machine', rooms: ['core/c'], packages: [] },
  { room: 'core/trace', rooms: ['core/c', 'core/machine'], packages: [] },
  { room: 'core/patch', rooms: ['core/c', 'core/machine'], packages: [] },
  { room: 'core/mm', rooms: ['core/c', 'core/machine', 'core/trace'], packages: [] },
  {
    room: 'core/scenario',
    rooms: [...['core/c', 'core/machine', 'core/trace', 'core/patch', 'core/mm'], 'core/sanitize'],
    packages: ['yaml', 'zod'],
  },
  {
    room: 'core/sanitize',
    rooms: ['core/c', 'core/machine', 'core/trace', 'core/mm'],
    packages: [],
  },
  {
    room: 'core/truth',
    rooms: ['core/c', 'core/machine', 'core/trace', 'core/mm'],
    packages: ['zod'],
  },
  {
    room: 'core/export',
    rooms: ['core/c', 'core/machine', 'core/trace', 'core/mm', 'core/scenario'],
    packages: [],
  },
  { room: 'contract', rooms: [], packages: ['zod'] },
  { room: 'electron', rooms: ['contract'], packages: ['node:', 'electron'] },
  { room: 'electron/preload', rooms: ['contract'], packages: ['electron'] },
  { room: 'cli', rooms: ['core/index.ts', 'dist/cli'], packages: ['node:', 'commander'] },
  {
    room: 'renderer',
    rooms: ['core/index.ts', 'contract'],
    packages: [
      'vue',
      'pinia',
      'diff',
      'reka-ui',
      'zod',
      '@codemirror/',
      '@lezer/',
      '@tanstack/vue-virtual',
    ],
  },
  {
    room: 'build',
    rooms: ['contract', 'core/c/conformance', 'build/kernel-front'],
    packages: ['*'],
  },
  { room: 'build/kernel-front', rooms: ['core/c', 'build'], packages: ['*'] },
  { room: 'build/bench', rooms: ['core/index.ts', 'build'], packages: ['*'] },
  {
    // Makes beforehand what the lab's workers make: with the engine and the analyst themselves.
    room: 'build/prepare',
    rooms: ['core/index.ts', 'renderer/worker', 'renderer/model/file-tree.ts', 'build'],
    packages: ['*'],
  },
  { room: 'e2e', rooms: ['contract', 'build'], packages: ['*'] },
];

/** Scripts that must run in a fresh clone, before anything is installed: Node alone, all the way down. */
export const BARE = ['build/start.mjs', 'build/serve.mjs', 'build/test.mjs', 'build/build.mjs'];

/** Tests may use Node, the test tools and, inside the core, any room of the core. */
export const TEST_FILE = /\.test\.ts$|\/testing\//;

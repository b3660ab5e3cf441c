import { describe, expect, it } from 'vitest';
import { checkImports } from './check.mjs';

describe('import rules', () => {
  it('lets a room import what stands left of it, and refuses upwards', () => {
    const files = {
      'core/c/a.ts': "import { t } from '../trace/t.ts';",
      'core/trace/t.ts': "import type { A } from '../c/a.ts';\nexport const t = 1;",
    };
    expect(checkImports(files)).toEqual([
      "core/c/a.ts:1: 'core/c' must not import 'core/trace/t.ts'",
    ]);
  });

  it('keeps packages and Node out of the core, but not out of its tests', () => {
    const files = {
      'core/patch/a.ts': "import fs from 'node:fs';\nimport { z } from 'vue';",
      'core/patch/a.test.ts': "import fs from 'node:fs';\nimport { it } from 'vitest';",
    };
    expect(checkImports(files)).toEqual([
      "core/patch/a.ts:1: 'core/patch' must not import the package 'node:fs'",
      "core/patch/a.ts:2: 'core/patch' must not import the package 'vue'",
    ]);
  });

  it('opens one door of the core to the outside', () => {
    const files = {
      'core/index.ts': '',
      'core/c/a.ts': '',
      'renderer/ok.ts': "export * from '../core/index.ts';",
      'renderer/x/View.vue':
        '<template><p>import x</p></template>\n<script setup lang="ts">\nimport { a } from \'../../core/c/a.ts\';\n</script>',
    };
    expect(checkImports(files)).toEqual([
      "renderer/x/View.vue:3: 'renderer' must not import 'core/c/a.ts'",
    ]);
  });

  it('keeps the shell away from renderer and core, also through import() and types', () => {
    const files = {
      'core/index.ts': '',
      'renderer/main.ts': '',
      'contract/a.ts': '',
      'electron/main/a.ts':
        "import { x } from '../../contract/a.ts';\nawait import('../../renderer/main.ts');\ntype T = import('../../core/index.ts').T;",
      'electron/preload/p.ts': "import fs from 'node:fs';\nimport { ipcRenderer } from 'electron';",
    };
    expect(checkImports(files)).toEqual([
      "electron/main/a.ts:2: 'electron' must not import 'renderer/main.ts'",
      "electron/main/a.ts:3: 'electron' must not import 'core/index.ts'",
      "electron/preload/p.ts:1: 'electron/preload' must not import the package 'node:fs'",
    ]);
  });

  it('sees a worker that is loaded by URL', () => {
    const files = {
      'core/c/a.ts': '',
      'renderer/w.ts': "new Worker(new URL('../core/c/a.ts', import.meta.url));",
    };
    expect(checkImports(files)).toEqual([
      "renderer/w.ts:1: 'renderer' must not import 'core/c/a.ts'",
    ]);
  });

  it('wants the extension and an existing file', () => {
    const files = { 'cli/a.ts': "import './b';\nimport './c.ts';", 'cli/b.ts': '' };
    expect(checkImports(files)).toEqual([
      "cli/a.ts:1: './b' names no file (write the extension)",
      "cli/a.ts:2: './c.ts' names no file (write the extension)",
    ]);
  });

  it('keeps the first scripts free of packages, all the way down', () => {
    const files = {
      'build/start.mjs': "import './lib.mjs';\nconst later = await import('vite');",
      'build/lib.mjs': "import { build } from 'vite';",
    };
    expect(checkImports(files)).toEqual([
      "build/lib.mjs:1: runs before anything is installed and must not import 'vite'",
    ]);
  });
});

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'vite';
import { chromiumPath } from './chromium.ts';
import { root, standinModule } from './paths.ts';
import { chooseShell } from './shell-app.ts';

/** Before all tests: `dist/` is what the sources say, and the stand-in is built where it is needed. */
export default async function setUp(): Promise<void> {
  chromiumPath(); // fails here, once, if there is none
  const result = spawnSync(process.execPath, [path.join(root, 'build', 'build.mjs')], {
    cwd: root,
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`the build failed:\n${result.stdout}${result.stderr}`);

  const shell = chooseShell();
  console.log(`shell tests: ${shell.description}`);
  if (shell.kind === 'stand-in') await buildStandin();
}

async function buildStandin(): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    build: {
      ssr: path.join(root, 'e2e', 'standin', 'electron.ts'),
      outDir: path.dirname(standinModule),
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      rolldownOptions: {
        external: ['playwright-core'],
        output: { entryFileNames: path.basename(standinModule), codeSplitting: false },
      },
    },
  });
}

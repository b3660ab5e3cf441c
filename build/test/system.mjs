import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where Chromium is found, in this order. */
const CHROMIUM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The browser for the end-to-end tests, or null.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | null}
 */
export function findChromium(env = process.env) {
  const candidates = env.FOLIOSCOPE_CHROMIUM ? [env.FOLIOSCOPE_CHROMIUM] : CHROMIUM;
  return candidates.find((file) => existsSync(file)) ?? null;
}

/**
 * Debian packages and how to see that what they bring is there.
 *
 * @type {{ name: string, present: () => boolean }[]}
 */
const PACKAGES = [
  { name: 'chromium', present: () => findChromium() !== null },
  { name: 'xvfb', present: () => onPath('Xvfb') },
  { name: 'xauth', present: () => onPath('xauth') },
  {
    name: 'fonts-dejavu-core',
    present: () => existsSync('/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'),
  },
  { name: 'gcc', present: () => onPath('gcc') },
  { name: 'libc6-dev', present: () => existsSync('/usr/include/stdio.h') },
  { name: 'binutils', present: () => onPath('nm') },
  { name: 'dwarves', present: () => onPath('pahole') },
  { name: 'git', present: () => onPath('git') },
  { name: 'patch', present: () => onPath('patch') },
  { name: 'diffutils', present: () => onPath('diff') },
  { name: 'csmith', present: () => onPath('csmith') },
  { name: 'libcsmith-dev', present: () => existsSync('/usr/include/csmith/csmith.h') },
];

/** What even other systems than Linux must have. */
const ESSENTIAL = ['chromium', 'gcc'];

/** What the tests need outside of Node, and how it was made sure of. */
export function missingPackages() {
  // Elsewhere the tools come in other packages under other paths; only the browser and the compiler matter.
  const wanted =
    process.platform === 'linux'
      ? PACKAGES
      : PACKAGES.filter(({ name }) => ESSENTIAL.includes(name));
  return wanted.filter(({ present }) => !present()).map(({ name }) => name);
}

/** As root on Debian or one of its children? */
export function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get');
}

/**
 * Installs Debian packages.
 *
 * @param {string[]} names
 * @returns {string | null} what went wrong, or null
 */
export function installPackages(names) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
    const result = spawnSync('apt-get', ['-q', ...args], {
      env,
      encoding: 'utf8',
      timeout: 900_000,
      maxBuffer: 64 * 1024 * 1024,
    });
    if (result.status === 0) continue;
    const output = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim().split('\n').slice(-15);
    return `apt-get ${args[0]} failed:\n${output.join('\n')}`;
  }
  return null;
}

/** @param {string} program */
function onPath(program) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => folder !== '' && existsSync(path.join(folder, program)));
}

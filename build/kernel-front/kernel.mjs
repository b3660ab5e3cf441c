/** A configured kernel tree, and of some of its files the preprocessed text and the object. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Debian packages that the build needs. */
const PACKAGES = [
  ...['gcc', 'make', 'flex', 'bison', 'bc', 'libelf-dev', 'libssl-dev', 'xz-utils', 'dwarves'],
  'linux-source-6.12',
];

/** Beyond x86_64_defconfig: what the model's subject needs, and what changes its structures. */
const OPTIONS = [
  ...['TRANSPARENT_HUGEPAGE', 'MEMORY_HOTPLUG', 'MEMORY_HOTREMOVE', 'ZONE_DEVICE'],
  ...['DEVICE_PRIVATE', 'HMM_MIRROR', 'TEST_HMM', 'RUNTIME_TESTING_MENU', 'MEMCG', 'NUMA'],
  ...['NUMA_BALANCING', 'PCI_P2PDMA', 'FS_DAX', 'DEBUG_KERNEL', 'DEBUG_VM', 'LRU_GEN'],
  ...['LRU_GEN_ENABLED', 'USERFAULTFD', 'KSM', 'FORTIFY_SOURCE', 'UBSAN'],
  'DEBUG_INFO_DWARF4',
];
const WITHOUT = ['DEBUG_INFO_NONE', 'DEBUG_INFO_BTF', 'MODULE_SIG'];

const TARBALL = '/usr/src/linux-source-6.12.tar.xz';

/**
 * Installs what is missing, as root on Debian; anywhere else it says what is missing.
 *
 * @returns {string | null} what stands in the way
 */
export function ensurePackages() {
  const missing = PACKAGES.filter((name) => !isInstalled(name));
  if (missing.length === 0) return null;
  const mayInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version');
  if (!mayInstall) return `install these Debian packages first: ${missing.join(' ')}`;
  console.log(`installing ${missing.join(' ')}`);
  const install = ['install', '-y', '-q', '--no-install-recommends', ...missing];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (spawnSync('apt-get', install, { env, stdio: 'ignore' }).status === 0) return null;
  spawnSync('apt-get', ['update', '-q'], { stdio: 'ignore' });
  const second = spawnSync('apt-get', install, { env, encoding: 'utf8' });
  return second.status === 0 ? null : `apt-get failed:\n${second.stderr}`;
}

/** @param {string} name */
function isInstalled(name) {
  const query = spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' });
  return query.stdout?.includes('install ok installed') ?? false;
}

/**
 * Unpacks and configures a tree below `folder`, unless one lies there already.
 *
 * @param {string} folder
 * @returns {string} the tree
 */
export function prepareTree(folder) {
  const known = readdirSync(folder).find((name) => name.startsWith('linux-source-'));
  const tree = path.join(folder, known ?? 'linux-source-6.12');
  if (!known) run('tar', ['-xf', TARBALL], folder);
  if (!existsSync(path.join(tree, 'include/generated/autoconf.h'))) {
    run('make', ['-s', 'x86_64_defconfig'], tree);
    const edits = [...OPTIONS.flatMap((o) => ['-e', o]), ...WITHOUT.flatMap((o) => ['-d', o])];
    run('scripts/config', edits, tree);
    run('make', ['-s', 'olddefconfig'], tree);
    run('make', ['-s', '-j2', 'prepare'], tree);
  }
  return tree;
}

/**
 * Makes the preprocessed text and the object of each file. The objects describe every type that was
 * declared, not only those that are used.
 *
 * @param {string} tree
 * @param {readonly string[]} files paths without extension
 */
export function makeFiles(tree, files) {
  const goals = files.flatMap((file) => [`${file}.i`, `${file}.o`]);
  run('make', ['-s', '-j2', 'KCFLAGS=-fno-eliminate-unused-debug-types', ...goals], tree);
}

/** @param {string} tree */
export const readOptions = (tree) =>
  OPTIONS.map((option) => ({
    option,
    value: spawnSync('scripts/config', ['-s', option], { cwd: tree, encoding: 'utf8' }).stdout,
  })).filter(({ value }) => value.trim() !== 'y');

/**
 * @param {string} tool
 * @param {string[]} args
 * @param {string} cwd
 */
function run(tool, args, cwd) {
  execFileSync(tool, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

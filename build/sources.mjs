import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What `dist/` is made of. */
const FOLDERS = ['build', 'cli', 'contract', 'core', 'electron', 'kernel', 'renderer', 'scenarios'];
const FILES = ['package.json', 'package-lock.json'];
const STAMP = 'dist/build.json';

/**
 * A digest of everything that goes into a build. By content, not by time: a fresh clone, a branch switched
 * back and a clock set wrong all give the right answer.
 *
 * @param {string} root the project's folder
 * @returns {string}
 */
export function sourceDigest(root) {
  const files = FILES.filter((file) => existsSync(path.join(root, file)));
  for (const folder of FOLDERS.filter((name) => existsSync(path.join(root, name)))) {
    for (const entry of readdirSync(path.join(root, folder), {
      withFileTypes: true,
      recursive: true,
    })) {
      if (!entry.isFile() || /\.test\.ts$/.test(entry.name)) continue;
      const file = path.relative(root, path.join(entry.parentPath, entry.name));
      files.push(file.split(path.sep).join('/'));
    }
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const bytes = readFileSync(path.join(root, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * Is `dist/` what a build would make of the sources as they are now?
 *
 * @param {string} root
 */
export function isBuilt(root) {
  try {
    const stamp = JSON.parse(readFileSync(path.join(root, STAMP), 'utf8'));
    return stamp.sources === sourceDigest(root);
  } catch {
    return false; // no stamp, or half a stamp: build
  }
}

/**
 * Remember what the build was made of.
 *
 * @param {string} root
 * @param {string} digest taken before the build, so that an edit during the build is not taken for built
 * @param {string[]} targets
 */
export function writeStamp(root, digest, targets) {
  writeFileSync(
    path.join(root, STAMP),
    JSON.stringify({ sources: digest, targets }, null, 2) + '\n',
  );
}

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Marks the place in Electron's binary where the fuses lie: after it a version, a length, one character each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** The fuses in the order of their places. */
export const FUSES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;

/** A folder that looks enough like an Electron distribution to be packaged: the real one needs the internet. */
export function writeDummyElectron(folder: string): void {
  mkdirSync(path.join(folder, 'resources'), { recursive: true });
  mkdirSync(path.join(folder, 'locales'));
  writeFileSync(path.join(folder, 'LICENSE'), '');
  writeFileSync(path.join(folder, 'LICENSES.chromium.html'), '');
  writeFileSync(path.join(folder, 'version'), '0.0.0');
  for (const locale of ['en-US', 'de', 'fr']) {
    writeFileSync(path.join(folder, 'locales', `${locale}.pak`), '');
  }
  const wire = Buffer.from([1, FUSES.length, ...FUSES.map(() => '1'.charCodeAt(0))]);
  const binary = path.join(folder, 'electron');
  writeFileSync(binary, Buffer.concat([Buffer.from(`ELF${SENTINEL}`), wire, Buffer.from('rest')]));
  chmodSync(binary, 0o755);
}

/** Which fuses of a binary are on. */
export function readFuses(binary: Buffer): Record<string, boolean> {
  const at = binary.indexOf(SENTINEL);
  if (at < 0) throw new Error('no fuses in this binary');
  const wire = at + SENTINEL.length + 2;
  return Object.fromEntries(FUSES.map((name, i) => [name, binary[wire + i] === '1'.charCodeAt(0)]));
}

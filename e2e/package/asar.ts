interface Entry {
  files?: Record<string, Entry>;
  offset?: string;
  size?: number;
}

/** The files in an asar archive: path → bytes. (A header in JSON behind four lengths, then the files.) */
export function readAsar(archive: Buffer): Map<string, Buffer> {
  const headerSize = archive.readUInt32LE(4);
  const header = JSON.parse(
    archive.subarray(16, 16 + archive.readUInt32LE(12)).toString('utf8'),
  ) as Entry;
  const start = 8 + headerSize;
  const found = new Map<string, Buffer>();
  const walk = (entry: Entry, path: string): void => {
    for (const [name, child] of Object.entries(entry.files ?? {})) {
      const inside = path === '' ? name : `${path}/${name}`;
      if (child.files) walk(child, inside);
      else if (child.offset !== undefined) {
        const at = start + Number(child.offset);
        found.set(inside, archive.subarray(at, at + (child.size ?? 0)));
      }
    }
  };
  walk(header, '');
  return found;
}

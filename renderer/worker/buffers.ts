/**
 * The buffers of typed arrays in plain data, each once, for handing them over. An answer's columns
 * are made for it: nobody else reads them afterwards.
 */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const visit = (part: unknown) => {
    if (typeof part !== 'object' || part === null) return;
    if (ArrayBuffer.isView(part)) {
      const { buffer, byteLength } = part;
      // A part of a larger buffer would take the rest with it.
      if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) found.add(buffer);
    } else if (!Array.isArray(part)) Object.values(part).forEach(visit);
  };
  visit(value);
  return [...found];
}

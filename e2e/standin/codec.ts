/** Values as the structured clone of Electron's IPC carries them, written as JSON. */
export interface Codec {
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/**
 * Makes the codec. One function without imports, because its source text is also injected into the page.
 *
 * What cannot be cloned throws as in Electron; a cycle throws because nothing here needs one.
 */
export function makeCodec(): Codec {
  type Node = null | string | number | boolean | Node[] | { $: string; v?: unknown };

  const toBase64 = (bytes: Uint8Array) => {
    let text = '';
    for (let i = 0; i < bytes.length; i += 0x8000) {
      text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
    }
    return btoa(text);
  };
  const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

  const write = (value: unknown, above: unknown[]): Node => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
    if (value === undefined) return { $: 'undefined' };
    if (typeof value === 'bigint') return { $: 'bigint', v: value.toString() };
    if (typeof value === 'number') {
      const plain = Number.isFinite(value) && !Object.is(value, -0);
      return plain ? value : { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
    }
    if (typeof value !== 'object') throw new Error('An object could not be cloned.');
    if (above.includes(value)) throw new Error('stand-in: a cyclic value');
    const inside = [...above, value];
    if (Array.isArray(value)) return value.map((item) => write(item, inside));
    // A Buffer arrives as a Uint8Array, as in Electron.
    if (value instanceof Uint8Array) return { $: 'bytes', v: toBase64(value) };
    if (value instanceof Date) return { $: 'date', v: value.getTime() };
    if (value instanceof Error) return { $: 'error', v: [value.name, value.message] };
    if (value instanceof Map) {
      return { $: 'map', v: [...value].map((entry) => write(entry, inside)) };
    }
    if (value instanceof Set) return { $: 'set', v: [...value].map((item) => write(item, inside)) };
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
      throw new Error(`stand-in: ${value.constructor.name} is not supported, use a Uint8Array`);
    }
    // A class instance loses its prototype, as in a structured clone.
    const entries = Object.entries(value).map(([key, item]) => [key, write(item, inside)]);
    return { $: 'object', v: Object.fromEntries(entries) };
  };

  const read = (node: Node): unknown => {
    if (Array.isArray(node)) return node.map(read);
    if (node === null || typeof node !== 'object') return node;
    const { $: kind, v } = node;
    switch (kind) {
      case 'undefined':
        return undefined;
      case 'bigint':
        return BigInt(v as string);
      case 'number':
        return Number(v);
      case 'bytes':
        return fromBase64(v as string);
      case 'date':
        return new Date(v as number);
      case 'error': {
        const [name, message] = v as [string, string];
        return Object.assign(new Error(message), { name });
      }
      case 'map':
        return new Map((v as Node[]).map((entry) => read(entry) as [unknown, unknown]));
      case 'set':
        return new Set((v as Node[]).map(read));
      case 'object':
        return Object.fromEntries(
          Object.entries(v as Record<string, Node>).map(([key, item]) => [key, read(item)]),
        );
      default:
        throw new Error(`stand-in: unknown kind ${kind}`);
    }
  };

  return {
    encode: (value) => JSON.stringify(write(value, [])),
    decode: (text) => read(JSON.parse(text) as Node),
  };
}

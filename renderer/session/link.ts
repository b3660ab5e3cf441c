/** A session as a link: the text, compressed, behind the `#` that no server ever sees. */

const MARK = '#session=';
/** Longer links are cut off by mail programs and chats. */
export const MAX_LINK = 16_000;

/** The link of this page that shows the session. Throws Error if it would be too long to share. */
export async function sessionLink(text: string, page: string): Promise<string> {
  const packed = await through(
    new TextEncoder().encode(text),
    new CompressionStream('deflate-raw'),
  );
  const link = page.replace(/#.*$/, '') + MARK + toBase64Url(packed);
  if (link.length > MAX_LINK) {
    throw new Error(
      `the link would be ${link.length} characters long; save the session as a file instead`,
    );
  }
  return link;
}

/** The session in a link; null if it has none. Throws Error if it is damaged. */
export async function sessionOfLink(hash: string): Promise<string | null> {
  if (!hash.startsWith(MARK)) return null;
  try {
    const packed = fromBase64Url(hash.slice(MARK.length));
    const bytes = await through(packed, new DecompressionStream('deflate-raw'));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('the link is damaged: part of it may have been cut off');
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(out).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

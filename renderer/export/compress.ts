/** Bytes or text, compressed and in base64, a piece at a time. */
export async function packed(data: string | Uint8Array): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data);
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return base64(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** A multiple of three: the pieces can be joined. */
const PIECE = 0x6000;

async function base64(bytes: Uint8Array): Promise<string> {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) {
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + PIECE))));
    // The thread that draws gets its turn.
    if (pieces.length % 16 === 0) await new Promise((next) => setTimeout(next));
  }
  return pieces.join('');
}

/**
 * Translation phases 1 and 2: line ends become `\n`, a byte order mark goes, and lines that end in a
 * backslash are joined. The places of the joints are kept so that every token still knows its line.
 */
export interface SplicedText {
  /** Ends in a newline unless empty. */
  readonly text: string;
  /** Offsets in `text` before which a line was joined, ascending; one entry per joined line. */
  readonly splices: readonly number[];
}

const BACKSLASH = 92;
const NO_SPLICES: readonly number[] = [];

/** As GCC does, white space between the backslash and the line end is allowed. */
export function splice(source: string): SplicedText {
  let text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  if (text.includes('\r')) text = text.replaceAll('\r\n', '\n');
  const joined = text.includes('\\') ? join(text) : { text, splices: NO_SPLICES };
  if (joined.text !== '' && !joined.text.endsWith('\n')) {
    return { text: joined.text + '\n', splices: joined.splices };
  }
  return joined;
}

function join(text: string): SplicedText {
  const pieces: string[] = [];
  const splices: number[] = [];
  let from = 0;
  let length = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 1)) {
    const end = lineEndAfter(text, at + 1);
    if (end < 0) continue;
    pieces.push(text.slice(from, at));
    length += at - from;
    splices.push(length);
    from = end + 1;
    at = end;
  }
  if (splices.length === 0) return { text, splices: NO_SPLICES };
  pieces.push(text.slice(from));
  return { text: pieces.join(''), splices };
}

/** Offset of the newline when only white space lies between `at` and it, else -1. */
function lineEndAfter(text: string, at: number): number {
  for (let end = at; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 10) return end;
    if (text.charCodeAt(at - 1) !== BACKSLASH) return -1;
    if (code !== 32 && code !== 9 && code !== 11 && code !== 12) return -1;
  }
  return -1;
}

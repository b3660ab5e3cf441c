/**
 * A text cut into lines that remember where they came from. The body of a mail may be encoded, so
 * the n-th line of the decoded diff need not be the n-th line below the header; errors must name
 * the line that a person finds in the file.
 */
export interface SourceLine {
  text: string;
  /** From 1, in the text as given. */
  line: number;
}

/**
 * Cuts at line feeds. A last line without a line feed counts; nothing after the last line feed is
 * no line. If every line ends in CR LF, the CRs are taken off and `crlf` is true; if only some do,
 * they belong to the content and stay.
 */
export function splitText(text: string): { lines: SourceLine[]; crlf: boolean } {
  const parts = text.split('\n');
  if (parts.at(-1) === '') parts.pop();
  const last = parts.length - 1;
  const complete = text.endsWith('\n');
  const crlf =
    text.includes('\r\n') &&
    parts.every((part, index) => part.endsWith('\r') || (index === last && !complete));
  const lines = parts.map((part, index) => ({
    text: crlf && part.endsWith('\r') ? part.slice(0, -1) : part,
    line: index + 1,
  }));
  return { lines, crlf };
}

/** A text for an error message: quoted, tabs and carriage returns made visible, cut if long. */
export function quote(text: string): string {
  const shown = text.replace(/\t/g, '\\t').replace(/\r/g, '\\r');
  return `“${shown.length > 120 ? `${shown.slice(0, 117)}…` : shown}”`;
}

/**
 * Takes a mail apart: header fields and decoded text lines (RFC 5322, RFC 2045, RFC 2046).
 *
 * A reader of our own instead of postal-mime, which the project has for other uses: that one is
 * asynchronous, and it does not tell which line of the file a decoded line came from, which every
 * error of this room must say. The part of MIME that patches use is small.
 */
import { PatchError } from '../error.ts';
import type { SourceLine } from '../text.ts';
import { decodeCharset } from './charset.ts';
import { decodeBase64, decodeQuotedPrintable, type Decoded } from './transfer.ts';

export interface HeaderField {
  /** Lower case. */
  name: string;
  /** Unfolded; encoded words not yet decoded. */
  value: string;
  line: number;
}

export interface Message {
  fields: HeaderField[];
  /** The text parts, decoded, in order. */
  body: SourceLine[];
  warnings: string[];
}

const fieldStart = /^([A-Za-z][A-Za-z0-9-]*):[ \t]*(.*)$/;

/** Reads `Name: value` lines with their continuations; `next` is the index after the blank line. */
export function readFields(
  lines: readonly SourceLine[],
  start: number,
): { fields: HeaderField[]; next: number } | null {
  const fields: HeaderField[] = [];
  for (let index = start; index < lines.length; index++) {
    const { text, line } = lines[index];
    if (text.trim() === '') return fields.length ? { fields, next: index + 1 } : null;
    const match = fieldStart.exec(text);
    if (match) fields.push({ name: match[1].toLowerCase(), value: match[2].trim(), line });
    else if (/^[ \t]/.test(text) && fields.length) fields.at(-1)!.value += ` ${text.trim()}`;
    else return null;
  }
  return fields.length ? { fields, next: lines.length } : null;
}

export function field(fields: readonly HeaderField[], name: string): string | null {
  return fields.find((one) => one.name === name)?.value ?? null;
}

/** `text/plain; charset="utf-8"` → its type and parameters, names in lower case. */
function parseContentType(value: string | null): { type: string; parameters: Map<string, string> } {
  const [type, ...rest] = (value ?? 'text/plain').split(';');
  const parameters = new Map<string, string>();
  for (const part of rest) {
    const match = /^\s*([\w-]+)\s*=\s*(?:"([^"]*)"|(\S+))/.exec(part);
    if (match) parameters.set(match[1].toLowerCase(), match[2] ?? match[3]);
  }
  return { type: type.trim().toLowerCase(), parameters };
}

/** Cuts decoded bytes into lines, each with the line of the file in which its first byte stands. */
function linesOf(decoded: Decoded, charset: string, name: string): SourceLine[] {
  const { bytes, starts } = decoded;
  const lines: SourceLine[] = [];
  let source = 0;
  for (let at = 0; at < bytes.length;) {
    const feed = bytes.indexOf(0x0a, at);
    const end = feed < 0 ? bytes.length : feed;
    while (source + 1 < starts.length && starts[source + 1].offset <= at) source++;
    const line = starts[source].line;
    const text = decodeCharset(bytes.subarray(at, end), charset);
    if (text === null)
      throw new PatchError(
        `the mail is in character set ${charset}, which is not known here: save it as UTF-8`,
        name,
        line,
      );
    lines.push({ text, line });
    at = end + 1;
  }
  // CR LF inside an encoded body is the mail's line end, as outside.
  if (lines.length && lines.every((line) => line.text.endsWith('\r')))
    return lines.map(({ text, line }) => ({ text: text.slice(0, -1), line }));
  return lines;
}

function decodeLeaf(
  encoding: string,
  charset: string,
  lines: readonly SourceLine[],
  name: string,
): SourceLine[] {
  switch (encoding) {
    case 'quoted-printable':
      return linesOf(decodeQuotedPrintable(lines), charset, name);
    case 'base64': {
      const decoded = decodeBase64(lines);
      if ('badLine' in decoded)
        throw new PatchError(
          'the body says that it is base64, but this line is not: save the mail again as raw text',
          name,
          decoded.badLine,
        );
      return linesOf(decoded, charset, name);
    }
    case '':
    case '7bit':
    case '8bit':
    case 'binary':
      return [...lines];
    default:
      throw new PatchError(
        `unknown content transfer encoding ${encoding}: save the mail as 8bit text`,
        name,
        lines[0]?.line ?? 1,
      );
  }
}

function splitParts(lines: readonly SourceLine[], boundary: string): SourceLine[][] {
  const parts: SourceLine[][] = [];
  let open: SourceLine[] | null = null;
  for (const one of lines) {
    const text = one.text.trimEnd();
    if (text === `--${boundary}--`) break;
    if (text === `--${boundary}`) parts.push((open = []));
    else open?.push(one);
  }
  return parts;
}

function isText(type: string, fields: readonly HeaderField[]): boolean {
  if (type.startsWith('text/')) return type !== 'text/html';
  const named = `${field(fields, 'content-disposition') ?? ''} ${field(fields, 'content-type') ?? ''}`;
  return /name="?[^"]*\.(patch|diff)\b/i.test(named);
}

/** Decodes the text of a message, or of a part of one, below its header `fields`. */
export function decodeBody(
  fields: readonly HeaderField[],
  lines: readonly SourceLine[],
  name: string,
): { body: SourceLine[]; warnings: string[] } {
  const { type, parameters } = parseContentType(field(fields, 'content-type'));
  const boundary = parameters.get('boundary');
  if (type.startsWith('multipart/') && boundary) {
    const parts = splitParts(lines, boundary).map((part) => {
      // A part may have no header at all; then a blank line stands in its place.
      const bare = part[0]?.text.trim() === '';
      const head = bare ? null : readFields(part, 0);
      return decodeBody(head?.fields ?? [], part.slice(head?.next ?? (bare ? 1 : 0)), name);
    });
    return {
      body: parts.flatMap((part) => part.body),
      warnings: parts.flatMap((part) => part.warnings),
    };
  }
  if (!isText(type, fields)) return { body: [], warnings: [] };
  const encoding = (field(fields, 'content-transfer-encoding') ?? '').toLowerCase();
  const body = decodeLeaf(encoding, parameters.get('charset') ?? '', lines, name);
  const warnings: string[] = [];
  if (parameters.get('format')?.toLowerCase() === 'flowed')
    warnings.push('the mail is format=flowed, which may have changed white space in the diff');
  if (body.some((one) => one.text.includes('\ufffd')))
    warnings.push('the text holds replacement characters (U+FFFD): it was not read as what it is');
  return { body, warnings };
}

/**
 * The message in `lines`, or null if they do not begin with a mail header. An mbox or git
 * `From …` line before the header is allowed.
 */
export function readMessage(lines: readonly SourceLine[], name: string): Message | null {
  let start = lines.findIndex((one) => one.text.trim() !== '');
  if (start < 0) return null;
  if (/^>?From \S+ /.test(lines[start].text)) start++;
  const head = readFields(lines, start);
  if (!head) return null;
  if (!head.fields.some((one) => /^(from|subject|date|message-id)$/.test(one.name))) return null;
  return { fields: head.fields, ...decodeBody(head.fields, lines.slice(head.next), name) };
}

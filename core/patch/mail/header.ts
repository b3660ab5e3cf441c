/**
 * Who wrote the patch, when, and what it says of itself.
 *
 * The mail's own header is not always the patch's: mm-commits mails are sent by a script and carry
 * the patch's From, Subject and Date below a line of dashes in the body, and a patch sent on behalf
 * of another begins with such a block. The block nearest to the message wins, field by field.
 */
import type { MailHeader } from '../patch.ts';
import type { SourceLine } from '../text.ts';
import { parseAuthor } from './address.ts';
import { decodeEncodedWords } from './encoded-word.ts';
import { field, readFields, type HeaderField } from './message.ts';
import { parseSubject } from './subject.ts';
import { splitTags } from './tags.ts';

/** Index of the first line of an mm-commits header block, -1 if there is none. */
function findQuiltHeader(text: readonly SourceLine[]): number {
  return text.findIndex(
    (one, index) =>
      index > 0 && /^-{20,}\s*$/.test(text[index - 1].text) && /^From: /.test(one.text),
  );
}

/** A From/Subject/Date block at `start` of the body. */
function readInBodyFields(text: readonly SourceLine[], start: number) {
  let first = start;
  while (first < text.length && text[first].text.trim() === '') first++;
  const block = readFields(text, first);
  return block?.fields.every((one) => /^(from|subject|date)$/.test(one.name)) ? block : null;
}

const archives =
  /^https?:\/\/(?:lore\.kernel\.org|lkml\.kernel\.org|patch\.msgid\.link|lkml\.org)\//;

/**
 * The header of the patch whose text before the diff (and before the diffstat, `textEnd`) is
 * `text`; null if nothing there is one.
 */
export function readHeader(
  fields: readonly HeaderField[] | null,
  text: readonly SourceLine[],
  textEnd: number,
): MailHeader | null {
  const quilt = findQuiltHeader(text);
  const inBody = readInBodyFields(text, quilt < 0 ? 0 : quilt);
  if (!fields && quilt < 0) return null;

  const get = (name: string) => field(inBody?.fields ?? [], name) ?? field(fields ?? [], name);
  const subjectLine = decodeEncodedWords(get('subject') ?? '');
  const { title, series } = parseSubject(subjectLine);

  const start = inBody?.next ?? 0;
  const dashes = text.findIndex((one, index) => index >= start && /^---\s*$/.test(one.text));
  const end = dashes < 0 ? textEnd : Math.min(dashes, textEnd);
  const { body, tags } = splitTags(text.slice(start, end).map((one) => one.text));

  const messageId = field(fields ?? [], 'message-id');
  const links = tags.filter((tag) => tag.name.toLowerCase() === 'link').map((tag) => tag.value);
  return {
    subject: title,
    subjectLine,
    author: parseAuthor(get('from') ?? ''),
    date: get('date') ?? '',
    messageId: messageId ? messageId.replace(/^<|>$/g, '') : null,
    link: links.find((link) => archives.test(link)) ?? links[0] ?? null,
    tags,
    body,
    ...(series ? { series } : {}),
  };
}

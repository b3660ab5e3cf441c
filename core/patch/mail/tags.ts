/** The tags below a commit message: `Signed-off-by:`, `Link:` and their like. */
import type { MailTag } from '../patch.ts';

const anyTag = /^\s*([A-Z][A-Za-z]*(?:-[A-Za-z]+)*):\s+(\S.*)$/;
/** What Documentation/process/submitting-patches.rst and custom know, besides everything `-by`. */
const knownName =
  /^(?:[A-Za-z-]+-by|Cc|Link|Fixes|Closes|BugLink|Bug|References?|Message-I[dD]|Change-Id|Based-on|Depends-on)$/i;

/** The tags of one paragraph, or null if it is prose. */
function tagsOf(paragraph: readonly string[]): MailTag[] | null {
  const tags: MailTag[] = [];
  let known = 0;
  for (const text of paragraph) {
    const match = anyTag.exec(text);
    if (match) {
      tags.push({ name: match[1], value: match[2].trim() });
      if (knownName.test(match[1])) known++;
    } else if (/^\s+\S/.test(text) && tags.length) {
      tags.at(-1)!.value += ` ${text.trim()}`;
    } else if (!/^\[[^\]]*[:\]]/.test(text)) {
      // `[name: what was changed]` is a maintainer's note among the tags.
      return null;
    }
  }
  return known > 0 ? tags : null;
}

/**
 * Cuts a commit message into its prose and the tags at its end. Several paragraphs of tags in a row
 * count, as maintainers append their own below a blank line.
 */
export function splitTags(message: readonly string[]): { body: string; tags: MailTag[] } {
  const lines = message.map((line) => line.trimEnd());
  const tags: MailTag[] = [];
  let end = lines.length;
  while (end > 0) {
    if (lines[end - 1] === '') {
      end--;
      continue;
    }
    let start = end - 1;
    while (start > 0 && lines[start - 1] !== '') start--;
    const found = tagsOf(lines.slice(start, end));
    if (!found) break;
    tags.unshift(...found);
    end = start;
  }
  let first = 0;
  while (first < end && lines[first] === '') first++;
  return { body: lines.slice(first, end).join('\n'), tags };
}

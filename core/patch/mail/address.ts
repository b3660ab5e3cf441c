/** Author fields of mails (RFC 5322, 3.4), as far as authors write them. */
import type { MailAuthor } from '../patch.ts';
import { decodeEncodedWords } from './encoded-word.ts';

/**
 * `Name <a@b>`, `"Name, Q." <a@b>`, `a@b (Name)` or `a@b`. The name may be empty; anything else is
 * taken as a name without an address.
 */
export function parseAuthor(value: string): MailAuthor {
  const clean = (name: string) =>
    decodeEncodedWords(
      name
        .trim()
        .replace(/^"(.*)"$/s, '$1')
        .replace(/\\(.)/g, '$1'),
    ).trim();
  const angle = /^(.*?)<([^<>]*)>/s.exec(value);
  if (angle) return { name: clean(angle[1]), address: angle[2].trim() };
  const comment = /^\s*(\S+@\S+)\s*\((.*)\)\s*$/s.exec(value);
  if (comment) return { name: clean(comment[2]), address: comment[1] };
  const bare = value.trim();
  return /^\S+@\S+$/.test(bare) ? { name: '', address: bare } : { name: clean(bare), address: '' };
}

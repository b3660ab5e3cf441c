/** Subjects of patch mails: what is the title, what was put before it on the way. */
import type { Patch } from '../patch.ts';

export interface ParsedSubject {
  title: string;
  series?: { version: number; index: number; total: number };
}

const reply = /^(?:re|aw|fwd?):\s*/i;
const bracket = /^\[([^\]]*)\]\s*/;

/**
 * Takes `Re:` and bracketed prefixes off. `[PATCH v9 11/20]` gives version 9, patch 11 of 20. A
 * bracket without the word PATCH or RFC and without a version or a count is part of the title.
 */
export function parseSubject(subject: string): ParsedSubject {
  let title = subject.replace(/\s+/g, ' ').trim();
  let series: ParsedSubject['series'];
  for (;;) {
    const prefix = reply.exec(title);
    if (prefix) {
      title = title.slice(prefix[0].length);
      continue;
    }
    const match = bracket.exec(title);
    if (!match) break;
    const words = match[1];
    const count = /(?:^|\s)(\d+)\/(\d+)(?:\s|$)/.exec(words);
    const version = /(?:^|\s|PATCH)v(\d+)(?:\s|$|\.)/i.exec(words);
    if (!count && !version && !/\b(?:PATCH|RFC|RESEND)/i.test(words)) break;
    // A patch numbered 0 is the cover letter; it has its place in the series all the same.
    series ??= {
      version: version ? Number(version[1]) : 1,
      index: count ? Number(count[1]) : 1,
      total: count ? Number(count[2]) : 1,
    };
    title = title.slice(match[0].length);
  }
  return series ? { title, series } : { title };
}

/** A title in the form in which two postings of one patch agree: no prefixes, case or white space. */
export function normalizeSubject(subject: string): string {
  return parseSubject(subject).title.toLowerCase();
}

/** True if the mail's subject is one of `subjects`, whatever version or place in a series. */
export function isSamePatch(mail: Patch, subjects: string[]): boolean {
  if (!mail.header) return false;
  const title = normalizeSubject(mail.header.subject);
  return title !== '' && subjects.some((subject) => normalizeSubject(subject) === title);
}

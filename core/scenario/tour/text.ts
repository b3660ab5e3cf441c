/** The text of a stop: a few signs of Markdown, nothing that could be HTML, and values of the run. */

export type Inline =
  | { kind: 'text' | 'code' | 'strong' | 'emphasis'; text: string }
  /** A C expression whose value at the stop stands here. */
  | { kind: 'value'; expression: string };

export type Block =
  | { kind: 'paragraph'; parts: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'code'; text: string };

const INLINE = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*|\{\{(.+?)\}\}/g;

/**
 * Paragraphs between empty lines, lists of `-` or `1.`, code that is indented by four columns;
 * inside them `code`, *emphasis*, **strong** and {{C expression}}. Everything else is text as it is.
 */
export function readText(text: string): Block[] {
  const blocks: Block[] = [];
  for (const chunk of text.replaceAll('\r', '').split(/\n[ \t]*\n/)) {
    const lines = chunk.split('\n').filter((line) => line.trim() !== '');
    if (lines.length === 0) continue;
    if (lines.every((line) => line.startsWith('    '))) {
      blocks.push({ kind: 'code', text: lines.map((line) => line.slice(4)).join('\n') });
      continue;
    }
    readLines(lines, blocks);
  }
  return blocks;
}

function readLines(lines: readonly string[], blocks: Block[]): void {
  let open: { kind: 'paragraph' } | { kind: 'list'; ordered: boolean } | null = null;
  let texts: string[] = [];
  const close = () => {
    if (open?.kind === 'paragraph')
      blocks.push({ kind: 'paragraph', parts: readInline(texts[0]!) });
    else if (open) blocks.push({ ...open, items: texts.map(readInline) });
    open = null;
    texts = [];
  };
  for (const line of lines) {
    const item = /^\s*(?:(-)|\d+\.)\s+(.*)$/.exec(line);
    if (item) {
      const ordered = item[1] === undefined;
      if (open?.kind !== 'list' || open.ordered !== ordered) close();
      open = { kind: 'list', ordered };
      texts.push(item[2]!.trim());
    } else if (open === null) {
      open = { kind: 'paragraph' };
      texts.push(line.trim());
    } else texts[texts.length - 1] += ` ${line.trim()}`;
  }
  close();
}

/** One line of text. */
export function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) });
    const [, code, strong, emphasis, expression] = match;
    if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong });
    else if (emphasis !== undefined) parts.push({ kind: 'emphasis', text: emphasis });
    else parts.push({ kind: 'value', expression: expression!.trim() });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

/** All expressions in a text. */
export function expressionsIn(text: string): string[] {
  return readText(text)
    .flatMap((block) =>
      block.kind === 'paragraph' ? block.parts : block.kind === 'list' ? block.items.flat() : [],
    )
    .flatMap((part) => (part.kind === 'value' ? [part.expression] : []));
}

/** A text without its signs, its values filled in: for terminals and screen readers. */
export function plainText(text: string, valueOf: (expression: string) => string): string {
  const inline = (parts: readonly Inline[]) =>
    parts.map((part) => (part.kind === 'value' ? valueOf(part.expression) : part.text)).join('');
  return readText(text)
    .map((block) => {
      if (block.kind === 'code') return block.text.replaceAll(/^/gm, '    ');
      if (block.kind === 'paragraph') return inline(block.parts);
      const sign = (index: number) => (block.ordered ? `${index + 1}.` : '-');
      return block.items.map((item, index) => `${sign(index)} ${inline(item)}`).join('\n');
    })
    .join('\n\n');
}

/** The page card as a picture. */
import { flagsText } from '../mm/page-flags.ts';
import type { Alias, PageWord } from '../mm/page-card.ts';
import { kernelText, momentText } from './facts.ts';
import { kindText, pageTitle, type ShownPage } from './page-report.ts';
import { fitted, PALETTES, Svg, wrapped, type Theme } from './svg.ts';

const WIDTH = 960;
const MARGIN = 20;
const LINE = 17;
/** Left edges: of the bytes, of the names, of what they say. */
const BYTES = MARGIN + 46;
const BYTE = 25;
const NAMES = BYTES + 8 * BYTE + 18;
const TEXTS = NAMES + 250;

/** The 64 bytes word by word, the valid members beside them, and what they say. */
export function pageSvg(page: ShownPage, theme: Theme): string {
  const { card, trace, position, kernel, word } = page;
  const palette = PALETTES[theme];
  const svg = new Svg(WIDTH, palette);
  const title = pageTitle(page);
  let y = MARGIN + 14;
  const tell = (text: string, style: Parameters<Svg['text']>[3]) => {
    for (const line of wrapped(text, WIDTH - 2 * MARGIN, style?.size)) {
      svg.text(MARGIN, y, line, style);
      y += LINE;
    }
  };
  tell(title, { size: 16, bold: true });
  y += 3;
  tell(kindText(card), { fill: palette.soft });
  tell(flagsText(card.flags), { fill: palette.soft });
  y += 4;
  for (const each of card.words) y = drawWord(svg, each, y, each.offset === word * 8);
  y += LINE;
  const small = { fill: palette.faint, size: 10.5 };
  tell(`${kernel.scenario}, ${kernel.state}: ${momentText(trace, position)}`, small);
  tell(kernelText(kernel, trace), small);
  const says = card.words.map((each) => {
    const names = each.aliases.filter(({ valid }) => valid).map(({ member }) => member);
    return `+${each.offset} ${names.join(', ')}`;
  });
  return svg.document(y - LINE + MARGIN, title, `${kindText(card)}. ${says.join('; ')}`);
}

/** Returns where the next word begins. */
function drawWord(svg: Svg, word: PageWord, top: number, chosen: boolean): number {
  const { palette } = svg;
  const rows = validRows(word);
  const height = Math.max(rows.length, 1) * LINE + 8;
  if (chosen) svg.rect(MARGIN - 8, top, WIDTH - 2 * MARGIN + 16, height, palette.panel, 4);
  svg.line(MARGIN - 8, top, WIDTH - MARGIN + 8, top, palette.line);
  const y = top + LINE;
  svg.text(MARGIN, y, `+${word.offset}`, { fill: palette.faint });
  word.bytes.forEach((byte, index) => {
    const fill = byte === 0 ? palette.faint : palette.ink;
    svg.text(BYTES + index * BYTE, y, byte.toString(16).padStart(2, '0'), { fill });
  });
  if (rows.length === 0) {
    const reason = word.aliases[0]?.reason ?? '';
    svg.text(NAMES, y, fitted(reason, WIDTH - MARGIN - NAMES), { fill: palette.faint });
  }
  rows.forEach(({ names, text }, index) => {
    const base = y + index * LINE;
    svg.titled(`${names}: ${text}`, () => {
      svg.text(NAMES, base, fitted(names, TEXTS - NAMES - 10), { fill: palette.good, bold: true });
      svg.text(TEXTS, base, fitted(text, WIDTH - MARGIN - TEXTS), { fill: palette.value });
    });
  });
  return top + height;
}

function validRows({ aliases }: PageWord): { names: string; text: string }[] {
  const groups = new Map<string, Alias[]>();
  for (const alias of aliases.filter(({ valid }) => valid)) {
    const key = `${alias.offset} ${alias.size} ${alias.text}`;
    groups.set(key, [...(groups.get(key) ?? []), alias]);
  }
  return [...groups.values()].map((group) => ({
    names: [...new Set(group.map(({ member }) => member))].join(' = '),
    text: group[0]?.text ?? '',
  }));
}

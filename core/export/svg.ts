/** Pictures as SVG: the few shapes that they need, and the colours of the lab, light and dark. */

export type Theme = 'light' | 'dark';

export interface Palette {
  ground: string;
  panel: string;
  ink: string;
  soft: string;
  faint: string;
  line: string;
  differs: string;
  bad: string;
  good: string;
  value: string;
  focus: string;
  /** Bands of functions, and those of calls too short to be told apart. */
  bands: readonly string[];
  merged: readonly string[];
  bandInk: string;
  processes: readonly string[];
}

export const PALETTES: Record<Theme, Palette> = {
  light: {
    ground: '#ffffff',
    panel: '#f8f8f6',
    ink: '#1d1c1a',
    soft: '#55524c',
    faint: '#68655e',
    line: '#c9c6bf',
    differs: '#a83e00',
    bad: '#b3202c',
    good: '#17692f',
    value: '#6b3fc0',
    focus: '#0b62c4',
    bands: ['#c7dfe4', '#d9d0ee', '#d5e4c6', '#f1dcc0', '#f0d0d3', '#cfd8ea'],
    merged: ['#a9ccd4', '#c2b5e2', '#bdd3a8', '#e5c79d', '#e3b4b9', '#b5c3de'],
    bandInk: '#25292b',
    processes: ['#e2dcca', '#cbe0ea', '#dcd2ef', '#d3e6c4'],
  },
  dark: {
    ground: '#1c1e22',
    panel: '#16181b',
    ink: '#e9e7e2',
    soft: '#b3afa6',
    faint: '#9c988f',
    line: '#454952',
    differs: '#f39a57',
    bad: '#ff8a8a',
    good: '#6bd487',
    value: '#c0a3f5',
    focus: '#6cb0ff',
    bands: ['#21474f', '#3b3262', '#33492a', '#54401f', '#5a3035', '#2d3c5a'],
    merged: ['#2b5a65', '#4b407c', '#405c35', '#6a5127', '#713c43', '#394c72'],
    bandInk: '#e6eaec',
    processes: ['#4a4534', '#24475a', '#42376a', '#354c2b'],
  },
};

const FONT = "'DejaVu Sans Mono', ui-monospace, 'SF Mono', Menlo, Consolas, monospace";
/** Width of a letter of a monospaced font, in parts of its size. */
const LETTER = 0.61;

/** A picture that is made piece by piece. Lengths are in CSS pixels. */
export class Svg {
  private readonly parts: string[] = [];

  constructor(
    readonly width: number,
    readonly palette: Palette,
  ) {}

  rect(x: number, y: number, width: number, height: number, fill: string, radius = 0): void {
    const corner = radius > 0 ? ` rx="${radius}"` : '';
    this.parts.push(
      `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${corner} fill="${fill}"/>`,
    );
  }

  line(x1: number, y1: number, x2: number, y2: number, stroke: string, width = 1): void {
    this.parts.push(
      `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" stroke="${stroke}" stroke-width="${width}"/>`,
    );
  }

  /** Points as x, y, x, y … around a place. */
  polygon(x: number, y: number, points: readonly number[], fill: string): void {
    const list: string[] = [];
    for (let i = 0; i < points.length; i += 2) {
      list.push(`${n(x + points[i]!)},${n(y + points[i + 1]!)}`);
    }
    this.parts.push(`<polygon points="${list.join(' ')}" fill="${fill}"/>`);
  }

  circle(x: number, y: number, radius: number, fill: string): void {
    this.parts.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${fill}"/>`);
  }

  /** Text with its base line at `y`. */
  text(
    x: number,
    y: number,
    text: string,
    style: { fill?: string; size?: number; bold?: boolean; anchor?: 'middle' | 'end' } = {},
  ): void {
    const { fill = this.palette.ink, size = 12, bold = false, anchor } = style;
    const weight = bold ? ' font-weight="700"' : '';
    const at = anchor ? ` text-anchor="${anchor}"` : '';
    this.parts.push(
      `<text x="${n(x)}" y="${n(y)}" font-size="${size}" fill="${fill}"${weight}${at}>${escapeXml(text)}</text>`,
    );
  }

  /** A shape with a text of its own, which viewers show where one points. */
  titled(title: string, draw: () => void): void {
    this.parts.push(`<g><title>${escapeXml(title)}</title>`);
    draw();
    this.parts.push('</g>');
  }

  /** The document. `title` and `description` are what screen readers say. */
  document(height: number, title: string, description: string): string {
    const { ground } = this.palette;
    const size = `width="${n(this.width)}" height="${n(height)}" viewBox="0 0 ${n(this.width)} ${n(height)}"`;
    return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" aria-labelledby="title description" font-family="${FONT}" xml:space="preserve">
<title id="title">${escapeXml(title)}</title>
<desc id="description">${escapeXml(description)}</desc>
<rect width="100%" height="100%" fill="${ground}"/>
${this.parts.join('\n')}
</svg>
`;
  }
}

/** About how wide a text is. */
export const widthOf = (text: string, size = 12): number => [...text].length * size * LETTER;

/** As much of a text as fits, with an ellipsis if that is not all; empty where nothing useful fits. */
export function fitted(text: string, width: number, size = 12): string {
  const letters = Math.floor(width / (size * LETTER));
  const all = [...text];
  if (all.length <= letters) return text;
  return letters < 3 ? '' : `${all.slice(0, letters - 1).join('')}…`;
}

/** Lines of at most `width` pixels, broken at spaces; a word that is longer stays whole. */
export function wrapped(text: string, width: number, size = 12): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(`${line} ${word}`, size) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Two decimals are a hundredth of a pixel. */
const n = (value: number): string => String(Math.round(value * 100) / 100);

/** Control characters are not allowed in XML at all. */
function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

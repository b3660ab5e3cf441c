/** Colour and weight as ANSI escapes, or none at all. */

type Paint = (text: string) => string;

export interface Styles {
  bold: Paint;
  dim: Paint;
  red: Paint;
  green: Paint;
  yellow: Paint;
  cyan: Paint;
}

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

export function styles(enabled: boolean): Styles {
  const paint = ([on, off]: readonly [number, number]): Paint =>
    enabled ? (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`) : (text) => text;
  return {
    bold: paint(CODES.bold),
    dim: paint(CODES.dim),
    red: paint(CODES.red),
    green: paint(CODES.green),
    yellow: paint(CODES.yellow),
    cyan: paint(CODES.cyan),
  };
}

const ESCAPES = /\u001b\[\d+m/g;

/** Columns that `text` takes on the screen. */
export function widthOf(text: string): number {
  return [...text.replace(ESCAPES, '')].length;
}

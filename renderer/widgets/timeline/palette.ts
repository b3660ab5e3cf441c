/** The colours of a timeline, out of the design tokens, read once per drawing. */
export interface TimelinePalette {
  font: string;
  ink: string;
  soft: string;
  faint: string;
  line: string;
  differs: string;
  bad: string;
  focus: string;
  /** One colour per kind of function. */
  bands: string[];
  /** The same, and then each of them for several calls at once. */
  calls: string[];
  processes: string[];
}

const BANDS = 6;
const PROCESSES = 4;

export function readPalette(element: Element): TimelinePalette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const list = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => token(`${prefix}-${index}`));
  const bands = list('band', BANDS);
  return {
    font: `10px ${token('font-mono')}`,
    ink: token('band-ink'),
    soft: token('soft'),
    faint: token('faint'),
    line: token('line-strong'),
    differs: token('differs'),
    bad: token('bad'),
    focus: token('focus'),
    bands,
    calls: [...bands, ...list('band-many', BANDS)],
    processes: list('process', PROCESSES),
  };
}

/** A stable colour per function name: the same function looks the same in every state. */
export function colourOf(name: string): number {
  let sum = 0;
  for (let i = 0; i < name.length; i++) sum = (sum * 31 + name.charCodeAt(i)) % 9973;
  return sum % BANDS;
}

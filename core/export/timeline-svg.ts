/** The timeline of a run as a picture: calls by depth, marks above them, a ruler below. */
import { processRuns } from '../machine/index.ts';
import type { Trace } from '../trace/index.ts';
import { kernelText, type ShownKernel } from './facts.ts';
import { fitted, PALETTES, Svg, widthOf, wrapped, type Theme } from './svg.ts';

export const MARK_SIGNS = ['mark', 'difference', 'finding', 'warning', 'oops'] as const;
export type MarkSign = (typeof MARK_SIGNS)[number];

/** A step that is worth a sign. */
export interface TimelineMark {
  step: number;
  sign: MarkSign;
  text: string;
}

export interface ShownRun {
  kernel: ShownKernel;
  trace: Trace;
  /** The steps shown: from, up to but not including to. */
  from: number;
  to: number;
  /** Where the cursor stands; null: nowhere. */
  position: number | null;
  /** Beside those that the run itself has. */
  marks: readonly TimelineMark[];
}

const WIDTH = 1200;
const MARGIN = 16;
const PLOT = WIDTH - 2 * MARGIN;
const BAND = 15;
const THIN = 5;
/** Deeper than this, bands have no names. */
const LABELLED = 26;
/** Calls narrower than this are drawn as one with their neighbours. Pixels. */
const NARROW = 1.5;

export function timelineSvg(run: ShownRun, theme: Theme): string {
  const { kernel, trace, from } = run;
  const to = Math.max(run.to, from + 1);
  const svg = new Svg(WIDTH, PALETTES[theme]);
  const { palette } = svg;
  const xOf = (step: number) => MARGIN + ((step - from) / (to - from)) * PLOT;
  const title = `${kernel.scenario}, ${kernel.state}: steps ${from} to ${to - 1} of ${trace.length}`;
  svg.text(MARGIN, MARGIN + 14, title, { size: 15, bold: true });
  const lane = MARGIN + 38;
  const marks = [...run.marks, ...ownMarks(trace)].filter(({ step }) => step >= from && step < to);
  let y = lane + 12;
  y = drawProcesses(svg, trace, from, to, xOf, y);
  const top = y;
  y = drawBands(svg, trace, from, to, xOf, y);
  drawMarks(svg, marks, xOf, lane, y);
  if (run.position !== null && run.position >= from && run.position <= to) {
    svg.line(xOf(run.position), top - 4, xOf(run.position), y, palette.ink, 2);
  }
  y = drawRuler(svg, from, to, xOf, y);
  y = drawLegend(svg, marks, y);
  for (const text of wrapped(kernelText(kernel, trace), PLOT, 10.5)) {
    svg.text(MARGIN, y, text, { fill: palette.faint, size: 10.5 });
    y += 15;
  }
  return svg.document(y - 15 + MARGIN, title, describe(run, marks));
}

/** For those who do not see the bands. */
function describe({ trace, position }: ShownRun, marks: readonly TimelineMark[]): string {
  const at =
    position === null || position >= trace.length
      ? ''
      : ` The cursor is at step ${position}, in ${trace.step(position).functionName}().`;
  const told = MARK_SIGNS.flatMap((sign) => {
    const own = marks.filter((mark) => mark.sign === sign);
    return own.length === 0 ? [] : [`${own.length} × ${sign}`];
  });
  return `Calls by depth, ${trace.length} steps.${at} ${told.join(', ')}`.trim();
}

/** What the run itself says: its marks, its warnings, how it broke off. */
function ownMarks({ recording }: Trace): TimelineMark[] {
  const marks: TimelineMark[] = [];
  for (const event of recording.events) {
    if (event.kind === 'mark') marks.push({ step: event.step, sign: 'mark', text: event.text });
    if (event.kind === 'warning') {
      marks.push({ step: event.step, sign: 'warning', text: `${event.function}: ${event.text}` });
    }
  }
  const { outcome } = recording;
  if (outcome.kind === 'oops')
    marks.push({ step: outcome.step, sign: 'oops', text: outcome.reason });
  return marks;
}

type Scale = (step: number) => number;

function drawProcesses(
  svg: Svg,
  trace: Trace,
  from: number,
  to: number,
  xOf: Scale,
  y: number,
): number {
  const { runs } = processRuns(trace.recording.events);
  if (new Set(runs.map(({ pid }) => pid)).size < 2) return y;
  const { processes, bandInk } = svg.palette;
  runs.forEach(({ pid, from: start }, index) => {
    const [a, b] = [Math.max(start, from), Math.min(runs[index + 1]?.from ?? trace.length, to)];
    if (a >= b) return;
    const width = xOf(b) - xOf(a);
    svg.rect(xOf(a), y, width, 12, processes[pid % processes.length]!);
    const text = `process ${pid}`;
    if (widthOf(text, 9.5) + 6 < width)
      svg.text(xOf(a) + 3, y + 9.5, text, { size: 9.5, fill: bandInk });
  });
  return y + 14;
}

/** Returns where the bands end. */
function drawBands(
  svg: Svg,
  trace: Trace,
  from: number,
  to: number,
  xOf: Scale,
  top: number,
): number {
  const { palette } = svg;
  const { enter, leave, function: owner } = trace.recording.calls;
  const { functions } = trace.program;
  const { starts, calls } = trace.callRows();
  let y = top;
  for (let depth = 0; depth + 1 < starts.length; depth++) {
    const height = depth < LABELLED ? BAND : THIN;
    let drawn = false;
    let i = starts[depth]!;
    const end = starts[depth + 1]!;
    while (i < end) {
      const call = calls[i]!;
      const [start, stop] = [Math.max(enter[call]!, from), Math.min(leave[call]!, to)];
      i++;
      if (stop <= start) continue;
      const x = xOf(start);
      let right = xOf(stop);
      let many = 1;
      // Neighbours that nobody could tell apart become one band.
      while (i < end && right - x < NARROW * 2) {
        const next = calls[i]!;
        const [a, b] = [xOf(enter[next]!), xOf(Math.min(leave[next]!, to))];
        if (enter[next]! >= to || b - a >= NARROW || a - right >= 1) break;
        right = b;
        many++;
        i++;
      }
      const { name } = functions[owner[call]!]!;
      const colours = many > 1 ? palette.merged : palette.bands;
      const width = Math.max(right - x - (right - x > 3 ? 0.5 : 0), 0.5);
      svg.rect(x, y, width, height - 1, colours[colourOf(name, colours.length)]!);
      const label = many === 1 && height === BAND ? fitted(name, width - 6, 10) : '';
      if (label !== '') svg.text(x + 3, y + 10.5, label, { size: 10, fill: palette.bandInk });
      drawn = true;
    }
    if (!drawn) break;
    y += height;
  }
  return y;
}

function drawMarks(
  svg: Svg,
  marks: readonly TimelineMark[],
  xOf: Scale,
  y: number,
  bottom: number,
): void {
  for (const sign of MARK_SIGNS) {
    let last = -Infinity;
    const own = marks.filter((mark) => mark.sign === sign).sort((a, b) => a.step - b.step);
    for (const { step, text } of own) {
      const x = xOf(step);
      // Signs of a kind that would cover each other are drawn once.
      if (x - last < 5) continue;
      last = x;
      svg.titled(`step ${step}: ${text}`, () => {
        if (sign === 'oops') svg.line(x, y, x, bottom, svg.palette.bad, 1.5);
        drawSign(svg, sign, x, y);
      });
    }
  }
}

/** Each kind has a shape of its own, so that colour is never alone. */
function drawSign(svg: Svg, sign: MarkSign, x: number, y: number): void {
  const { palette } = svg;
  switch (sign) {
    case 'mark':
      return svg.polygon(x, y, [0, -4, 4, 0, 0, 4, -4, 0], palette.soft);
    case 'difference':
      return svg.circle(x, y, 3.5, palette.differs);
    case 'finding':
      return svg.polygon(x, y, [0, -5, 5, -1, 3, 4, -3, 4, -5, -1], palette.bad);
    case 'warning':
      return svg.polygon(x, y, [0, -5, 5, 4, -5, 4], palette.differs);
    case 'oops':
      svg.line(x - 4, y - 4, x + 4, y + 4, palette.bad, 2);
      return svg.line(x - 4, y + 4, x + 4, y - 4, palette.bad, 2);
  }
}

function drawRuler(svg: Svg, from: number, to: number, xOf: Scale, y: number): number {
  const { line, faint } = svg.palette;
  svg.line(MARGIN, y + 3, WIDTH - MARGIN, y + 3, line);
  const rough = (to - from) / 12;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const unit = Math.max(1, ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power);
  for (let step = Math.ceil(from / unit) * unit; step <= to; step += unit) {
    svg.line(xOf(step), y + 3, xOf(step), y + 8, line);
    const edge = xOf(step) > WIDTH - MARGIN - 30 ? 'end' : 'middle';
    svg.text(Math.max(xOf(step), MARGIN + 8), y + 19, String(step), {
      size: 10,
      fill: faint,
      anchor: edge,
    });
  }
  return y + 38;
}

function drawLegend(svg: Svg, marks: readonly TimelineMark[], y: number): number {
  const { soft } = svg.palette;
  let x = MARGIN + 6;
  for (const sign of MARK_SIGNS) {
    const count = marks.filter((mark) => mark.sign === sign).length;
    if (count === 0) continue;
    drawSign(svg, sign, x, y - 4);
    const text = `${sign} (${count})`;
    svg.text(x + 10, y, text, { size: 11, fill: soft });
    x += widthOf(text, 11) + 34;
  }
  return x > MARGIN + 6 ? y + 20 : y;
}

/** A stable colour per function name, as in the lab. */
function colourOf(name: string, colours: number): number {
  let sum = 0;
  for (let i = 0; i < name.length; i++) sum = (sum * 31 + name.charCodeAt(i)) % 9973;
  return sum % colours;
}

import { visibleBands, type Band } from '../../model/bands.ts';
import type { Window } from '../../model/timeline-scale.ts';

export const MARK_LANE = 13;
const BAND_GAP = 1;
const BAND_COLOURS = 6;
const MIN_LABEL = 34;

/** Something that lies at one step of the timeline. */
export interface TimelineMark {
  step: number;
  kind:
    | 'first-difference'
    | 'reading'
    | 'bytes'
    | 'flow'
    | 'end'
    | 'warning'
    | 'oops'
    | 'budget'
    | 'mark';
  text: string;
}

export interface Scene {
  rows: readonly (readonly Band[])[];
  names: readonly string[];
  /** The important ones last: they are drawn on top. */
  marks: readonly TimelineMark[];
  window: Window;
}

const LABELLED = 12;
const THIN = 2;

/**
 * Top and height of each depth's band. Where there is no room for all at full height, the outer calls
 * keep it, with their names, and the inner ones become thin: the shape stays, and can be zoomed into.
 */
export function bandRows(depths: number, height: number): { y: number; height: number }[] {
  const room = Math.max(height - MARK_LANE, 0);
  const full = Math.max(
    0,
    Math.min(depths, Math.floor((room - THIN * depths) / (LABELLED - THIN))),
  );
  const thin = depths > full ? Math.min(LABELLED, (room - full * LABELLED) / (depths - full)) : 0;
  let y = MARK_LANE;
  return Array.from({ length: depths }, (_, depth) => {
    const row = { y, height: depth < full ? LABELLED : thin };
    y += row.height;
    return row;
  });
}

/** Draws a run: its marks above, its calls by depth below. Sizes in CSS pixels. */
export function draw(
  canvas: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  width: number,
  height: number,
  scene: Scene,
): void {
  const { window, rows, names } = scene;
  const scale = width / Math.max(window.to - window.from, 1);
  canvas.clearRect(0, 0, width, height);
  canvas.textBaseline = 'middle';
  canvas.font = `10px ${style.getPropertyValue('--font-mono')}`;
  const ink = style.getPropertyValue('--band-ink');
  const colours = Array.from({ length: BAND_COLOURS }, (_, index) =>
    style.getPropertyValue(`--band-${index}`),
  );
  const bands = bandRows(rows.length, height);
  rows.forEach((row, depth) => {
    const place = bands[depth] ?? { y: 0, height: 0 };
    const inner = Math.max(place.height - BAND_GAP, place.height * 0.8);
    for (const item of visibleBands(row, window.from, window.to, scale)) {
      const name = names[item.band.functionIndex] ?? '';
      canvas.fillStyle = colours[colourOf(name)] ?? ink;
      canvas.fillRect(item.x, place.y, Math.max(item.width - 0.5, 0.75), inner);
      if (item.merged || item.width < MIN_LABEL || place.height < LABELLED) continue;
      label(canvas, name, item.x + 4, place.y + inner / 2 + 0.5, item.width - 8, ink);
    }
  });
  drawMarks(canvas, style, width, height, scene, scale);
}

/** Marks of a kind that would lie on each other are drawn once. */
function drawMarks(
  canvas: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  width: number,
  height: number,
  { marks, window }: Scene,
  scale: number,
): void {
  const last = new Map<TimelineMark['kind'], number>();
  for (const mark of marks) {
    const x = (mark.step - window.from) * scale;
    const apart = mark.kind === 'flow' ? 1.5 : 4;
    if (x < -6 || x > width + 6 || x - (last.get(mark.kind) ?? -Infinity) < apart) continue;
    last.set(mark.kind, x);
    drawMark(canvas, style, mark, x, height);
  }
}

/** A stable colour per function name: the same function looks the same in every state. */
function colourOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + character.charCodeAt(0)) % 9973;
  return sum % BAND_COLOURS;
}

function label(
  canvas: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  width: number,
  ink: string,
): void {
  canvas.fillStyle = ink;
  const full = canvas.measureText(text).width;
  const characters = Math.floor((width / full) * text.length);
  const shown = full <= width ? text : `${text.slice(0, Math.max(characters - 1, 0))}…`;
  if (shown.length > 2) canvas.fillText(shown, x, y);
}

/** Each kind has a shape of its own, so that colour is never alone. */
function drawMark(
  canvas: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  mark: TimelineMark,
  x: number,
  height: number,
): void {
  const y = MARK_LANE / 2;
  const colour = (name: string) => style.getPropertyValue(name);
  canvas.beginPath();
  switch (mark.kind) {
    case 'first-difference':
      canvas.fillStyle = colour('--differs');
      canvas.fillRect(x - 0.5, y, 1, height - y);
      canvas.arc(x, y, 4.5, 0, Math.PI * 2);
      canvas.fill();
      break;
    case 'flow':
      canvas.fillStyle = colour('--differs');
      canvas.fillRect(x - 0.5, y + 2, 1, 4);
      break;
    case 'bytes':
      canvas.fillStyle = colour('--differs');
      canvas.fillRect(x - 2.5, y - 2.5, 5, 5);
      break;
    case 'reading':
    case 'end':
      canvas.strokeStyle = colour('--differs');
      canvas.lineWidth = 1.5;
      canvas.arc(x, y, 3, 0, Math.PI * 2);
      canvas.stroke();
      break;
    case 'mark':
      canvas.fillStyle = colour('--soft');
      canvas.moveTo(x, y - 4);
      canvas.lineTo(x + 4, y);
      canvas.lineTo(x, y + 4);
      canvas.lineTo(x - 4, y);
      canvas.fill();
      break;
    case 'warning':
      canvas.fillStyle = colour('--differs');
      canvas.moveTo(x, y - 5);
      canvas.lineTo(x + 5, y + 4);
      canvas.lineTo(x - 5, y + 4);
      canvas.fill();
      break;
    case 'oops':
    case 'budget':
      canvas.strokeStyle = colour('--bad');
      canvas.lineWidth = 2;
      canvas.moveTo(x - 4, y - 4);
      canvas.lineTo(x + 4, y + 4);
      canvas.moveTo(x + 4, y - 4);
      canvas.lineTo(x - 4, y + 4);
      canvas.stroke();
      canvas.fillStyle = colour('--bad');
      canvas.fillRect(x - 0.75, y, 1.5, height - y);
      break;
  }
}

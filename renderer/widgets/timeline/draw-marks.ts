import type { MarkKind } from '../../model/timeline/marks.ts';
import { MARK_LANE } from './layout.ts';
import type { TimelinePalette } from './palette.ts';

/** Marks of a kind that lie nearer to each other than this are drawn once. CSS pixels. */
export const MARK_WIDTH: Record<MarkKind, number> = {
  flow: 1.5,
  bytes: 4,
  reading: 4,
  end: 4,
  breakpoint: 3,
  note: 4,
  mark: 5,
  'first-difference': 4,
  finding: 5,
  warning: 5,
  budget: 5,
  oops: 5,
};

/** What each kind means and looks like, for the legend. */
export const MARK_LEGEND: { kinds: MarkKind[]; sign: string; text: string }[] = [
  { kinds: ['first-difference'], sign: '●', text: 'first difference' },
  { kinds: ['reading'], sign: '○', text: 'reading' },
  { kinds: ['bytes'], sign: '■', text: 'bytes' },
  { kinds: ['flow'], sign: '╷', text: 'flow' },
  { kinds: ['breakpoint'], sign: '▾', text: 'breakpoint' },
  { kinds: ['note'], sign: '◥', text: 'note' },
  { kinds: ['mark'], sign: '◆', text: 'mark' },
  { kinds: ['finding'], sign: '⬠', text: 'sanitizer' },
  { kinds: ['warning'], sign: '▲', text: 'warning' },
  { kinds: ['oops', 'budget'], sign: '✕', text: 'oops' },
];

type Canvas = CanvasRenderingContext2D;

/** Each kind has a shape of its own, so that colour is never alone. */
export function drawMark(
  canvas: Canvas,
  palette: TimelinePalette,
  kind: MarkKind,
  x: number,
  height: number,
): void {
  const y = MARK_LANE / 2;
  canvas.beginPath();
  switch (kind) {
    case 'first-difference':
      canvas.fillStyle = palette.differs;
      canvas.fillRect(x - 0.5, y, 1, height - y);
      canvas.arc(x, y, 4.5, 0, Math.PI * 2);
      canvas.fill();
      break;
    case 'flow':
      canvas.fillStyle = palette.differs;
      canvas.fillRect(x - 0.5, y + 2, 1, 4);
      break;
    case 'bytes':
      canvas.fillStyle = palette.differs;
      canvas.fillRect(x - 2.5, y - 2.5, 5, 5);
      break;
    case 'reading':
    case 'end':
      canvas.strokeStyle = palette.differs;
      canvas.lineWidth = 1.5;
      canvas.arc(x, y, 3, 0, Math.PI * 2);
      canvas.stroke();
      break;
    case 'note':
      canvas.fillStyle = palette.focus;
      polygon(canvas, x, y, [0, -4.5, 6, -4.5, 6, 1.5]);
      canvas.fillRect(x - 0.5, y - 4.5, 1, 10);
      break;
    case 'breakpoint':
      canvas.fillStyle = palette.bad;
      polygon(canvas, x, y + 1, [-3.5, -3, 3.5, -3, 0, 4]);
      break;
    case 'mark':
      canvas.fillStyle = palette.soft;
      polygon(canvas, x, y, [0, -4, 4, 0, 0, 4, -4, 0]);
      break;
    case 'finding':
      canvas.strokeStyle = palette.bad;
      canvas.lineWidth = 1.5;
      outline(canvas, x, y, [0, -4.5, 4.5, -1, 2.7, 4, -2.7, 4, -4.5, -1]);
      break;
    case 'warning':
      canvas.fillStyle = palette.differs;
      polygon(canvas, x, y, [0, -5, 5, 4, -5, 4]);
      break;
    case 'oops':
    case 'budget':
      canvas.strokeStyle = palette.bad;
      canvas.lineWidth = 2;
      canvas.moveTo(x - 4, y - 4);
      canvas.lineTo(x + 4, y + 4);
      canvas.moveTo(x + 4, y - 4);
      canvas.lineTo(x - 4, y + 4);
      canvas.stroke();
      canvas.fillStyle = palette.bad;
      canvas.fillRect(x - 0.75, y, 1.5, height - y);
      break;
  }
}

function trace(canvas: Canvas, x: number, y: number, points: readonly number[]): void {
  canvas.moveTo(x + points[0]!, y + points[1]!);
  for (let i = 2; i < points.length; i += 2) canvas.lineTo(x + points[i]!, y + points[i + 1]!);
  canvas.closePath();
}

function polygon(canvas: Canvas, x: number, y: number, points: readonly number[]): void {
  trace(canvas, x, y, points);
  canvas.fill();
}

function outline(canvas: Canvas, x: number, y: number, points: readonly number[]): void {
  trace(canvas, x, y, points);
  canvas.stroke();
}

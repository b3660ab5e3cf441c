import type { ProcessRun } from '../../../core/index.ts';
import type { CallTrack } from '../../model/timeline/call-track.ts';
import { inDrawingOrder, visitMarks, type MarkLane } from '../../model/timeline/marks.ts';
import type { Window } from '../../model/timeline/scale.ts';
import { drawMark, MARK_WIDTH } from './draw-marks.ts';
import { isLabelled, MARK_LANE, PROCESS_LANE, type BandRow } from './layout.ts';
import { colourOf, type TimelinePalette } from './palette.ts';

const BAND_GAP = 1;
const MIN_LABEL = 34;

export interface Scene {
  track: CallTrack;
  rows: readonly BandRow[];
  lanes: readonly MarkLane[];
  processes: readonly ProcessRun[];
  window: Window;
}

type Canvas = CanvasRenderingContext2D;

/** Draws a run: its marks above, whose steps they are, its calls by depth below. Sizes in CSS pixels. */
export function draw(
  canvas: Canvas,
  palette: TimelinePalette,
  width: number,
  height: number,
  scene: Scene,
): void {
  const { window } = scene;
  const scale = width / Math.max(window.to - window.from, 1e-9);
  canvas.clearRect(0, 0, width, height);
  canvas.textBaseline = 'middle';
  canvas.font = palette.font;
  const letter = canvas.measureText('m').width;
  drawBands(canvas, palette, width, scale, letter, scene);
  drawProcesses(canvas, palette, width, scale, letter, scene);
  for (const lane of inDrawingOrder(scene.lanes)) {
    const reach = MARK_WIDTH[lane.kind] / scale;
    visitMarks(lane, window.from - reach, window.to + reach, reach, (step) => {
      drawMark(canvas, palette, lane.kind, (step - window.from) * scale, height);
    });
  }
}

/** One path per colour: changing the colour for every band would take most of the time. */
function drawBands(
  canvas: Canvas,
  palette: TimelinePalette,
  width: number,
  scale: number,
  letter: number,
  { track, rows, window }: Scene,
): void {
  const { functions } = track.trace.program;
  const owner = track.trace.recording.calls.function;
  const colours = functionColours(track);
  const labels: { text: string; x: number; y: number; width: number }[] = [];
  const single = palette.bands.map(() => [] as number[]);
  const merged = palette.merged.map(() => [] as number[]);
  rows.forEach((row, depth) => {
    const height = Math.max(row.height - BAND_GAP, row.height * 0.8);
    track.visit(depth, window.from, window.to, scale, (from, to, call, isMerged) => {
      const left = Math.max((from - window.from) * scale, 0);
      const right = Math.min((to - window.from) * scale, width);
      const drawn = Math.max(right - left - (right - left > 3 ? 0.5 : 0), 0.75);
      const colour = colours[owner[call]!]!;
      (isMerged ? merged : single)[colour]!.push(left, row.y, drawn, height);
      if (!isMerged && drawn >= MIN_LABEL && isLabelled(row)) {
        const text = functions[owner[call]!]!.name;
        labels.push({ text, x: left + 4, y: row.y + height / 2 + 0.5, width: drawn - 8 });
      }
    });
  });
  fill(canvas, palette.bands, single);
  fill(canvas, palette.merged, merged);
  canvas.fillStyle = palette.ink;
  for (const { text, x, y, width } of labels) {
    const fits = Math.floor(width / letter);
    const shown = text.length <= fits ? text : `${text.slice(0, Math.max(fits - 1, 0))}…`;
    if (shown.length > 2) canvas.fillText(shown, x, y);
  }
}

function fill(canvas: Canvas, colours: readonly string[], boxes: readonly number[][]): void {
  boxes.forEach((list, index) => {
    if (list.length === 0) return;
    canvas.fillStyle = colours[index]!;
    for (let i = 0; i < list.length; i += 4) {
      canvas.fillRect(list[i]!, list[i + 1]!, list[i + 2]!, list[i + 3]!);
    }
  });
}

const known = new WeakMap<CallTrack, Uint8Array>();

function functionColours(track: CallTrack): Uint8Array {
  let colours = known.get(track);
  if (!colours) {
    colours = Uint8Array.from(track.trace.program.functions, ({ name }) => colourOf(name));
    known.set(track, colours);
  }
  return colours;
}

function drawProcesses(
  canvas: Canvas,
  palette: TimelinePalette,
  width: number,
  scale: number,
  letter: number,
  { track, processes, window }: Scene,
): void {
  processes.forEach(({ pid, from }, index) => {
    const to = processes[index + 1]?.from ?? track.trace.length;
    const left = Math.max((from - window.from) * scale, 0);
    const right = Math.min((to - window.from) * scale, width);
    if (right <= 0 || left >= width || right <= left) return;
    canvas.fillStyle = palette.processes[pid % palette.processes.length]!;
    canvas.fillRect(left, MARK_LANE, Math.max(right - left, 0.75), PROCESS_LANE - BAND_GAP);
    const text = `process ${pid}`;
    if (right - left < text.length * letter + 8) return;
    canvas.fillStyle = palette.ink;
    canvas.fillText(text, left + 4, MARK_LANE + PROCESS_LANE / 2);
  });
}

/** The whole run as an outline: how deep it goes where. */
export function drawOutline(
  canvas: Canvas,
  palette: TimelinePalette,
  width: number,
  height: number,
  track: CallTrack,
): void {
  canvas.clearRect(0, 0, width, height);
  const columns = Math.max(1, Math.round(width));
  const outline = track.outline(columns);
  const unit = (height - 1) / Math.max(track.depths, 1);
  canvas.fillStyle = palette.faint;
  outline.forEach((depth, x) => {
    const column = Math.max(depth * unit, 1);
    canvas.fillRect((x * width) / columns, height - column, width / columns + 0.3, column);
  });
}

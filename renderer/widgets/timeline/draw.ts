import type { ProcessRun } from '../../../core/index.ts';
import type { CallTrack } from '../../model/timeline/call-track.ts';
import { inDrawingOrder, visitMarks, type MarkLane } from '../../model/timeline/marks.ts';
import type { Window } from '../../model/timeline/scale.ts';
import type { BandPicture } from './band-picture.ts';
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
  /** What the bands are drawn into; kept from one drawing to the next. */
  picture: BandPicture;
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

function drawBands(
  canvas: Canvas,
  palette: TimelinePalette,
  width: number,
  scale: number,
  letter: number,
  { track, rows, window, picture }: Scene,
): void {
  const { functions } = track.trace.program;
  const owner = track.trace.recording.calls.function;
  const colours = functionColours(track);
  const labels: { text: string; x: number; y: number; width: number }[] = [];
  const ratio = canvas.getTransform().a;
  if (!picture.begin(Math.round(width * ratio), rows.length, palette.calls)) return;
  rows.forEach((row, depth) => {
    const height = bandHeight(row);
    track.visit(depth, window.from, window.to, scale, (from, to, call, isMerged) => {
      const left = (from - window.from) * scale;
      const right = (to - window.from) * scale;
      const colour = colours[owner[call]!]! + (isMerged ? palette.bands.length : 0);
      picture.band(depth, left * ratio, right * ratio, colour);
      if (isMerged || !isLabelled(row)) return;
      const x = Math.max(left, 0);
      const room = Math.min(right, width) - x;
      if (room < MIN_LABEL) return;
      const text = functions[owner[call]!]!.name;
      labels.push({ text, x: x + 4, y: row.y + height / 2 + 0.5, width: room - 8 });
    });
  });
  picture.end();
  canvas.imageSmoothingEnabled = false;
  rows.forEach((row, depth) => picture.draw(canvas, depth, row.y, width, bandHeight(row)));
  canvas.fillStyle = palette.ink;
  for (const { text, x, y, width } of labels) {
    const fits = Math.floor(width / letter);
    const shown = text.length <= fits ? text : `${text.slice(0, Math.max(fits - 1, 0))}…`;
    if (shown.length > 2) canvas.fillText(shown, x, y);
  }
}

const bandHeight = ({ height }: BandRow) => Math.max(height - BAND_GAP, height * 0.8);

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

/** What is shown, as pictures: SVG made from the model, and PNG painted from that. */
import { pageSvg, timelineSvg, type Theme, type TimelineMark } from '../../core/index.ts';
import type { LabContext } from '../commands/context.ts';
import { columnDifferences } from '../model/column-differences.ts';
import { shownPage } from './text.ts';

/** The theme that is on the screen now. */
export function shownTheme({ settings }: LabContext): Theme {
  return settings.theme.endsWith('dark') ? 'dark' : 'light';
}

export function pagePicture(context: LabContext): string | null {
  const page = shownPage(context);
  return page && pageSvg(page, shownTheme(context));
}

/** More signs than these make no picture better. */
const MOST_DIFFERENCES = 400;

/** The part of the run that the timeline shows, of the state that drives. */
export function timelinePicture(context: LabContext): string | null {
  const { lab, timeline } = context;
  const { scenario, session } = lab;
  if (!scenario || !session) return null;
  const { trace, state } = session;
  const { from, to } = timeline.window;
  // The first of each cause: the picture tells where the states part, the table how often.
  const differences = columnDifferences(lab.compared, 'any')
    .slice(0, MOST_DIFFERENCES)
    .map(({ step, group: { text } }): TimelineMark => ({ step, sign: 'difference', text }));
  return timelineSvg(
    {
      kernel: { scenario: scenario.id, state: state.id, ...scenario.kernel },
      trace,
      from: Math.max(0, Math.floor(from)),
      to: Math.min(trace.length, Math.ceil(to)),
      position: lab.position,
      marks: differences,
    },
    shownTheme(context),
  );
}

/** Twice the size in CSS pixels: sharp on a wall and in print. */
const SCALE = 2;

/** An SVG as PNG. Throws Error where the browser cannot paint it. */
export async function toPng(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('the picture is too large to be painted; save it as SVG instead');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** What can be exported, in which forms: one table, from which the commands are made. */
import type { LabContext } from '../commands/context.ts';
import { pagePicture, timelinePicture, toPng } from './pictures.ts';
import { SCOREBOARD_TEXTS, shownScoreboard, shownSweep, SWEEP_TEXTS } from './program-text.ts';
import {
  DIFFERENCE_TEXTS,
  FIELD_TEXTS,
  PAGE_TEXTS,
  shownDifferences,
  shownFields,
  shownPage,
  WRITER_TEXTS,
} from './text.ts';

export const FORMATS = {
  markdown: { title: 'Markdown', extension: 'md' },
  mail: { title: 'plain text for a mail', extension: 'txt' },
  raw: { title: 'raw rows of dump_page()', extension: 'raw.txt' },
  c: { title: 'a C initialiser', extension: 'c' },
  json: { title: 'JSON', extension: 'json' },
  svg: { title: 'a picture (SVG)', extension: 'svg' },
  png: { title: 'a picture (PNG)', extension: 'png' },
} as const;
export type ExportFormat = keyof typeof FORMATS;

/** One form of one thing, ready to be copied or saved. */
export interface Export {
  /** `page-markdown`. */
  id: string;
  /** `the page card as Markdown`. */
  title: string;
  format: ExportFormat;
  enabled: () => boolean;
  /** Null where there is nothing to show. */
  make: () => Promise<Made | null>;
}

/** What was made, and a name for its file without the extension. */
export interface Made {
  name: string;
  data: string | Uint8Array<ArrayBuffer>;
}

/** All exports of the lab. */
export function exportsOf(context: LabContext): Export[] {
  const { lab } = context;
  const page = () => shownPage(context);
  const selected = () => lab.selected !== null && lab.session !== null;
  const pageName = () => `page-${(page()?.card.pfn ?? 0n).toString(16)}`;
  const stateName = () => `${lab.scenario?.id ?? ''}-${lab.session?.state.id ?? ''}`;
  const texts = <T>(
    id: string,
    title: string,
    forms: Partial<Record<ExportFormat, (shown: T) => string>>,
    shown: () => T | null,
    name: () => string,
    enabled: () => boolean,
  ): Export[] =>
    (Object.keys(FORMATS) as ExportFormat[]).flatMap((format) => {
      const form = forms[format];
      if (!form) return [];
      const make = (): Promise<Made | null> => {
        const value = shown();
        return Promise.resolve(value === null ? null : { name: name(), data: form(value) });
      };
      const what = `${title} as ${FORMATS[format].title}`;
      return [{ id: `${id}-${format}`, title: what, format, enabled, make }];
    });
  const pictures = (
    id: string,
    title: string,
    draw: () => string | null,
    name: () => string,
    enabled: () => boolean,
  ): Export[] =>
    (['svg', 'png'] as const).map((format) => ({
      id: `${id}-${format}`,
      title: `${title} as ${FORMATS[format].title}`,
      format,
      enabled,
      async make() {
        const svg = draw();
        if (svg === null) return null;
        return { name: name(), data: format === 'svg' ? svg : await toPng(svg) };
      },
    }));
  return [
    ...texts(
      'page',
      'the page card',
      PAGE_TEXTS,
      page,
      () => `${stateName()}-${pageName()}`,
      selected,
    ),
    ...texts(
      'writers',
      'who wrote the word',
      WRITER_TEXTS,
      page,
      () => `${stateName()}-${pageName()}-word-${lab.selected?.word ?? 0}`,
      selected,
    ),
    ...texts(
      'differences',
      'the differences',
      DIFFERENCE_TEXTS,
      () => shownDifferences(context),
      () => `${lab.scenario?.id ?? ''}-${lab.left ?? ''}-${lab.right ?? ''}`,
      () => lab.pairing !== null,
    ),
    ...texts(
      'scoreboard',
      'the scoreboard',
      SCOREBOARD_TEXTS,
      () => shownScoreboard(context),
      () => shownScoreboard(context)?.board.id ?? 'scoreboard',
      () => shownScoreboard(context) !== null,
    ),
    ...texts(
      'sweep',
      'what the sweep found',
      SWEEP_TEXTS,
      () => shownSweep(context),
      () => shownSweep(context)?.sweep.id ?? 'sweep',
      () => shownSweep(context) !== null,
    ),
    ...texts(
      'fields',
      'the fields compared',
      FIELD_TEXTS,
      () => shownFields(context),
      () => `${lab.scenario?.id ?? ''}-fields`,
      () => context.fields.pinned !== null,
    ),
    ...pictures(
      'page',
      'the page card',
      () => pagePicture(context),
      () => `${stateName()}-${pageName()}`,
      selected,
    ),
    ...pictures(
      'timeline',
      'the timeline',
      () => timelinePicture(context),
      () => `${stateName()}-timeline`,
      () => lab.session !== null,
    ),
  ];
}

import { readPlace } from '../model/source-place.ts';
import type { LabContext } from '../commands/context.ts';
import { columnsPart } from './columns-part.ts';
import { tourPart } from './tour-part.ts';
import { fieldsPart } from './fields-part.ts';
import { memoryPart } from './memory-part.ts';
import { readBreakpoints } from '../model/breakpoints.ts';
import { VERDICT_FILTERS } from '../model/verdict-list.ts';
import { readNotes } from '../model/notes.ts';
import { readWatches } from '../model/watch.ts';
import { OUTCOME_TABS } from '../stores/ui.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A part of the lab with something of its own to keep. */
export interface SessionPart {
  /** Key in the session's `parts`. */
  name: string;
  save: (context: LabContext) => Json;
  /** Takes what `save` gave, or anything at all: a session may come from anywhere. Never throws. */
  load: (context: LabContext, value: Json) => void;
}

const visitOf = ({ visits }: LabContext['source']): Json => {
  const visit = visits.left?.active ? visits.left : visits.right?.active ? visits.right : null;
  if (!visit) return null;
  const { side, file, line, column, length } = visit;
  return { side, file, line, column, length };
};

/** All of them. */
export const PARTS: readonly SessionPart[] = [
  memoryPart,
  fieldsPart,
  columnsPart,
  {
    name: 'breakpoints',
    // Plain data already; the detour makes it a value of its own.
    save: ({ breakpoints }) => JSON.parse(JSON.stringify(breakpoints.list)) as Json,
    load: ({ breakpoints }, value) => breakpoints.restore(readBreakpoints(value)),
  },
  {
    name: 'outcome',
    save: ({ ui, verdicts }) => ({ tab: ui.outcomeTab, filter: verdicts.filter }),
    load: ({ ui, verdicts }, value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
      const { tab, filter } = value;
      ui.outcomeTab = OUTCOME_TABS.find((each) => each === tab) ?? ui.outcomeTab;
      verdicts.filter = VERDICT_FILTERS.find((each) => each === filter) ?? verdicts.filter;
    },
  },
  {
    name: 'watches',
    save: ({ watches }) => watches.list.map(({ text }) => text),
    load: ({ watches }, value) => watches.restore(readWatches(value)),
  },
  {
    name: 'notes',
    save: ({ notes }) => JSON.parse(JSON.stringify(notes.list)) as Json,
    load: ({ notes }, value) => notes.restore(readNotes(value)),
  },
  tourPart,
  {
    name: 'source',
    save: ({ source }) => ({ unified: source.unified, visit: visitOf(source) }),
    load: ({ source }, value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
      source.unified = value['unified'] === true;
      const place = readPlace(value['visit']);
      if (place) source.show(place);
    },
  },
  {
    name: 'timeline',
    save: ({ timeline: { chosen, range } }) => ({
      window: chosen && { ...chosen },
      range: range && { ...range },
    }),
    load: ({ timeline }, value) => timeline.restore(value),
  },
  {
    name: 'what-if-edit',
    save: ({ whatIf }) => (whatIf.edit ? { ...whatIf.edit } : null),
    load: ({ whatIf }, value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
      const { state, file, before, text, line } = value;
      const texts = [state, file, before, text];
      if (texts.some((one) => typeof one !== 'string') || typeof line !== 'number') return;
      whatIf.edit = { state, file, before, text, line } as typeof whatIf.edit;
    },
  },
];

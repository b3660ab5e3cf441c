/** What is shown, as text to copy or to save. */
import {
  comparePages,
  objectData,
  objectReport,
  type ShownComparison,
  differenceData,
  differenceReport,
  pageData,
  pageInitialiser,
  pageReport,
  rawRows,
  toJsonText,
  toMailText,
  toMarkdown,
  writersReport,
  type ShownDifferences,
  type ShownPage,
} from '../../core/index.ts';
import type { LabContext } from '../commands/context.ts';
import { cardAt } from '../model/memory/cards.ts';
import { compareFields, objectName, otherObject } from '../model/memory/fields-view.ts';
import { frameName } from '../model/memory/names.ts';
import type { StateSession } from '../model/session.ts';
import type { PinnedObject } from '../stores/fields.ts';

/** The selected page at the cursor, in the state that drives; null where there is none. */
export function shownPage({ lab }: LabContext): ShownPage | null {
  const { scenario, selected } = lab;
  const moment = lab.moments[lab.side];
  const card = cardAt(moment, selected?.address ?? null);
  if (!scenario || !selected || !moment || !card) return null;
  const { session, position, memory } = moment;
  return {
    kernel: { scenario: scenario.id, state: session.state.id, ...scenario.kernel },
    trace: session.trace,
    position,
    memory,
    card,
    name: frameName(moment, selected.address),
    word: selected.word,
  };
}

/** The two objects that are compared field by field; null where there are none, or they cannot be read. */
export function shownFields({ lab, runs, fields }: LabContext): ShownComparison | null {
  const { scenario } = lab;
  const left = fields.pinned;
  const moment = lab.moments[lab.side];
  const right = left && otherObject(left, fields.against, moment, lab.selected?.address ?? null);
  if (!scenario || !left || !right) return null;
  const view = compareFields(left, right, (state) => runs.session(state));
  if ('problem' in view) throw new Error(view.problem);
  const called = (object: PinnedObject) => ({
    state: object.state,
    name: objectName(runs.session(object.state)?.trace, object),
  });
  return {
    kernel: { scenario: scenario.id, ...scenario.kernel },
    left: called(left),
    right: called(right),
    comparison: view.comparison,
  };
}

/** The two states and how they differ over the whole run; null until they are compared. */
export function shownDifferences({ lab }: LabContext): ShownDifferences | null {
  const { scenario, pairing } = lab;
  const { left, right } = lab.sessions;
  if (!scenario || !pairing || !left || !right) return null;
  const ranges = comparePages(compared(left), compared(right));
  return {
    kernel: { scenario: scenario.id, ...scenario.kernel },
    left: { state: left.state.id, trace: left.trace },
    right: { state: right.state.id, trace: right.trace },
    differences: pairing.alignment.table,
    pages: {
      bytes: ranges.reduce((sum, { bytes }) => sum + bytes, 0),
      differing: ranges.flatMap(({ differences }) => differences),
    },
    readings: pairing.readings,
  };
}

const compared = ({ state, trace, timeline }: StateSession) => ({
  state: state.id,
  trace,
  timeline,
});

/** The forms of the page card. */
export const PAGE_TEXTS = {
  markdown: (page: ShownPage) => toMarkdown(pageReport(page)),
  mail: (page: ShownPage) => toMailText(pageReport(page)),
  raw: ({ card, memory }: ShownPage) => rawRows(card, memory),
  c: pageInitialiser,
  json: (page: ShownPage) => toJsonText(pageData(page)),
};

/** The forms of "who wrote this word". */
export const WRITER_TEXTS = {
  markdown: (page: ShownPage) => toMarkdown(writersReport(page)),
  mail: (page: ShownPage) => toMailText(writersReport(page)),
  json: (page: ShownPage) => toJsonText(pageData(page).writersOfWord),
};

/** The forms of the comparison. */
export const DIFFERENCE_TEXTS = {
  markdown: (shown: ShownDifferences) => toMarkdown(differenceReport(shown)),
  mail: (shown: ShownDifferences) => toMailText(differenceReport(shown)),
  json: (shown: ShownDifferences) => toJsonText(differenceData(shown)),
};

/** The forms of the comparison field by field. */
export const FIELD_TEXTS = {
  markdown: (shown: ShownComparison) => toMarkdown(objectReport(shown)),
  mail: (shown: ShownComparison) => toMailText(objectReport(shown)),
  json: (shown: ShownComparison) => toJsonText(objectData(shown)),
};

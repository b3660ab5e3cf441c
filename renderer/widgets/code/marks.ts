/** What is drawn into a source besides its text: where the run stands, what a patch changed, values. */
import {
  RangeSet,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type EditorState,
  type Range,
} from '@codemirror/state';
import {
  Decoration,
  EditorView,
  gutter,
  type DecorationSet,
  type GutterMarker,
} from '@codemirror/view';
import type { InlineValue } from '../../model/inline-values.ts';
import type { Side } from '../../model/session.ts';
import { hangingColumns } from './indentation.ts';
import { ACROSS, CALL, CHANGED, CURRENT, ValuesWidget } from './signs.ts';

/** What moves with the cursor. */
export interface CodeMarks {
  /** From 1; 0 for none. */
  line: number;
  innermost: boolean;
  /** Where the other state stands in the same text; 0 for nowhere, or the same line. */
  across?: number | undefined;
  values: ReadonlyMap<number, readonly InlineValue[]>;
}

/** What a patch changed in this file. */
export interface CodeChanges {
  side: Side;
  changed: ReadonlySet<number>;
  /** Where both versions are in one text: the lines that only the left one has. */
  removed?: ReadonlySet<number> | undefined;
}

interface Drawn {
  decorations: DecorationSet;
  signs: RangeSet<GutterMarker>;
}

const NO_SIGNS: RangeSet<GutterMarker> = RangeSet.of<GutterMarker>([]);
const NOTHING: Drawn = { decorations: Decoration.none, signs: NO_SIGNS };

export const setMarks = StateEffect.define<CodeMarks>();
export const setChanges = StateEffect.define<CodeChanges>();

/** Indentation of wrapped lines: of the text alone, so made once. */
const wrapping = StateField.define<DecorationSet>({
  create: ({ doc }) => {
    const lines = new RangeSetBuilder<Decoration>();
    for (let number = 1; number <= doc.lines; number++) {
      const { from, text } = doc.line(number);
      lines.add(from, from, Decoration.line({ class: `cm-hang-${hangingColumns(text)}` }));
    }
    return lines.finish();
  },
  update: (lines) => lines,
  provide: (self) => EditorView.decorations.from(self),
});

const line = (state: EditorState, number: number) =>
  number >= 1 && number <= state.doc.lines ? state.doc.line(number) : null;

function drawChanges(state: EditorState, { side, changed, removed }: CodeChanges): Drawn {
  const decorations = new RangeSetBuilder<Decoration>();
  const signs = new RangeSetBuilder<GutterMarker>();
  const all = [...changed, ...(removed ?? [])].sort((a, b) => a - b);
  for (const number of all) {
    const at = line(state, number);
    if (!at) continue;
    const of = removed?.has(number) ? 'left' : side;
    decorations.add(at.from, at.from, Decoration.line({ class: `cm-changed-${of}` }));
    signs.add(at.from, at.from, CHANGED[of]);
  }
  return { decorations: decorations.finish(), signs: signs.finish() };
}

function drawMarks(state: EditorState, marks: CodeMarks): Drawn {
  const decorations: Range<Decoration>[] = [];
  const here = line(state, marks.line);
  if (here) {
    const name = marks.innermost ? 'cm-current' : 'cm-call';
    decorations.push(Decoration.line({ class: name }).range(here.from));
  }
  const there = line(state, marks.across ?? 0);
  if (there) decorations.push(Decoration.line({ class: 'cm-call' }).range(there.from));
  for (const [number, values] of marks.values) {
    const at = line(state, number);
    if (!at || values.length === 0) continue;
    const widget = new ValuesWidget(values);
    decorations.push(Decoration.widget({ widget, side: 1 }).range(at.to));
  }
  const sign = marks.innermost ? CURRENT : CALL;
  return {
    decorations: Decoration.set(decorations, true),
    signs: RangeSet.of<GutterMarker>(
      [...(here ? [sign.range(here.from)] : []), ...(there ? [ACROSS.range(there.from)] : [])],
      true,
    ),
  };
}

/** A field whose drawing is replaced by an effect and nothing else: the text never changes. */
function drawnBy<T>(
  effect: ReturnType<typeof StateEffect.define<T>>,
  draw: (state: EditorState, value: T) => Drawn,
) {
  return StateField.define<Drawn>({
    create: () => NOTHING,
    update(drawn, transaction) {
      const found = transaction.effects.findLast((each) => each.is(effect));
      return found ? draw(transaction.state, found.value as T) : drawn;
    },
    provide: (self) => EditorView.decorations.from(self, (drawn) => drawn.decorations),
  });
}

const marksField = drawnBy(setMarks, drawMarks);
const changesField = drawnBy(setChanges, drawChanges);

const signs = (field: StateField<Drawn>, spacer: GutterMarker) =>
  gutter({
    class: 'cm-signs',
    markers: (view) => view.state.field(field).signs,
    initialSpacer: () => spacer,
  });

/** The marks and the gutter with the cursor's sign. */
export const codeMarks = [wrapping, changesField, marksField, signs(marksField, CURRENT)];

/** Stands right before the code, so that it reads like a diff. */
export const codeChanges = signs(changesField, CHANGED.right);

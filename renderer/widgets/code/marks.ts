import {
  type RangeSet,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type EditorState,
} from '@codemirror/state';
import {
  Decoration,
  EditorView,
  GutterMarker,
  WidgetType,
  gutter,
  type DecorationSet,
} from '@codemirror/view';
import type { InlineValue } from '../../model/inline-values.ts';
import type { Side } from '../../model/session.ts';
import { hangingColumns } from './indentation.ts';

/** Everything that is drawn into a source besides its text. */
export interface CodeMarks {
  side: Side;
  /** From 1; 0 for none. */
  line: number;
  innermost: boolean;
  changed: ReadonlySet<number>;
  values: ReadonlyMap<number, readonly InlineValue[]>;
}

const NOTHING: CodeMarks = {
  side: 'left',
  line: 0,
  innermost: true,
  changed: new Set(),
  values: new Map(),
};

/** Replaces the marks. */
export const setMarks = StateEffect.define<CodeMarks>();

class ValuesWidget extends WidgetType {
  constructor(readonly values: readonly InlineValue[]) {
    super();
  }

  override eq(other: ValuesWidget): boolean {
    return (
      other.values.length === this.values.length &&
      other.values.every(
        (value, index) =>
          value.name === this.values[index]?.name && value.text === this.values[index]?.text,
      )
    );
  }

  override toDOM(): HTMLElement {
    const box = document.createElement('span');
    box.className = 'cm-values';
    for (const { name, text } of this.values) {
      const item = document.createElement('span');
      const label = document.createElement('b');
      label.textContent = `${name} `;
      item.append(label, text);
      item.title = `${name} = ${text}`;
      box.append(item);
    }
    return box;
  }
}

class Sign extends GutterMarker {
  constructor(
    readonly text: string,
    override readonly elementClass: string,
    readonly title: string,
  ) {
    super();
  }

  override eq(other: Sign): boolean {
    return other.text === this.text && other.elementClass === this.elementClass;
  }

  override toDOM(): Node {
    const sign = document.createElement('span');
    sign.textContent = this.text;
    sign.title = this.title;
    return sign;
  }
}

const CHANGED: Record<Side, Sign> = {
  left: new Sign('−', 'cm-sign-left', 'This line is in this state only'),
  right: new Sign('+', 'cm-sign-right', 'This line is in this state only'),
};
const CURRENT = new Sign('▶', 'cm-sign-current', 'The next step');
const CALL = new Sign('▷', 'cm-sign-current', 'A call that has not returned');

interface Drawn {
  marks: CodeMarks;
  decorations: DecorationSet;
  /** Where the run stands. */
  places: RangeSet<GutterMarker>;
  /** What the patch changed. */
  changes: RangeSet<GutterMarker>;
}

function draw(state: EditorState, marks: CodeMarks): Drawn {
  const decorations = new RangeSetBuilder<Decoration>();
  const places = new RangeSetBuilder<GutterMarker>();
  const changes = new RangeSetBuilder<GutterMarker>();
  for (let number = 1; number <= state.doc.lines; number++) {
    const line = state.doc.line(number);
    const classes = [`cm-hang-${hangingColumns(line.text)}`];
    const here = number === marks.line;
    if (here) classes.push(marks.innermost ? 'cm-current' : 'cm-call');
    if (marks.changed.has(number)) classes.push(`cm-changed-${marks.side}`);
    decorations.add(line.from, line.from, Decoration.line({ class: classes.join(' ') }));
    const values = marks.values.get(number);
    if (values && values.length > 0) {
      const widget = new ValuesWidget(values);
      decorations.add(line.to, line.to, Decoration.widget({ widget, side: 1 }));
    }
    if (here) places.add(line.from, line.from, marks.innermost ? CURRENT : CALL);
    if (marks.changed.has(number)) changes.add(line.from, line.from, CHANGED[marks.side]);
  }
  return {
    marks,
    decorations: decorations.finish(),
    places: places.finish(),
    changes: changes.finish(),
  };
}

const field = StateField.define<Drawn>({
  create: (state) => draw(state, NOTHING),
  update(drawn, transaction) {
    const effect = transaction.effects.find((candidate) => candidate.is(setMarks));
    if (effect) return draw(transaction.state, effect.value as CodeMarks);
    return transaction.docChanged ? draw(transaction.state, drawn.marks) : drawn;
  },
  provide: (self) => EditorView.decorations.from(self, (drawn) => drawn.decorations),
});

/** The marks and the gutters with their signs. */
export const codeMarks = [
  field,
  gutter({
    class: 'cm-signs',
    markers: (view) => view.state.field(field).places,
    initialSpacer: () => CURRENT,
  }),
];

/** Stands right before the code, so that it reads like a diff. */
export const codeChanges = [
  gutter({
    class: 'cm-signs',
    markers: (view) => view.state.field(field).changes,
    initialSpacer: () => CHANGED.right,
  }),
];

/** The name that was gone to, marked for as long as it is looked at. */
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { Visit } from '../../model/source-place.ts';

export const setVisit = StateEffect.define<Visit | null>();

const LINE = Decoration.line({ class: 'cm-visited' });
const NAME = Decoration.mark({ class: 'cm-visited-name' });

export const visitMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(drawn, { state, effects }) {
    const effect = effects.findLast((each) => each.is(setVisit));
    if (!effect) return drawn;
    const visit = effect.value as Visit | null;
    if (!visit || visit.line < 1 || visit.line > state.doc.lines) return Decoration.none;
    const { from, to } = state.doc.line(visit.line);
    const start = Math.min(from + visit.column - 1, to);
    const end = Math.min(start + visit.length, to);
    const line = LINE.range(from);
    return Decoration.set(end > start ? [line, NAME.range(start, end)] : [line]);
  },
  provide: (self) => EditorView.decorations.from(self),
});

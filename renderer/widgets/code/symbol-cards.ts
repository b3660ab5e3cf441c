/** Cards about names: under the mouse, and at the text cursor when a key asks for one. */
import {
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
  type Transaction,
} from '@codemirror/state';
import {
  hoverTooltip,
  showTooltip,
  tooltips,
  type EditorView,
  type Tooltip,
} from '@codemirror/view';
import { h, render } from 'vue';
import type { Moment } from '../../model/session.ts';
import type { SymbolAnswer } from '../../worker/symbol-questions.ts';
import { setMarks } from './marks.ts';
import SymbolCard from './SymbolCard.vue';

/** What the cards ask of the pane that they belong to. */
export interface CardHost {
  /** What stands at a place, from 1; null for nothing. */
  ask(line: number, column: number): Promise<SymbolAnswer | null>;
  moment(): Moment | null;
  /** The line of the text at which an answer's name stands. */
  lineOf(answer: SymbolAnswer): number;
  define: (answer: SymbolAnswer) => void;
  references: (answer: SymbolAnswer) => void;
}

/** Shows a card at the text cursor, which takes the focus; null takes it away. */
export const setCard = StateEffect.define<SymbolAnswer | null>();

const HOVER_TIME = 350;

/** After a move of either cursor, what a card says is of another place or step. */
const hasMoved = ({ selection, effects }: Transaction) =>
  selection !== undefined || effects.some((each) => each.is(setMarks));

export function symbolCards(host: CardHost): Extension {
  const card = (view: EditorView, answer: SymbolAnswer, focus: boolean) => {
    const dom = document.createElement('div');
    const close = () => {
      view.dispatch({ effects: setCard.of(null) });
      view.focus();
    };
    const after = (run: (answer: SymbolAnswer) => void) => () => {
      close();
      run(answer);
    };
    const vnode = h(SymbolCard, {
      answer,
      moment: host.moment(),
      onClose: close,
      onDefine: after(host.define),
      onReferences: after(host.references),
    });
    render(vnode, dom);
    return {
      dom,
      mount: () => focus && dom.querySelector<HTMLElement>('[role="dialog"]')?.focus(),
      destroy: () => render(null, dom),
    };
  };
  const tooltip = (state: EditorState, answer: SymbolAnswer, focus: boolean): Tooltip | null => {
    const { column, length } = answer.here;
    const line = host.lineOf(answer);
    if (line < 1 || line > state.doc.lines) return null;
    const { from, to } = state.doc.line(line);
    const pos = Math.min(from + column - 1, to);
    const end = Math.min(pos + length, to);
    return { pos, end, create: (view) => card(view, answer, focus) };
  };

  const asked = StateField.define<SymbolAnswer | null>({
    create: () => null,
    update(answer, transaction) {
      const effect = transaction.effects.findLast((each) => each.is(setCard));
      if (effect) return effect.value as SymbolAnswer | null;
      return hasMoved(transaction) ? null : answer;
    },
    provide: (self) =>
      showTooltip.compute([self], (state) => {
        const answer = state.field(self);
        return answer && tooltip(state, answer, true);
      }),
  });

  const hover = hoverTooltip(
    async (view, position) => {
      const { number, from } = view.state.doc.lineAt(position);
      const answer = await host.ask(number, position - from + 1);
      return answer && tooltip(view.state, answer, false);
    },
    { hoverTime: HOVER_TIME, hideOn: hasMoved },
  );
  // Not inside the pane, whose edges would cut them.
  return [asked, hover, tooltips({ parent: document.body })];
}

/** The gutters in which breakpoints stand and are set by a click. */
import { StateEffect, StateField } from '@codemirror/state';
import { gutter, lineNumbers, type BlockInfo, type EditorView } from '@codemirror/view';
import { Sign } from './signs.ts';

/** Lines with a breakpoint, and whether it is on. */
export type Stops = ReadonlyMap<number, boolean>;

export const setStops = StateEffect.define<Stops>();

const ON = new Sign('●', 'cm-stop', 'Breakpoint: click to remove it');
const OFF = new Sign('○', 'cm-stop', 'Breakpoint, turned off: click to remove it');
const NONE = new Sign('●', 'cm-no-stop', 'Set a breakpoint on this line');

const field = StateField.define<Stops>({
  create: () => new Map(),
  update(stops, { effects }) {
    const effect = effects.findLast((each) => each.is(setStops));
    return effect ? (effect.value as Stops) : stops;
  },
});

/** The signs and the line numbers; `toggle` is called with the number of the line that was clicked. */
export function breakpointGutter(
  toggle: (line: number) => void,
  format: (line: number) => string = String,
) {
  const click = (view: EditorView, { from }: BlockInfo) => {
    toggle(view.state.doc.lineAt(from).number);
    return true;
  };
  return [
    field,
    gutter({
      class: 'cm-stops',
      lineMarker(view, { from }) {
        const on = view.state.field(field).get(view.state.doc.lineAt(from).number);
        return on === undefined ? NONE : on ? ON : OFF;
      },
      lineMarkerChange: ({ startState, state }) => startState.field(field) !== state.field(field),
      initialSpacer: () => NONE,
      domEventHandlers: { mousedown: click },
    }),
    lineNumbers({ domEventHandlers: { mousedown: click }, formatNumber: format }),
  ];
}

/** Small things that stand in the gutters and behind lines of a source. */
import { GutterMarker, WidgetType } from '@codemirror/view';
import type { InlineValue } from '../../model/inline-values.ts';
import type { Side } from '../../model/session.ts';

export class ValuesWidget extends WidgetType {
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

export class Sign extends GutterMarker {
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

export const CHANGED: Record<Side, Sign> = {
  left: new Sign('−', 'cm-sign-left', 'This line is in this state only'),
  middle: new Sign('±', 'cm-sign-middle', 'Not all states that are shown have this line'),
  right: new Sign('+', 'cm-sign-right', 'This line is in this state only'),
};
export const CURRENT = new Sign('▶', 'cm-sign-current', 'The next step');
export const ACROSS = new Sign('◁', 'cm-sign-current', 'Where the other state stands');
export const CALL = new Sign('▷', 'cm-sign-current', 'A call that has not returned');

import { differentGroup, objectAt, typeText } from '../../core/index.ts';
import { compareFields, otherObject, PAGE } from '../model/memory/fields-view.ts';
import type { Moment } from '../model/session.ts';
import type { PinnedObject } from '../stores/fields.ts';
import { focusPaneNamed } from '../widgets/panes.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** Two objects field by field: a page at two steps or in two states, two pages, any record. */
export function fieldCommands({ lab, runs, memory, fields, ui }: LabContext): Command[] {
  const show = () => {
    memory.tool = 'fields';
    ui.leftPane = 'memory';
    focusPaneNamed('memory');
  };
  const pageAt = (moment: Moment | null): PinnedObject | null => {
    if (!moment || !lab.selected) return null;
    const { session, position } = moment;
    return { state: session.state.id, position, address: lab.selected.address, record: PAGE };
  };
  const here = () => lab.moments[lab.side];
  const selected = () => lab.selected !== null && here() !== null;
  const command = (
    id: string,
    title: string,
    keys: string[],
    enabled: () => boolean,
    run: () => void,
  ): Command => ({ id: `fields.${id}`, title, group: 'Memory', keys, enabled, run });
  const pinned = () => fields.pinned !== null;
  const walk = (by: 1 | -1) => () => {
    const left = fields.pinned;
    const right = left && otherObject(left, fields.against, here(), lab.selected?.address ?? null);
    if (!left || !right) return;
    const view = compareFields(left, right, (state) => runs.session(state));
    const to = 'problem' in view ? -1 : differentGroup(view.comparison.groups, fields.at, by);
    if (to < 0) return ui.say('problem' in view ? view.problem : 'No field differs');
    fields.at = to;
    show();
  };
  return [
    command('pin', 'Compare fields: pin this page at this step', ['Alt+p'], selected, () => {
      const object = pageAt(here());
      if (!object) return;
      fields.pin(object);
      show();
      ui.say('Pinned. Choose another page, step or state: it is compared with this one');
    }),
    command('pin-object', 'Compare fields: pin the object at the byte cursor', [], selected, () => {
      const moment = here();
      const at = memory.bytesAt ?? lab.wordAddress;
      if (!moment || at === null) return;
      const { session, position } = moment;
      const { trace, state } = session;
      const found = objectAt(trace, position, moment.memory, at);
      const record = memory.overlay ?? (found && typeText(found.type));
      if (record === null || !trace.program.records.get(record)?.complete) {
        return ui.say('No known structure lies here: choose one in the view of the bytes');
      }
      const address = memory.overlay === null && found ? found.address : at;
      fields.pin({ state: state.id, position, address, record });
      show();
    }),
    command('fix', 'Compare fields: fix the right side at this page and step', [], pinned, () => {
      const left = fields.pinned;
      const right = left && otherObject(left, null, here(), lab.selected?.address ?? null);
      if (right) fields.against = fields.against ? null : right;
      show();
    }),
    command(
      'states',
      'Compare fields: this page in the left and the right state',
      ['|'],
      () => selected() && lab.moments.left !== null && lab.moments.right !== null,
      () => {
        const [left, right] = [pageAt(lab.moments.left), pageAt(lab.moments.right)];
        if (!left || !right) return;
        fields.pin(left, right);
        show();
      },
    ),
    command('swap', 'Compare fields: exchange left and right', [], pinned, () => {
      const left = fields.pinned;
      const right =
        left && otherObject(left, fields.against, here(), lab.selected?.address ?? null);
      if (left && right) fields.pin(right, left);
    }),
    command('next', 'Next field that differs', ['Alt+]'], pinned, walk(1)),
    command('previous', 'Previous field that differs', ['Alt+['], pinned, walk(-1)),
    command('equal', 'Compare fields: show equal fields, or fold them', [], pinned, () => {
      fields.showEqual = !fields.showEqual;
    }),
    command('forget', 'Compare fields: end the comparison', [], pinned, () => fields.forget()),
  ];
}

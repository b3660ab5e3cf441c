import { z } from '../../contract/zod.ts';
import type { SessionPart } from './parts.ts';

const schema = z.strictObject({ middle: z.string().nullable(), foldSame: z.boolean() });

/** The third column. */
export const columnsPart: SessionPart = {
  name: 'columns',
  save: ({ lab, ui }) => ({ middle: lab.middle, foldSame: ui.foldSame }),
  load: ({ lab, ui }, value) => {
    const { success, data } = schema.safeParse(value);
    if (!success) return;
    ui.foldSame = data.foldSame;
    const known = lab.scenario?.states.some(({ id }) => id === data.middle);
    if (known && ![lab.left, lab.right].includes(data.middle)) {
      lab.show(lab.left, lab.right, data.middle);
    }
  },
};

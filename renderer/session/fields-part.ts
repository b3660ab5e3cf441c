import { z } from '../../contract/zod.ts';
import type { PinnedObject } from '../stores/fields.ts';
import type { SessionPart } from './parts.ts';

const object = z
  .strictObject({
    state: z.string(),
    position: z.int().min(0),
    address: z.string().regex(/^0x[0-9a-f]{1,16}$/),
    record: z.string(),
  })
  .nullable();
const schema = z.strictObject({
  pinned: object,
  against: object,
  at: z.int().min(0),
  showEqual: z.boolean(),
});

const save = (one: PinnedObject | null) =>
  one && { ...one, address: `0x${one.address.toString(16)}` };
const load = (one: z.infer<typeof object>) => one && { ...one, address: BigInt(one.address) };

/** The comparison field by field. */
export const fieldsPart: SessionPart = {
  name: 'fields',
  save: ({ fields }) => ({
    pinned: save(fields.pinned),
    against: save(fields.against),
    at: fields.at,
    showEqual: fields.showEqual,
  }),
  load: ({ fields, lab }, value) => {
    const { success, data } = schema.safeParse(value);
    if (!success) return;
    const known = (one: PinnedObject | null) =>
      one !== null && lab.scenario?.states.some(({ id }) => id === one.state) === true ? one : null;
    fields.pinned = known(load(data.pinned));
    fields.against = known(load(data.against));
    fields.at = data.at;
    fields.showEqual = data.showEqual;
  },
};

import { z } from '../../contract/zod.ts';
import type { SessionPart } from './parts.ts';

const schema = z.strictObject({
  shown: z.boolean(),
  own: z.strictObject({ name: z.string(), text: z.string() }).nullable(),
  chosen: z.string().nullable(),
  index: z.int().min(0),
  predict: z.boolean(),
  answers: z.record(
    z.string(),
    z.strictObject({ given: z.string().nullable(), right: z.boolean() }),
  ),
});

/** Where the tour stands, and what was answered. */
export const tourPart: SessionPart = {
  name: 'tour',
  save: ({ ui, tour: { own, chosen, index, predict, answers } }) => ({
    shown: ui.tourShown,
    ...{ own: own && { ...own }, chosen, index, predict },
    answers: Object.fromEntries(
      Object.entries(answers).map(([stop, { given, right }]) => [stop, { given, right }]),
    ),
  }),
  load: ({ ui, tour }, value) => {
    const { success, data } = schema.safeParse(value);
    if (!success) return;
    ui.tourShown = data.shown;
    tour.own = data.own;
    tour.chosen = data.chosen;
    tour.index = data.index;
    tour.predict = data.predict;
    tour.answers = data.answers;
  },
};

/** The shape of a tour: `tour:` of a `scenario.yaml`, or a file `<name>.tour.yaml` beside it. */
import * as z from 'zod';
import { cName, identifier, text } from '../schema-parts.ts';

const PLACES = ['mark', 'call', 'return', 'line', 'write', 'becomes', 'first', 'end'] as const;
export const FIRSTS = ['difference', 'reading', 'warning', 'oops'] as const;

const anchorKeys = {
  /** The text of a `lab_mark()`. */
  mark: text.optional(),
  /** The beginning of a call of a function, its parameters set; `return`: just behind its end. */
  call: cName.optional(),
  return: cName.optional(),
  /** Arrival at the line of the function `in` that holds this text. */
  line: text.optional(),
  /** Just behind a write of this member of the page `of`, or of this C object. */
  write: text.optional(),
  /** This C condition becomes true. */
  becomes: text.optional(),
  first: z.enum(FIRSTS).optional(),
  end: z.literal(true).optional(),
  /** Which one of them, from 1. */
  nth: z.int().min(1, 'counts from 1').optional(),
  in: cName.optional(),
  of: text.optional(),
  /** Only those count at which this C condition holds. */
  when: text.optional(),
};

/** Which keys go with which place. */
const BESIDE: Record<string, readonly (typeof PLACES)[number][]> = {
  nth: ['mark', 'call', 'return', 'line', 'write', 'becomes'],
  in: ['line', 'becomes'],
  of: ['write'],
  when: ['call', 'return', 'line', 'write'],
};

type AnchorKeys = z.infer<z.ZodObject<typeof anchorKeys>>;

/** What is wrong with the keys taken together; null if nothing is. */
function misfit(value: AnchorKeys): { message: string; path?: string[] } | null {
  const given = PLACES.filter((place) => value[place] !== undefined);
  if (given.length !== 1) return { message: `needs exactly one of: ${PLACES.join(', ')}` };
  const [place] = given;
  for (const [key, places] of Object.entries(BESIDE)) {
    if (value[key as keyof AnchorKeys] === undefined || places.includes(place!)) continue;
    return { message: `goes with ${places.join(', ')}, not with ${place}`, path: [key] };
  }
  if (place === 'line' && value.in === undefined) {
    return { message: 'a line is found by its text inside a function: "in" names it' };
  }
  return null;
}

function checked<T extends z.ZodType<AnchorKeys>>(schema: T): T {
  return schema.superRefine((value, context) => {
    const wrong = misfit(value);
    if (wrong) context.addIssue({ code: 'custom', ...wrong });
  }) as T;
}

/** `after`: counting begins behind another anchor, which may have one too. */
const innermost = checked(z.strictObject(anchorKeys));
const inner = checked(z.strictObject({ ...anchorKeys, after: innermost.optional() }));
export const anchor = checked(z.strictObject({ ...anchorKeys, after: inner.optional() }));

export const PANES = ['source', 'frames', 'tables', 'maps', 'bytes'] as const;
export const DETAILS = ['word', 'history', 'counts', 'watch'] as const;
export const TABS = ['readings', 'step', 'verdict', 'differences', 'breakpoints', 'notes'] as const;

const show = z.strictObject({
  /** `order 4[1]`, `dev0`, or a C expression that points to a struct page. */
  page: text.optional(),
  /** A word of it, 0 to 7, or the name of the member that is looked at. */
  word: z.union([z.int().min(0).max(7), text], { error: 'must be 0 to 7 or a member' }).optional(),
  pane: z.enum(PANES).optional(),
  detail: z.enum(DETAILS).optional(),
  tab: z.enum(TABS).optional(),
  /** A user address whose way through the page tables is shown: a C expression. */
  address: text.optional(),
  watch: z.array(text).default([]),
});

const ANSWERS = ['value', 'reading', 'choices', 'step'] as const;

const choice = z
  .strictObject({
    text,
    /** Right if this C condition holds at the question's anchor. */
    when: text.optional(),
    /** Right if the run comes to this place. */
    reaches: anchor.optional(),
    /** Right if it never does. */
    misses: anchor.optional(),
  })
  .refine(
    ({ when, reaches, misses }) =>
      [when, reaches, misses].filter((one) => one !== undefined).length === 1,
    { error: 'needs exactly one of: when, reaches, misses' },
  );

const question = z
  .strictObject({
    ask: text,
    /** A C expression; its value at the anchor is the answer. */
    value: text.optional(),
    /** What the program read under this name, the first time at the anchor or behind it. */
    reading: text.optional(),
    choices: z.array(choice).min(2, 'needs at least two').optional(),
    /** The answer is a step to go to. */
    step: anchor.optional(),
    /** Where the answer is taken from; without it: where the stop is. */
    at: anchor.optional(),
    /** In which state; without it: in the one that leads. */
    state: identifier.optional(),
    hint: text.optional(),
    /** Said when it is answered, whatever the answer. */
    explain: text.optional(),
  })
  .refine((value) => ANSWERS.filter((kind) => value[kind] !== undefined).length === 1, {
    error: `needs exactly one of: ${ANSWERS.join(', ')}`,
  });

const stop = z.strictObject({
  title: text,
  at: anchor,
  /** Columns from left to right; without them: those of the tour. */
  states: z.array(identifier).min(1, 'needs at least one').max(3, 'three at most').optional(),
  /** The state that the stop is about, in which alone the anchor must be. */
  leads: identifier.optional(),
  show: show.optional(),
  text,
  question: question.optional(),
});

const fields = {
  title: text,
  summary: text.optional(),
  states: z.array(identifier).min(1, 'needs at least one').max(3, 'three at most'),
  stops: z.array(stop).min(1, 'needs at least one stop'),
};

/** `tour:` of a scenario. */
export const tourPart = z.strictObject(fields);
/** A file of its own says whose it is, if it lies elsewhere. */
export const tourFile = z.strictObject({ ...fields, scenario: identifier.optional() });

export type AnchorFile = z.infer<typeof anchor>;
export type TourPart = z.infer<typeof tourPart>;
export type StopFile = z.infer<typeof stop>;
export type QuestionFile = z.infer<typeof question>;

/**
 * The shape of a capture: what a probe kernel wrote down while it ran. Objects are strict, so that
 * a kind of evidence this room does not know is an error and not silently left out.
 */
import * as z from 'zod';

/* No generated code: the lab's content security policy forbids `eval`. */
z.config({ jitless: true });

/** Bytes of one struct page. */
export const PAGE_STRUCT_BYTES = 64;

const number = z
  .string()
  .regex(/^(0x[0-9a-f]{1,16}|[0-9]{1,19})$/, 'must be a number such as "0x1f" or "12"')
  .transform((text) => BigInt(text));

const bytes = z
  .string()
  .regex(/^([0-9a-f]{2})*$/, 'must be pairs of lower-case hexadecimal digits')
  .transform((text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16)));

const page = z.strictObject({
  role: z.string().min(1),
  pfn: number,
  address: number,
  bytes: bytes.refine(
    (row) => row.length === PAGE_STRUCT_BYTES,
    `must be ${PAGE_STRUCT_BYTES} bytes, ${2 * PAGE_STRUCT_BYTES} digits`,
  ),
  /** The page has another owner since: its bytes mean nothing here. */
  stale: z.boolean().default(false),
});

/** A number, one number for each page or element, or (`….bytes`) raw bytes. */
const values = z.record(z.string().min(1), z.union([z.string(), z.array(number)]));

const event = z.strictObject({
  seq: z.int().min(0),
  at: z.string().min(1),
  note: z.string().default(''),
  pages: z.array(page),
  values: values.nullish(),
  pte: number.nullish(),
  ptes: z.array(z.looseObject({ va: number, pte: number })).nullish(),
});

export const captureSchema = z.strictObject({
  kernel: z.string().min(1),
  variant: z.string().min(1),
  scenario: z.string().min(1),
  title: z.string(),
  events: z.array(event).min(1, 'needs at least one event'),
  /** What the user program printed, and /proc/iomem: for the reader, not for comparison. */
  userspace: z.array(z.string()).optional(),
  iomem: z.array(z.string()).optional(),
});

/** A single value that is a number. */
export const numberSchema = number;
/** A single value whose name ends with `.bytes`. */
export const bytesSchema = bytes;

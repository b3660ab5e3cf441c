/** What the schemas of all files are made of. */
import * as z from 'zod';

/* No generated code: the lab's content security policy forbids `eval`. */
z.config({ jitless: true });

export const text = z.string().trim().min(1, 'must not be empty');

export const identifier = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by "-", such as "as-posted"');

export const cName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be a C identifier');

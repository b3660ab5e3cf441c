/** Kernels with a bug each: the comparison must find it, and name the member it shows in. */
import { expect, it } from 'vitest';
import { readCapture, recordChanged } from './testing/recorded.ts';
import { verifyCapture } from './verify.ts';

const MUTANTS = [
  {
    what: 'tails keep the reference they were initialised with',
    file: 'kernel/mm/mm_init.c',
    from: 'set_page_count(page, 0);\n\n\t\t/* Order',
    to: '\n\n\t\t/* Order',
    first: { kind: 'page', seq: 5, subject: 'page1 (pfn 0xfcd8001)', offset: 48 },
    field: '_refcount.counter',
  },
  {
    what: 'the completion is never initialised',
    file: 'kernel/mm/memremap.c',
    from: 'init_completion(&pgmap->done);',
    to: '',
    first: { kind: 'object', seq: 8, subject: 'pgmap' },
    field: 'done.wait.task_list.next',
  },
  {
    what: 'order-9 maps do not share their tails',
    file: 'kernel/mm/sparse-vmemmap.c',
    from: 'if (vmemmap_can_optimize(altmap, pgmap))',
    to: 'if (0)',
    first: { kind: 'page', seq: 19 },
    field: 'flags',
  },
] as const;

it.each(MUTANTS)('$what', ({ file, from, to, first, field }) => {
  const trace = recordChanged('before', file, from, to);
  const result = verifyCapture(trace, readCapture('before', 'S2'));
  expect(result.agrees).toBe(false);
  expect(result.first).toMatchObject(first);
  expect(result.first!.modelled!.fields).toContain(field);
});

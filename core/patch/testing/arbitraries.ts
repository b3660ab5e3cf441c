/** Random texts and random edits of them, for property tests. */
import fc from 'fast-check';

/** Few different lines, so that contexts repeat and the search for a place has work to do. */
const repeatingLine = fc.constantFrom(
  '',
  '}',
  '\treturn 0;',
  'a',
  'b',
  '-- ',
  '--- a/x',
  '-- a/x',
  '++ b/x',
  '- 1 +1 @@',
  '+++ b/x',
  ' x',
  '@@',
  'é€𝄞',
  '\\ x',
  'c\r',
);
const anyLine = fc.oneof(
  { weight: 4, arbitrary: repeatingLine },
  {
    weight: 1,
    arbitrary: fc.string({ maxLength: 12 }).map((text) => text.replace(/[\n\r]/g, '·')),
  },
);

export interface Edited {
  before: string;
  after: string;
}

const text = (lines: string[], complete: boolean) =>
  lines.join('\n') + (complete && lines.length ? '\n' : '');

/** A text and a version of it with some slices replaced. */
export function edited(line: fc.Arbitrary<string> = anyLine): fc.Arbitrary<Edited> {
  const edit = fc.record({
    at: fc.nat(),
    remove: fc.nat({ max: 4 }),
    insert: fc.array(line, { maxLength: 4 }),
  });
  return fc
    .record({
      lines: fc.array(line, { maxLength: 70 }),
      edits: fc.array(edit, { minLength: 1, maxLength: 5 }),
      complete: fc.tuple(fc.boolean(), fc.boolean()),
    })
    .map(({ lines, edits, complete }) => {
      const after = [...lines];
      for (const { at, remove, insert } of edits)
        after.splice(at % (after.length + 1), remove, ...insert);
      return { before: text(lines, complete[0]), after: text(after, complete[1]) };
    })
    .filter(({ before, after }) => before !== after);
}

/** As `edited`, but every line of the text before is the only one of its kind. */
export function editedDistinct(): fc.Arbitrary<Edited> {
  const fresh = fc.array(fc.nat({ max: 999 }), { maxLength: 4 });
  return fc
    .record({
      count: fc.integer({ min: 12, max: 90 }),
      edits: fc.array(fc.record({ at: fc.nat(), remove: fc.nat({ max: 3 }), insert: fresh }), {
        minLength: 1,
        maxLength: 5,
      }),
    })
    .map(({ count, edits }) => {
      const lines = Array.from({ length: count }, (_, index) => `old ${index + 1}`);
      const after = [...lines];
      for (const { at, remove, insert } of edits)
        after.splice(at % (after.length + 1), remove, ...insert.map((n) => `new ${n}`));
      return { before: text(lines, true), after: text(after, true) };
    })
    .filter(({ before, after }) => before !== after && after !== '');
}

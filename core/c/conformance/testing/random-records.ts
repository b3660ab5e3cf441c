/** Random structs and unions as C text, and the names of their members. */
import fc from 'fast-check';

/** One member as drawn; names are given when the record is written out. */
type Member =
  | { kind: 'plain'; type: string; suffix: string; attribute: string }
  | { kind: 'bits'; type: string; width: number; named: boolean; attribute: string }
  | { kind: 'nested'; record: Body; named: boolean };

interface Body {
  keyword: 'struct' | 'union';
  attribute: string;
  members: Member[];
}

export interface RandomRecord {
  /** Tag, unique in its batch. */
  tag: string;
  /** The whole declaration. */
  text: string;
  /** Members that can be reached by one name from the outermost record. */
  members: { name: string; isBitField: boolean }[];
}

const SCALARS = {
  char: 8,
  'signed char': 8,
  'unsigned char': 8,
  short: 16,
  'unsigned short': 16,
  int: 32,
  'unsigned int': 32,
  long: 64,
  'unsigned long': 64,
  'long long': 64,
  _Bool: 1,
  'enum e': 32,
} as const;

const aligned = fc.constantFrom(1, 2, 4, 8, 16, 32).map((n) => ` __attribute__((aligned(${n})))`);
const packed = fc.constant(' __attribute__((packed))');
const none = fc.constant('');
const memberAttribute = fc.oneof(
  { weight: 12, arbitrary: none },
  { weight: 1, arbitrary: aligned },
  { weight: 1, arbitrary: packed },
);
const recordAttribute = fc.oneof(
  { weight: 6, arbitrary: none },
  { weight: 1, arbitrary: aligned },
  { weight: 2, arbitrary: packed },
  { weight: 1, arbitrary: fc.tuple(packed, aligned).map(([a, b]) => a + b) },
);

const plain: fc.Arbitrary<Member> = fc.record({
  kind: fc.constant('plain' as const),
  type: fc.constantFrom(...Object.keys(SCALARS), 'float', 'double', 'void *', 'struct odd'),
  suffix: fc.constantFrom('', '', '', '[3]', '[2][2]', '[0]'),
  attribute: memberAttribute,
});

const bits: fc.Arbitrary<Member> = fc
  .constantFrom(...(Object.keys(SCALARS) as (keyof typeof SCALARS)[]))
  .chain((type) =>
    fc.record({
      kind: fc.constant('bits' as const),
      type: fc.constant(type),
      width: fc.integer({ min: 0, max: SCALARS[type] }),
      named: fc.integer({ min: 0, max: 7 }).map((n) => n > 0),
      attribute: memberAttribute,
    }),
  );

const body: fc.Arbitrary<Body> = fc.letrec<{ body: Body; member: Member }>((tie) => ({
  body: fc.record({
    keyword: fc.constantFrom('struct', 'struct', 'struct', 'union'),
    attribute: recordAttribute,
    members: fc.array(tie('member'), { minLength: 1, maxLength: 7 }),
  }),
  member: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: plain },
    { weight: 6, arbitrary: bits },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('nested' as const),
        record: tie('body'),
        named: fc.boolean(),
      }),
    },
  ),
})).body;

const pack = fc.oneof({ weight: 7, arbitrary: none }, fc.constantFrom('1', '2', '4', '8'));

/** What every batch needs before its records. */
export const PRELUDE =
  'enum e { E_LOW, E_HIGH = 100 };\nstruct odd { short s; char c; short t; };\n';

/** `count` random records with the tags `r0`, `r1` … */
export function randomRecords(count: number, seed: number): RandomRecord[] {
  return fc.sample(fc.tuple(body, pack), { numRuns: count, seed }).map(([record, packing], i) => {
    const members: RandomRecord['members'] = [];
    const declaration = `${write(record, `r${i}`, members, { next: 0 }, true)};\n`;
    const text =
      packing === ''
        ? declaration
        : `#pragma pack(push, ${packing})\n${declaration}#pragma pack(pop)\n`;
    return { tag: `${record.keyword} r${i}`, text, members };
  });
}

/** `reachable` is false inside a nested record with a name: its members are not reached by theirs. */
function write(
  record: Body,
  tag: string,
  members: RandomRecord['members'],
  names: { next: number },
  reachable: boolean,
): string {
  const lines = record.members.map((member) => {
    const name = `m${names.next++}`;
    const add = (isBitField: boolean) => {
      if (reachable) members.push({ name, isBitField });
      return name;
    };
    switch (member.kind) {
      case 'plain':
        return `${member.type} ${add(false)}${member.suffix}${member.attribute};`;
      case 'bits': {
        // A field of no width must not have a name, and an unnamed one takes no attribute here.
        const named = member.named && member.width > 0;
        return `${member.type} ${named ? add(true) : ''}: ${member.width}${named ? member.attribute : ''};`;
      }
      case 'nested': {
        const inner = write(member.record, '', members, names, reachable && !member.named);
        return `${inner}${member.named ? ` ${add(false)}` : ''};`;
      }
    }
  });
  return `${record.keyword} ${tag} { ${lines.join(' ')} }${record.attribute}`;
}

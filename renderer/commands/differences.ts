import {
  firstColumnDifferences,
  nextColumnDifferences,
  nextColumnRepetition,
  type ColumnDifference,
} from '../model/column-differences.ts';
import type { DifferenceLevel } from '../model/difference-walk.ts';
import type { ReadingRow } from '../model/readings-view.ts';
import { count } from '../model/text.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

const LEVELS: { level: DifferenceLevel; id: string; name: string; keys: [string[], string[]] }[] = [
  { level: 'any', id: '', name: 'difference', keys: [['n'], ['p']] },
  { level: 'step', id: '-step', name: 'parting of ways', keys: [['Alt+.'], ['Alt+,']] },
  { level: 'field', id: '-field', name: 'field that differs', keys: [['d'], ['D']] },
  { level: 'byte', id: '-byte', name: 'byte that differs', keys: [['b'], ['B']] },
];

/** Jumping between the steps at which the states part. */
export function differenceCommands(context: LabContext): Command[] {
  const { lab, ui } = context;
  const there = () => lab.pairs.some(({ pairing }) => pairing.alignment.count > 0);
  /** Of three columns, which two part: by the states' short names. */
  const parting = (all: readonly ColumnDifference[]) => {
    if (lab.columns.length < 3) return '';
    const names = all.map(
      ({ pair }) => `${lab.shortName(pair.left)} ≠ ${lab.shortName(pair.right)}`,
    );
    return `${[...new Set(names)].join(', ')}: `;
  };
  const go = (found: readonly ColumnDifference[], none: string) => {
    const [first] = found;
    if (!first) return ui.say(there() ? none : 'The states do not differ');
    lab.seek(first.step);
    const { text, count: times } = first.group;
    const same = found.filter(({ group }) => group.text === text);
    ui.say(`${parting(same)}${text}${times > 1 ? ` (${count(times)} times)` : ''}`);
  };
  const walk = (level: DifferenceLevel, name: string, direction: 1 | -1) => () => {
    const to = nextColumnDifferences(lab.compared, lab.position, direction, level);
    go(to, direction === 1 ? `No further ${name}` : `No earlier ${name}`);
  };
  const repeat = (direction: 1 | -1) => () => {
    const to = nextColumnRepetition(lab.compared, lab.position, direction);
    const none =
      direction === 1 ? 'This difference does not come again' : 'It was never there before';
    go(to ? [to] : [], none);
  };
  const command = (id: string, title: string, keys: string[], run: () => void): Command => {
    return { id: `difference.${id}`, title, group: 'Differences', keys, enabled: there, run };
  };
  return [
    ...LEVELS.flatMap(({ level, id, name, keys: [forth, back] }) => [
      command(`next${id}`, `Next ${name}`, forth, walk(level, name, 1)),
      command(`previous${id}`, `Previous ${name}`, back, walk(level, name, -1)),
    ]),
    command('next-same', 'The same difference again', ['a'], repeat(1)),
    command('previous-same', 'The same difference before', ['A'], repeat(-1)),
    ...readingCommands(context),
    command('first', 'First difference', ['f'], () => go(firstColumnDifferences(lab.compared), '')),
  ];
}

function readingCommands({ lab, comparison, ui }: LabContext): Command[] {
  const readings = () => comparison.readings.filter((row) => row.differs && row.sides[lab.side]);
  const step = (row: ReadingRow | undefined) => row?.sides[lab.side]?.step ?? -1;
  const go = (row: ReadingRow | undefined) => {
    if (!row) return ui.say('No further reading differs');
    lab.seek(step(row));
    ui.say(`${row.name}${row.repeated ? ` #${row.occurrence}` : ''} reads differently`);
  };
  return [
    {
      id: 'difference.next-reading',
      title: 'Next reading that differs',
      group: 'Differences',
      keys: ['N'],
      enabled: () => readings().length > 0,
      run: () => go(readings().find((row) => step(row) > lab.position)),
    },
    {
      id: 'difference.previous-reading',
      title: 'Previous reading that differs',
      group: 'Differences',
      keys: ['P'],
      enabled: () => readings().length > 0,
      run: () => go(readings().findLast((row) => step(row) < lab.position)),
    },
  ];
}

import type { Difference } from '../../core/index.ts';
import type { ReadingRow } from '../model/readings-view.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** Jumping between the steps at which the two states part. */
export function differenceCommands({ lab, comparison, ui }: LabContext): Command[] {
  const differences = () => lab.pairing?.alignment.differences ?? [];
  const at = (difference: Difference) => difference[lab.side];
  const go = (difference: Difference | undefined, none: string) => {
    if (!difference) return ui.say(differences().length === 0 ? 'The states do not differ' : none);
    lab.seek(at(difference));
    ui.say(difference.text);
  };
  const readings = () => comparison.readings.filter((row) => row.differs && row.sides[lab.side]);
  const step = (row: ReadingRow | undefined) => row?.sides[lab.side]?.step ?? -1;
  const goToReading = (row: ReadingRow | undefined) => {
    if (!row) return ui.say('No further reading differs');
    lab.seek(step(row));
    ui.say(`${row.name}${row.repeated ? ` #${row.occurrence}` : ''} reads differently`);
  };
  const there = () => differences().length > 0;
  return [
    {
      id: 'difference.next',
      title: 'Next difference between the states',
      group: 'Differences',
      keys: ['n'],
      enabled: there,
      run: () =>
        go(
          differences().find((difference) => at(difference) > lab.position),
          'This is the last difference',
        ),
    },
    {
      id: 'difference.previous',
      title: 'Previous difference',
      group: 'Differences',
      keys: ['p'],
      enabled: there,
      run: () =>
        go(
          differences().findLast((difference) => at(difference) < lab.position),
          'This is the first difference',
        ),
    },
    {
      id: 'difference.next-reading',
      title: 'Next reading that differs',
      group: 'Differences',
      keys: ['N'],
      enabled: () => readings().length > 0,
      run: () => goToReading(readings().find((row) => step(row) > lab.position)),
    },
    {
      id: 'difference.previous-reading',
      title: 'Previous reading that differs',
      group: 'Differences',
      keys: ['P'],
      enabled: () => readings().length > 0,
      run: () => goToReading(readings().findLast((row) => step(row) < lab.position)),
    },
    {
      id: 'difference.first',
      title: 'First difference',
      group: 'Differences',
      keys: ['f'],
      enabled: there,
      run: () => go(differences()[0], ''),
    },
  ];
}

import type { Recent } from '../recent/recent.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';
import { openMail } from './file.ts';
import { openScenario } from './open-scenario.ts';
import { openSession } from './session.ts';

/** Opens something again, as it was when it was opened or saved last. */
export function openRecent(context: LabContext, entry: Recent): void {
  const { library, recent, ui } = context;
  switch (entry.kind) {
    case 'session':
      if (openSession(context, entry)) recent.remember(entry);
      break;
    case 'mail':
      openMail(context, entry);
      recent.remember(entry);
      break;
    case 'scenario': {
      const found = library.entries.find(({ directory }) => directory === entry.directory);
      if (found?.scenario) return openScenario(context, found.scenario);
      recent.forget(entry);
      ui.say(`${entry.name} is not among the scenarios any more`);
    }
  }
}

export function recentCommands({ recent, ui }: LabContext): Command[] {
  const some = () => recent.list.length > 0;
  return [
    {
      ...{ id: 'file.recent', title: 'Open something recent …', group: 'File', keys: ['Alt+o'] },
      enabled: some,
      run: () => (ui.palette = 'recent'),
    },
    {
      ...{ id: 'file.forget-recent', title: 'Forget what was recent', group: 'File', keys: [] },
      enabled: some,
      run: () => {
        recent.forgetAll();
        ui.say('Forgotten');
      },
    },
  ];
}

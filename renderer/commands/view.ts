import { focusPane } from '../widgets/panes.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** How the lab looks and what is on top. */
export function viewCommands({ ui, lab, settings }: LabContext): Command[] {
  const layouts = ['auto', 'columns', 'rows'] as const;
  const nextLayout = () => {
    const next = layouts[(layouts.indexOf(ui.sourceLayout) + 1) % layouts.length] ?? 'auto';
    ui.sourceLayout = next;
    ui.say(`Sources: ${next === 'auto' ? 'arranged by the room there is' : `in ${next}`}`);
  };
  const view = (id: string, title: string, keys: string[], run: () => void): Command => {
    return { id: `view.${id}`, title, group: 'View', keys, run };
  };
  return [
    view('palette', 'Command palette', ['Mod+k'], () => (ui.palette = 'commands')),
    view('help', 'Keys and help', ['?', 'F1'], () => (ui.help = true)),
    view('settings', 'Settings …', ['Mod+,'], () => (ui.settings = 'look')),
    view('keys', 'Change keys …', [], () => (ui.settings = 'keys')),
    view('theme', 'Next theme', ['t'], () => ui.say(settings.nextTheme())),
    view('differences', 'Next colours for differences', [], () =>
      ui.say(settings.nextDifferences()),
    ),
    view('larger', 'Everything larger', ['Alt+='], () => ui.say(settings.zoomBy(1))),
    view('smaller', 'Everything smaller', ['Alt+-'], () => ui.say(settings.zoomBy(-1))),
    view('usual-size', 'Everything in its usual size', ['Alt+0'], () => ui.say(settings.zoomBy(0))),
    view('projector', 'Projector mode: larger type, fewer panes', ['Mod+Alt+p'], () => {
      settings.set({ projector: !settings.present.projector });
      ui.say(settings.present.projector ? 'Projector mode' : 'No projector mode any more');
    }),
    view('layout', 'Arrange sources in columns or rows', ['v'], nextLayout),
    view('next-pane', 'Focus the next pane', ['F6'], () => focusPane(1)),
    view('previous-pane', 'Focus the previous pane', ['Shift+F6'], () => focusPane(-1)),
    {
      ...view('caller', 'Show the caller', ['<'], () => lab.level++),
      enabled: () => lab.session !== null && lab.level + 1 < lab.stackDepth,
    },
    {
      ...view('callee', 'Back towards the innermost call', ['>'], () => lab.level--),
      enabled: () => lab.level > 0,
    },
  ];
}

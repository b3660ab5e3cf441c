import type { MenuItemConstructorOptions } from 'electron';
import type { MenuGroup } from '../../contract/menu.ts';
import { toAccelerator } from './accelerator.ts';

export interface MenuOptions {
  /** The renderer's commands; entries of a group that the shell has too (File, Edit, View) come first in it. */
  groups: MenuGroup[];
  send: (command: string) => void;
  platform: NodeJS.Platform;
}

/** The application menu as a template: the shell's own entries are roles, everything else sends a command id. */
export function menuTemplate({
  groups,
  send,
  platform,
}: MenuOptions): MenuItemConstructorOptions[] {
  const own = new Map<string, MenuItemConstructorOptions[]>([
    ['File', [{ role: platform === 'darwin' ? 'close' : 'quit' }]],
    ['Edit', [{ role: 'copy' }, { role: 'selectAll' }]],
    [
      'View',
      [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    ],
  ]);
  const labels = ['File', 'Edit', ...groups.map((group) => group.label), 'View'];
  const template: MenuItemConstructorOptions[] = [];
  for (const label of new Set(labels)) {
    const offered = groups
      .filter((group) => group.label === label)
      .flatMap((group) => group.items)
      .map((item) => entry(item, send));
    const fixed = own.get(label) ?? [];
    const line: MenuItemConstructorOptions[] =
      offered.length > 0 && fixed.length > 0 ? [{ type: 'separator' }] : [];
    if (offered.length + fixed.length > 0) {
      template.push({ label, submenu: [...offered, ...line, ...fixed] });
    }
  }
  return platform === 'darwin' ? [{ role: 'appMenu' }, ...template] : template;
}

function entry(
  { id, label, key }: MenuGroup['items'][number],
  send: (command: string) => void,
): MenuItemConstructorOptions {
  const accelerator = key === undefined ? undefined : toAccelerator(key);
  return {
    id,
    label,
    click: () => send(id),
    // Shown, not registered: a registered key would fire even while the user types in a field.
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  };
}

import type { MenuGroup } from '../../contract/menu.ts';
import { GROUPS } from './command.ts';
import type { CommandRegistry } from './registry.ts';

/** The commands as a menu: groups in their order, each command with its first key. */
export function menuGroups(registry: CommandRegistry): MenuGroup[] {
  return GROUPS.map((group) => ({
    label: group,
    items: registry
      .all()
      .filter((command) => command.group === group)
      .map(({ id, title, keys: [key] }) => ({
        id,
        label: title,
        ...(key === undefined ? {} : { key }),
      })),
  })).filter((group) => group.items.length > 0);
}

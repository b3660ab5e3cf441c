import { inject, type InjectionKey } from 'vue';
import type { CommandRegistry } from './registry.ts';

export const commandsKey: InjectionKey<CommandRegistry> = Symbol('commands');

/** The lab's commands, for widgets. */
export function useCommands(): CommandRegistry {
  const registry = inject(commandsKey);
  if (!registry) throw new Error('no commands provided: mount the widget inside the lab');
  return registry;
}

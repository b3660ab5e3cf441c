import { expect, it } from 'vitest';
import { openRealLab } from '../testing/real-lab.ts';
import { createCommands } from './index.ts';
import { formatChord, refusedChord } from './keys.ts';

it('every command of the lab has its own keys, and none that dialogs need', async () => {
  const commands = createCommands(await openRealLab({ open: false }));
  const keys = commands.all().flatMap((command) => command.keys);
  expect(keys.filter((key) => refusedChord(key) !== null)).toEqual([]);
  expect(keys.filter((key) => formatChord(key) === '')).toEqual([]);
  expect(keys.map((key) => commands.ownerOf(key)?.keys.includes(key))).not.toContain(false);
});

import { expect, it } from 'vitest';
import { openRealLab } from '../testing/real-lab.ts';
import { createCommands } from './index.ts';
import { formatChord } from './keys.ts';

it('every command of the lab has its own keys', async () => {
  const commands = createCommands(await openRealLab({ open: false }));
  const keys = commands.all().flatMap((command) => command.keys);
  expect(keys.filter((key) => formatChord(key) === '')).toEqual([]);
  expect(keys.map((key) => commands.ownerOf(key)?.keys.includes(key))).not.toContain(false);
});

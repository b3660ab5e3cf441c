import { expect, it } from 'vitest';
import { pageRanges } from '../../core/index.ts';
import { captureSession, restoreSession } from '../session/capture.ts';
import { readSession } from '../session/file.ts';
import { exportsOf } from '../export/subjects.ts';
import { openRealLab, settled } from '../testing/real-lab.ts';
import { createCommands } from './index.ts';

it('a page is pinned, compared with itself elsewhere, walked, exported, and kept with the session', async () => {
  const context = await openRealLab();
  const { lab, fields, memory, ui } = context;
  const commands = createCommands(context);
  const end = pageRanges(lab.session!.trace)[0]!.step + 1;
  lab.seek(end);
  lab.select(0xffffea03f3600040n, 1);
  commands.run('fields.pin');
  expect(memory.tool).toBe('fields');
  expect(fields.pinned).toEqual({
    state: 'before',
    position: end,
    address: 0xffffea03f3600040n,
    record: 'struct page',
  });
  commands.run('fields.next');
  expect(ui.message.text).toBe('No field differs');

  lab.select(0xffffea03f3600000n, 1); // the head
  commands.run('fields.next');
  const first = fields.at;
  commands.run('fields.next');
  expect(fields.at).toBeGreaterThan(first);
  commands.run('fields.previous');
  expect(fields.at).toBe(first);

  const markdown = exportsOf(context).find(({ id }) => id === 'fields-markdown');
  expect((await markdown?.make())?.data).toContain('`compound_head`');

  commands.run('fields.fix');
  const kept = readSession(captureSession(context)!, 'test');
  fields.forget();
  restoreSession(context, kept);
  await settled(context);
  expect(fields.pinned?.address).toBe(0xffffea03f3600040n);
  expect(fields.against).toMatchObject({ address: 0xffffea03f3600000n, position: end });

  commands.run('fields.states');
  expect([fields.pinned?.state, fields.against?.state]).toEqual(['before', 'v9']);
  commands.run('fields.swap');
  expect([fields.pinned?.state, fields.against?.state]).toEqual(['v9', 'before']);
});

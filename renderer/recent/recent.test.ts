import { describe, expect, it } from 'vitest';
import { openRecent } from '../commands/recent.ts';
import { fileCommands } from '../commands/file.ts';
import { createCommands } from '../commands/index.ts';
import { captureSession } from '../session/capture.ts';
import { openRealLab, settled } from '../testing/real-lab.ts';
import { recentItems } from '../widgets/palette-recent.ts';
import {
  ago,
  MAX_RECENT_TEXT,
  MOST_RECENT,
  readRecent,
  withRecent,
  type Recent,
} from './recent.ts';

const mail = (name: string, text = 'x'): Recent => ({ kind: 'mail', name, text, at: 1 });

describe('what was recent', () => {
  it('is newest first, each once, and no more than fit', () => {
    let list: Recent[] = [];
    for (const name of ['a', 'b', 'a']) list = withRecent(list, mail(name));
    expect(list.map(({ name }) => name)).toEqual(['a', 'b']);
    for (let i = 0; i < 40; i++) list = withRecent(list, mail(String(i)));
    expect(list).toHaveLength(MOST_RECENT);
    const large = withRecent(list, mail('large', 'x'.repeat(MAX_RECENT_TEXT - 1)));
    expect(large.map(({ name }) => name)).toEqual(['large', '39']);
  });

  it('is read from anything at all', () => {
    expect(readRecent('x')).toEqual([]);
    expect(readRecent([mail('a'), { kind: 'mail' }, null])).toEqual([mail('a')]);
  });

  it.each([
    [30_000, 'just now'],
    [5 * 60_000, '5 min ago'],
    [3 * 3_600_000, '3 h ago'],
    [30 * 3_600_000, 'yesterday'],
    [75 * 3_600_000, '3 days ago'],
  ])('is told by its age: %i ms', (age, text) => expect(ago(0, age)).toBe(text));
});

describe('the list in the lab', () => {
  it('has what was opened and saved, and opens it again', async () => {
    const context = await openRealLab();
    const kept = new Map<string, unknown>();
    const storage = {
      get: (key: string) => Promise.resolve(kept.get(key)),
      put: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    };
    await context.recent.load(storage);
    const text = captureSession(context)!;
    context.host.openTextFile = () => Promise.resolve({ name: 'mine.folioscope', text });
    const open = fileCommands(context).find(({ id }) => id === 'file.open')!;
    open.run();
    await settled(context);
    context.recent.remember({ kind: 'scenario', name: 'Gone', directory: 'scenarios/gone' });
    expect(recentItems(context).map(({ title }) => title)).toEqual(['Gone', 'mine.folioscope']);
    expect(kept.get('list')).toEqual(context.recent.list);

    context.lab.seek(77, 'left');
    openRecent(context, context.recent.list[1]!);
    await settled(context);
    expect(context.lab.position).not.toBe(77);
    expect(context.recent.list[0]?.name).toBe('mine.folioscope');
    openRecent(context, context.recent.list[1]!);
    expect(context.ui.message.text).toBe('Gone is not among the scenarios any more');
    expect(context.recent.list.map(({ name }) => name)).toEqual(['mine.folioscope']);

    createCommands(context).run('file.forget-recent');
    expect(context.recent.list).toEqual([]);
  });

  it('lives without a storage, and keeps what was opened while it was read', async () => {
    const context = await openRealLab({ open: false });
    const refuse = () => Promise.reject(new Error('no room'));
    await context.recent.load({ get: refuse, put: refuse });
    context.recent.remember({ kind: 'mail', name: 'a', text: '' });
    const old = [mail('old')];
    const written: unknown[] = [];
    await context.recent.load({
      get: () => Promise.resolve(old),
      put: (_key, value) => Promise.resolve(void written.push(value)),
    });
    expect(context.recent.list.map(({ name }) => name)).toEqual(['a', 'old']);
    expect(written.at(-1)).toEqual(context.recent.list);
  });
});

import { describe, expect, it } from 'vitest';
import { openSession } from '../commands/session.ts';
import { runWithout } from '../commands/run-variant.ts';
import { openRealLab, settled } from '../testing/real-lab.ts';
import { captureSession, movedText } from './capture.ts';
import { looksLikeSession, readSession } from './file.ts';
import { sessionLink, sessionOfLink } from './link.ts';

const TIMEOUT = 180_000;

describe('a session', () => {
  it(
    'brings back everything: step, selection, states, changes, views',
    async () => {
      const before = await openRealLab();
      before.lab.seek(4321, 'right');
      before.lab.select(0xffffea03f3600040n, 1);
      await runWithout(before, 'v9', ['include/linux/mm_types.h:1']);
      await settled(before);
      before.lab.seek(4321, 'right');
      before.ui.leftPane = 'what-if';
      before.memory.tool = 'bytes';
      before.memory.bytesAt = 0xffff888000001008n;
      before.memory.kinds = ['anon', 'free'];
      const text = captureSession(before)!;
      expect(looksLikeSession(text)).toBe(true);

      const after = await openRealLab({ open: false });
      expect(openSession(after, { name: 'x.folioscope', text })).toBe(true);
      await settled(after);
      expect(after.lab.left).toBe('v9');
      expect(after.lab.right).toBe('v9-without-include-linux-mm-types-h-1');
      expect([after.lab.side, after.lab.position]).toEqual(['right', 4321]);
      expect(after.lab.selection).toEqual({ address: 0xffffea03f3600040n, word: 1 });
      expect(after.ui.leftPane).toBe('what-if');
      expect(after.memory.tool).toBe('bytes');
      expect(after.memory.bytesAt).toBe(0xffff888000001008n);
      expect(after.memory.kinds).toEqual(['anon', 'free']);
      expect(after.whatIf.variants).toHaveLength(1);
      expect(captureSession(after)).toBe(text);
      expect(movedText(after, readSession(text, 'x'))).toBe(null);
      const moved = { ...readSession(text, 'x'), place: { function: 'f', file: 'a.c', line: 1 } };
      expect(movedText(after, moved)).toContain('The sources have changed');
    },
    TIMEOUT,
  );

  it('that cannot be read is refused with the reason, and nothing changes', async () => {
    const context = await openRealLab();
    context.lab.seek(77, 'left');
    const good = captureSession(context)!;
    const open = (text: string) => openSession(context, { name: 'my.folioscope', text });
    expect(open(good.slice(0, 200))).toBe(false);
    expect(context.ui.message.text).toMatch(/^my\.folioscope is no session file: /);
    expect(open(good.replace('"side": "left"', '"side": "up"'))).toBe(false);
    expect(context.ui.message.text).toContain('is no session file at cursor.side');
    expect(open(good.replace('"version": 1', '"version": 9'))).toBe(false);
    expect(context.ui.message.text).toContain('was saved by a newer Folioscope');
    expect(open(good.replace(/"scenario": "[^"]*"/, '"scenario": "scenarios/gone"'))).toBe(false);
    expect(context.ui.message.text).toContain(
      'scenarios/gone, which this Folioscope does not have',
    );
    expect(context.lab.position).toBe(77);
  });
});

describe('a link', () => {
  it('carries the session', async () => {
    const text = JSON.stringify({ format: 'folioscope-session', note: 'äöü → 漢字', n: [1, 2] });
    const link = await sessionLink(text, 'http://localhost:1/x/#old');
    expect(link.startsWith('http://localhost:1/x/#session=')).toBe(true);
    expect(await sessionOfLink(new URL(link).hash)).toBe(text);
    expect(await sessionOfLink('')).toBe(null);
  });

  it('that is cut off or too long is refused', async () => {
    const link = await sessionLink('x'.repeat(500) + 'y', 'http://localhost/');
    await expect(sessionOfLink(new URL(link).hash.slice(0, -6))).rejects.toThrow('damaged');
    const noise = Array.from({ length: 40_000 }, (_, i) => ((i * i * 7919) % 9973).toString(36));
    await expect(sessionLink(noise.join(''), 'http://localhost/')).rejects.toThrow(
      'save the session',
    );
  });
});

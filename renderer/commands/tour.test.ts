import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSession } from './session.ts';
import { captureSession } from '../session/capture.ts';
import { sessionLink, sessionOfLink } from '../session/link.ts';
import { openRealLab, settled } from '../testing/real-lab.ts';
import { createCommands } from './index.ts';
import { openTour, recordStop } from './tour-files.ts';

const TIMEOUT = 180_000;

afterEach(() => vi.useRealTimers());

describe('a guided tour in the lab', () => {
  it(
    'keeps its place and answers in a session and through a link',
    async () => {
      const before = await openRealLab();
      const commands = createCommands(before);
      for (const id of ['tour.show', 'tour.next', 'tour.next', 'tour.next']) commands.run(id);
      before.tour.give({ kind: 'value', text: '(unsigned long)head | 1' }, 'head | 1');
      const { position } = before.lab;
      expect(before.ui.outcomeTab).toBe('step');
      const link = await sessionLink(captureSession(before)!, 'http://localhost/');

      const after = await openRealLab({ open: false });
      const text = (await sessionOfLink(new URL(link).hash))!;
      expect(openSession(after, { name: 'the link', text })).toBe(true);
      await settled(after);
      expect([after.tour.index, after.ui.tourShown, after.lab.position]).toEqual([
        3,
        true,
        position,
      ]);
      expect(after.tour.answer).toEqual({ given: 'head | 1', right: true });
      expect(after.tour.stop?.title).toBe('And then the way to the head');
    },
    TIMEOUT,
  );

  it(
    'is made of the place that is shown, and leads back to it',
    async () => {
      const context = await openRealLab();
      createCommands(context).run('tour.show');
      const { position } = context.lab;
      const text = recordStop(context, true)!;
      context.lab.seek(0);
      openTour(context, { name: 'my.tour.yaml', text });
      expect(context.tour.tour?.id).toBe('my');
      expect(context.tour.resolved?.lost).toEqual([]);
      expect(context.lab.position).toBe(position);
      openTour(context, { name: 'bad.yaml', text: 'title: x\n' });
      expect(context.ui.message.text).toMatch(/bad\.yaml:\d+/);
      expect(context.tour.tour?.id).toBe('my');
    },
    TIMEOUT,
  );

  it(
    'plays by itself with the pause of the settings, until a key is pressed',
    async () => {
      const context = await openRealLab();
      const commands = createCommands(context);
      context.settings.set({ tourPause: 5 });
      vi.useFakeTimers();
      commands.run('tour.play');
      expect([context.tour.index, context.ui.tourShown]).toEqual([0, true]);
      vi.advanceTimersByTime(4_999);
      expect(context.tour.index).toBe(0);
      vi.advanceTimersByTime(1);
      expect(context.tour.index).toBe(1);
      expect(context.ui.message.text).toContain('Stop 2 of 9');
      const key = new KeyboardEvent('keydown', { key: 's', cancelable: true });
      window.dispatchEvent(key);
      expect([context.tour.playing, key.defaultPrevented]).toEqual([false, true]);
      expect(context.ui.message.text).toBe('The tour is held at stop 2');
      vi.advanceTimersByTime(60_000);
      expect(context.tour.index).toBe(1);
    },
    TIMEOUT,
  );
});

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { createCommands, type LabContext } from '../commands/index.ts';
import { openRealLab } from '../testing/real-lab.ts';
import {
  forgetSession,
  keepSession,
  keptSession,
  sessionAside,
  setSessionAside,
  type SessionStorage,
} from './keep.ts';

/** A storage in memory that can be told to refuse. */
function fakeStorage() {
  const kept = new Map<string, unknown>();
  const state = { broken: null as string | null };
  const answer = <T>(value: () => T): Promise<T> =>
    state.broken === null ? Promise.resolve(value()) : Promise.reject(new Error(state.broken));
  const storage: SessionStorage = {
    get: (key) => answer(() => kept.get(key)),
    put: (key, value) => answer(() => void kept.set(key, value)),
    delete: (key) => answer(() => void kept.delete(key)),
  };
  return { kept, state, storage };
}

let context: LabContext;
beforeEach(async () => {
  context = await openRealLab();
}, 120_000);

describe('keeping the session', () => {
  it('says once that there is no room, what to do, and when it works again', async () => {
    vi.useFakeTimers();
    const { kept, state, storage } = fakeStorage();
    const stop = keepSession(context, storage);
    const moveTo = async (step: number) => {
      context.lab.seek(step, 'left');
      await nextTick();
      await vi.advanceTimersByTimeAsync(400);
    };
    await moveTo(10);
    expect(kept.get('last')).toContain('"position": 10');
    state.broken = 'the browser has no room left for it on this disk';
    await moveTo(20);
    expect(context.ui.message.text).toBe(
      'This session cannot be kept: the browser has no room left for it on this disk. Save it as a file so that nothing is lost',
    );
    const { serial } = context.ui.message;
    await moveTo(30);
    expect(context.ui.message.serial).toBe(serial);
    expect(kept.get('last')).toContain('"position": 10');
    state.broken = null;
    await moveTo(40);
    expect(context.ui.message.text).toBe('This session is kept again');
    expect(kept.get('last')).toContain('"position": 40');
    stop();
    vi.useRealTimers();
  });

  it('puts aside what cannot be shown, which can then be saved as a file', async () => {
    const { state, storage } = fakeStorage();
    expect(await sessionAside(storage)).toBe(null);
    expect(await setSessionAside('broken', storage)).toBe(true);
    await forgetSession(storage);
    expect(await keptSession(storage)).toBe(null);
    expect(await sessionAside(storage)).toBe('broken');
    state.broken = 'no';
    expect(await setSessionAside('more', storage)).toBe(false);
    expect(await sessionAside(storage)).toBe(null);
    await expect(keptSession(storage)).rejects.toThrow('no');

    const commands = createCommands(context);
    expect(commands.isEnabled('session.save-aside')).toBe(false);
    context.ui.sessionAside = 'broken';
    const saveFile = vi.fn(() => Promise.resolve('mine.folioscope'));
    context.host.saveFile = saveFile;
    commands.run('session.save-aside');
    await vi.waitFor(() => expect(context.ui.message.text).toBe('Saved mine.folioscope'));
    expect(saveFile).toHaveBeenCalledWith({
      suggestedName: 'not-shown.folioscope',
      data: 'broken',
    });
  });

  it('says why a file could not be written, and the session stays as it is', async () => {
    const commands = createCommands(context);
    context.lab.seek(55, 'left');
    context.host.saveFile = () =>
      Promise.reject(new Error('a.folioscope could not be saved: the disk is full. Make room'));
    commands.run('session.save');
    await vi.waitFor(() => expect(context.ui.message.text).toContain('the disk is full'));
    expect(context.lab.position).toBe(55);
    expect(context.recent.list).toEqual([]);
  });
});

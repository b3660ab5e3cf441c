import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick } from 'vue';
import { BrowserHost } from '../host/browser-host.ts';
import { useSettings } from '../stores/settings.ts';
import { useUi } from '../stores/ui.ts';
import { keepSettings, loadSettings, type SettingsHost } from './keep.ts';
import { defaultSettings, readSettings, settingsText } from './schema.ts';

/** A host whose storage is a map, and may be broken. */
function fakeHost(text: string | null = null) {
  const kept: Record<string, string | null> = { settings: text, aside: null };
  const host: SettingsHost = {
    readSettings: () => Promise.resolve(kept.settings ?? null),
    writeSettings: (value) => Promise.resolve(void (kept.settings = value)),
    setSettingsAside: (value) => {
      kept.aside = value;
      return Promise.resolve('settings.unreadable.json');
    },
  };
  return { host, kept };
}

beforeEach(() => {
  setActivePinia(createPinia());
  localStorage.clear();
});

describe('settings', () => {
  it('come back as they were written', () => {
    const settings = { ...defaultSettings(), theme: 'contrast-dark' as const, zoom: 1.25 };
    settings.keys = { 'step.in': ['z'] };
    expect(readSettings(settingsText(settings))).toEqual({ settings, problem: null });
  });

  it('that are wrong in one place count in all others, and the place is told', () => {
    const text = settingsText({ ...defaultSettings(), theme: 'dark' }).replace(
      '"zoom": 1',
      '"zoom": "big"',
    );
    const { settings, problem } = readSettings(text);
    expect(settings).toEqual({ ...defaultSettings(), theme: 'dark' });
    expect(problem).toMatch(/^zoom: /);
  });

  it.each([
    ['{ "format": ', /JSON/],
    ['[]', /not an object/],
    ['{}', /format is not/],
    ['{"format":"folioscope-settings","version":9}', /newer Folioscope/],
  ])('%s: the usual ones, and why', (text, reason) => {
    const { settings, problem } = readSettings(text);
    expect(settings).toEqual(defaultSettings());
    expect(problem).toMatch(reason);
  });
});

describe('keeping settings', () => {
  it('tells what cannot be used and keeps it beside', async () => {
    const { host, kept } = fakeHost('{ broken');
    const { settings, problem } = await loadSettings(host);
    expect(settings).toEqual(defaultSettings());
    expect(problem).toContain('They are kept in settings.unreadable.json');
    expect(kept.aside).toBe('{ broken');
  });

  it('survives a host that can read nothing', async () => {
    const { host } = fakeHost();
    host.readSettings = () => Promise.reject(new Error('/x/settings.json could not be read: EIO'));
    expect(await loadSettings(host)).toMatchObject({
      settings: defaultSettings(),
      problem: expect.stringContaining('could not be read: EIO') as string,
    });
  });

  it('writes what was changed, and says once when it cannot', async () => {
    vi.useFakeTimers();
    const { host, kept } = fakeHost();
    const [settings, ui] = [useSettings(), useUi()];
    const stop = keepSettings(host, settings, ui);
    settings.set({ projector: true });
    await nextTick();
    await vi.advanceTimersByTimeAsync(400);
    expect(kept.settings).toContain('"projector": true');
    host.writeSettings = () => Promise.reject(new Error('the disk is full'));
    settings.set({ projector: false });
    await nextTick();
    await vi.advanceTimersByTimeAsync(400);
    expect(ui.message.text).toBe('Your settings cannot be kept: the disk is full');
    const { serial } = ui.message;
    settings.set({ zoom: 2 });
    await nextTick();
    await vi.advanceTimersByTimeAsync(400);
    expect(ui.message.serial).toBe(serial);
    stop();
    vi.useRealTimers();
  });

  it('uses the browser’s storage, whose refusal is an error with its words', async () => {
    const host = new BrowserHost();
    expect(await host.readSettings()).toBe(null);
    await host.writeSettings('text');
    expect(await host.readSettings()).toBe('text');
    expect(await host.setSettingsAside('old')).toContain('folioscope.settings.unreadable');
    vi.stubGlobal('localStorage', {
      setItem: () => {
        throw new DOMException('the quota has been exceeded', 'QuotaExceededError');
      },
    });
    await expect(host.writeSettings('more')).rejects.toThrow('quota');
    vi.unstubAllGlobals();
  });
});

describe('what follows from settings', () => {
  it('stands on the root of the page', () => {
    const settings = useSettings();
    const { dataset, style } = document.documentElement;
    settings.set({ theme: 'contrast-light', differences: 'gold-violet', motion: 'reduced' });
    expect({ ...dataset }).toMatchObject({
      theme: 'contrast-light',
      differences: 'gold-violet',
      motion: 'reduced',
    });
    const before = settings.appearance;
    settings.set({ zoom: 1.5 });
    expect(style.getPropertyValue('zoom')).toBe('1.5');
    settings.set({ projector: true });
    expect(Number(style.getPropertyValue('zoom'))).toBeGreaterThan(1.5);
    expect(settings.appearance).not.toBe(before);
    settings.reset();
    expect(settings.present).toEqual(defaultSettings());
  });

  it('goes through the themes and the sizes', () => {
    const settings = useSettings();
    const themes = Array.from({ length: 5 }, () => settings.nextTheme());
    expect(new Set(themes).size).toBe(5);
    expect(settings.present.theme).toBe('system');
    expect(settings.nextDifferences()).toBe('Differences: gold and violet');
    expect([settings.zoomBy(1), settings.zoomBy(1), settings.zoomBy(-1)]).toEqual([
      'Size: 110 %',
      'Size: 125 %',
      'Size: 110 %',
    ]);
    expect(settings.zoomBy(0)).toBe('Size: 100 %');
  });
});

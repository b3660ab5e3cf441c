import { beforeAll, describe, expect, it } from 'vitest';
import { openMail } from '../commands/file.ts';
import type { LabContext } from '../commands/index.ts';
import { hunkSteps, plainSubject } from '../model/mail-match.ts';
import { openRealLab, realFiles, SCENARIO } from '../testing/real-lab.ts';

let context: LabContext;
beforeAll(async () => {
  context = await openRealLab();
}, 60_000);

describe('subjects', () => {
  it('are compared without what mailing adds', () => {
    for (const subject of [
      'mm: allow compound zone device pages',
      '[PATCH v9 11/20] mm: Allow compound zone device pages',
      'Re: [PATCH v9 11/20] mm: allow compound  zone device pages',
    ]) {
      expect(plainSubject(subject)).toBe('mm: allow compound zone device pages');
    }
  });
});

describe('opening a mail', () => {
  /** The scenario's own diff is a mail too: its author's. */
  const own = (name: string) => ({ name, text: realFiles()[`${SCENARIO}/${name}`] ?? '' });

  it('recognises the version, and shows its state beside the first', () => {
    const { lab, mail, ui } = context;
    openMail(context, own('posted.patch'));
    expect(mail.error).toBe(null);
    expect(mail.recognition?.state.id).toBe('posted');
    expect([lab.left, lab.right]).toEqual(['before', 'posted']);
    openMail(context, own('v9.patch'));
    expect(mail.recognition?.state.id).toBe('v9');
    expect(lab.right).toBe('v9');
    expect(ui.leftPane).toBe('mail');
    expect(ui.message.text).toMatch(/^Recognised/);
  });

  it('finds the steps of the run that a hunk belongs to', () => {
    openMail(context, own('v9.patch'));
    const { mail, runs } = context;
    const session = runs.session('v9');
    const found = mail.recognition;
    if (!session || !found) throw new Error('not recognised');
    const pair = found.pairs.find((each) => each.file === 'mm/mm_init.c');
    const steps = pair ? hunkSteps(session.trace, found.own, pair) : [];
    expect(steps.length).toBeGreaterThan(0);
    expect(session.trace.step(steps[0] ?? 0).functionName).toBe('__init_zone_device_page');
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });

  it('shows a patch that no scenario knows, and says so', () => {
    const text = '--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-int a;\n+int b;\n';
    openMail(context, { name: 'x.patch', text });
    expect(context.mail.patch?.files).toHaveLength(1);
    expect(context.mail.recognition).toBe(null);
    expect(context.ui.message.text).toMatch(/No scenario knows/);
  });

  it('names the line of a hunk that is cut off', () => {
    const text = '--- a/x.c\n+++ b/x.c\n@@ -1,3 +1,3 @@\n int a;\n';
    openMail(context, { name: 'cut.patch', text });
    expect(context.mail.patch).toBe(null);
    expect(context.mail.error).toMatchObject({ area: 'patch', file: 'cut.patch' });
    expect(context.mail.error?.line).toBeGreaterThan(0);
  });
});

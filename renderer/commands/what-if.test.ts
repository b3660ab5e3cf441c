import { describe, expect, it } from 'vitest';
import { openScenario } from './open-scenario.ts';
import { createCommands } from './index.ts';
import { runEdit, runWithout } from './run-variant.ts';
import { openRealLab, settled, shortFiles, SCENARIO } from '../testing/real-lab.ts';

const TIMEOUT = 60_000;

describe('what if', () => {
  it(
    'leaves out a hunk: the new state stands beside its base, with what it breaks',
    async () => {
      const context = await openRealLab();
      const { lab, whatIf, runs } = context;
      await runWithout(context, 'v9', ['mm/mm_init.c:1']);
      await settled(context);
      const id = 'v9-without-mm-mm-init-c-1';
      expect([lab.left, lab.right]).toEqual(['v9', id]);
      expect(lab.scenario?.states.map((state) => state.id)).toContain(id);
      const effect = whatIf.effects.get(id);
      expect(effect?.kind).toBe('failed');
      expect(effect?.kind === 'failed' && effect.error.message).toContain(
        "no member named 'pgmap'",
      );
      expect(runs.runs.get('v9')?.kind).toBe('ready');
    },
    TIMEOUT,
  );

  it(
    'sets the selected word before the current line, and says what follows from it',
    async () => {
      const context = await openRealLab();
      const { lab, whatIf, ui } = context;
      const commands = createCommands(context);
      const { trace } = lab.sessions.right!;
      const step = trace.stepsEntering('report_folios')[0]!;
      const page = trace.recording.events.find((event) => event.kind === 'pages');
      lab.seek(step, 'right');
      lab.select(page!.kind === 'pages' ? page!.address + 64n : 0n, 1);
      expect(commands.run('what-if.set-word')).toBe(true);
      expect(ui.leftPane).toBe('what-if');
      expect(whatIf.edit?.file).toBe(`${SCENARIO}/program.c`);
      expect(whatIf.edit?.text).toContain('if (++visits == 1) {');
      await runEdit(context);
      await settled(context);
      const [made] = whatIf.variants;
      expect(made?.file?.text).toMatch(
        /^\+\t+\*\(unsigned long \*\)0xffffea03f3600048UL = 0x0UL;$/m,
      );
      const effect = whatIf.effects.get(made!.state);
      const kinds = effect?.kind === 'ready' ? effect.consequences.map(({ kind }) => kind) : [];
      expect(kinds).toContain('reading');
    },
    TIMEOUT,
  );

  it('says that nothing is changed yet, and what is wrong with an edit', async () => {
    const context = await openRealLab();
    const { lab, whatIf, ui, runs } = context;
    const commands = createCommands(context);
    lab.seek(100, 'left');
    expect(commands.run('what-if.edit')).toBe(true);
    await runEdit(context);
    expect(ui.message.text).toBe('Nothing is changed yet');
    whatIf.edit = { ...whatIf.edit!, text: `${whatIf.edit!.text}\nint broken( {\n` };
    await runEdit(context);
    await settled(context);
    const { state } = whatIf.variants[0]!;
    expect(runs.runs.get(state)?.kind).toBe('failed');
    expect(whatIf.effects.get(state)).toMatchObject({ kind: 'failed', error: { area: 'C' } });
    expect(lab.sessions.left?.state.id).toBe('before');
  });

  it('recording the scenario again keeps the changes, opening one starts without any', async () => {
    const context = await openRealLab({ files: shortFiles() });
    context.whatIf.files = { 'scenarios/x': '' };
    createCommands(context).run('file.restart');
    expect(context.whatIf.files).toEqual({ 'scenarios/x': '' });
    await settled(context);
    openScenario(context, context.lab.scenario!);
    expect(context.whatIf.files).toEqual({});
    await settled(context);
  });
});

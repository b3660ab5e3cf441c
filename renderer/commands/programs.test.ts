/** The tables of programs: what is found opens as a session, at the step that it is about. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sweepFindings, type SweepFinding, type SweepPoint } from '../../core/index.ts';
import { captureSession, restoreSession } from '../session/capture.ts';
import { readSession } from '../session/file.ts';
import { sessionLink, sessionOfLink } from '../session/link.ts';
import { InlineProgramRunner } from '../testing/inline-program-runner.ts';
import { openRealLab, realFiles, settled } from '../testing/real-lab.ts';
import { createCommands, type CommandRegistry, type LabContext } from './index.ts';
import { openCase, openFinding } from './open-program.ts';

const TIMEOUT = 240_000;
let context: LabContext;
let commands: CommandRegistry;
const files: { suggestedName: string; data: string | Uint8Array }[] = [];

beforeAll(async () => {
  context = await openRealLab({ files: realFiles(), open: false });
  context.programs.useRunner(new InlineProgramRunner());
  context.host.saveFile = (file) => {
    files.push(file);
    return Promise.resolve(file.suggestedName);
  };
  commands = createCommands(context);
}, TIMEOUT);
beforeEach(() => (context.programs.shown = null));

function sweep() {
  const found = context.programs.families.find((each) => each.kind === 'sweep');
  if (found?.kind !== 'sweep') throw new Error('no sweep');
  return found;
}
function board() {
  const found = context.programs.families.find((each) => each.kind === 'scoreboard');
  if (found?.kind !== 'scoreboard') throw new Error('no scoreboard');
  return found;
}

/** Runs the programs with these values on some states; what they showed. */
async function find(point: SweepPoint, ...states: string[]): Promise<SweepFinding[]> {
  const family = sweep();
  const { programs } = context;
  const whole = programs.choiceOf(family.sweep);
  const values = Object.fromEntries(Object.entries(point).map(([axis, value]) => [axis, [value]]));
  programs.choices.set(family.directory, {
    ...{ ...whole, values: { ...whole.values, ...values }, configs: ['debug-vm'], states },
  });
  await programs.run(family);
  expect(programs.progress.get(family.directory)).toMatchObject({ kind: 'done', error: null });
  programs.choices.delete(family.directory);
  return sweepFindings(family.sweep, programs.sweepRuns(family.sweep));
}
async function open(finding: SweepFinding) {
  await openFinding(context, sweep().sweep, finding, finding.points[0]!);
  const { lab } = context;
  const session = lab.sessions[lab.side]!;
  return { lab, session, step: lab.position };
}

const TAIL = { page: 'private', order: '4', action: 'snapshot', select: 'system', owner: 'own' };

describe('a finding of the sweep opens at its step', () => {
  it(
    'an oops: at the end of the state that dies',
    async () => {
      const found = await find(
        {
          ...TAIL,
          page: 'zero',
          order: '0',
          action: 'migrate',
          select: 'private',
        },
        'posted',
      );
      const { session, step } = await open(found.find(({ kind }) => kind === 'oops')!);
      expect(session.state.id).toBe('posted');
      expect(session.trace.recording.outcome.kind).toBe('oops');
      expect(step).toBe(session.trace.length - 1);
    },
    TIMEOUT,
  );

  it(
    'a warning: where the kernel warns',
    async () => {
      const found = await find({ ...TAIL, page: 'anon', order: '0', action: 'migrate' }, 'posted');
      const { session, step } = await open(found.find(({ kind }) => kind === 'warning')!);
      expect(session.state.id).toBe('posted');
      const events = session.trace.recording.events.filter(({ kind }) => kind === 'warning');
      expect(step).toBe(events[0]?.step);
    },
    TIMEOUT,
  );

  it(
    'each finding of the sanitizers: where that one is',
    async () => {
      const found = await find({ ...TAIL, action: 'read' }, 'before');
      const sanitized = found.filter(
        ({ kind, state }) => kind === 'sanitizer' && state === 'before',
      );
      expect(sanitized.length).toBeGreaterThan(1);
      for (const finding of sanitized) {
        const { session, step } = await open(finding);
        expect(session.state.id).toBe('before');
        const { findings } = await verdictOf(session.state.id);
        expect(findings.filter((one) => one.step === step).map(({ story }) => story)).toContain(
          finding.text,
        );
      }
    },
    TIMEOUT,
  );

  it(
    'different answers: both states side by side, where the second says something else',
    async () => {
      const found = await find(TAIL, 'before', 'posted');
      const { lab, session, step } = await open(found.find(({ kind }) => kind === 'divergence')!);
      expect([lab.left, lab.right]).toEqual(['before', 'posted']);
      expect(session.state.id).toBe('posted');
      const said = (of: typeof session) =>
        of.trace.recording.events.flatMap((event) => (event.kind === 'stdout' ? [event] : []));
      const [before, posted] = [said(lab.sessions.left!), said(lab.sessions.right!)];
      const first = posted.findIndex(({ text }, index) => text !== before[index]?.text);
      expect(step).toBe(posted[first]?.step);
    },
    TIMEOUT,
  );
});

async function verdictOf(state: string) {
  const session = context.runs.session(state)!;
  await context.verdicts.look(session);
  return { findings: context.verdicts.items(session).filter(({ kind }) => kind === 'finding') };
}

describe('a case of the scoreboard', () => {
  it(
    'opens as a session that a link holds',
    async () => {
      const { lab, whatIf } = context;
      await openCase(context, board().board, {
        case: 'open_close',
        variant: 'coherent',
        state: 'posted',
      });
      await settled(context);
      expect(lab.scenario?.args).toEqual(['open_close', 'coherent']);
      expect(lab.right).toBe('posted');
      const text = captureSession(context)!;
      const link = await sessionLink(text, 'http://127.0.0.1/');
      commands.run('session.forget');
      const again = readSession((await sessionOfLink(new URL(link).hash))!, 'the link');
      restoreSession(context, again);
      await settled(context);
      expect(lab.scenario?.args).toEqual(['open_close', 'coherent']);
      expect(Object.keys(whatIf.files)).toEqual(['scenarios/hmm-tests/scenario.yaml']);
    },
    TIMEOUT,
  );
});

describe('while a table is shown', () => {
  it(
    'nothing steps the lab that it hides',
    async () => {
      const { lab, programs } = context;
      await openCase(context, board().board, {
        case: 'open_close',
        variant: 'private',
        state: 'v9',
      });
      await settled(context);
      lab.seek(100, 'left');
      commands.run('programs.scoreboard');
      expect(programs.family?.kind).toBe('scoreboard');
      const hidden = commands
        .all()
        .filter(({ group }) => !['Programs', 'View', 'Export', 'File'].includes(group));
      expect(hidden.length).toBeGreaterThan(50);
      expect(hidden.filter(({ id }) => commands.isEnabled(id)).map(({ id }) => id)).toEqual([]);
      expect(commands.run('step.in')).toBe(false);
      expect(lab.position).toBe(100);
      commands.run('programs.close');
      expect(commands.run('step.in')).toBe(true);
      expect(lab.position).toBe(101);
    },
    TIMEOUT,
  );
});

describe('what ran can be sent', () => {
  it.each([
    ['scoreboard', 'hmm-tests', /"open_close"/, /open_close\s+pass/],
    ['sweep', 'device-page-sweep', /"different answers|"divergence"/, /different answers/],
  ])(
    '%s: as JSON and for a mail',
    async (subject, name, json, mail) => {
      const { programs } = context;
      if (subject === 'sweep') await find(TAIL, 'before', 'posted');
      else {
        programs.caseFilter = 'open_close';
        await programs.run(board());
        expect(programs.progress.get(board().directory)).toMatchObject({ kind: 'done', done: 6 });
      }
      files.length = 0;
      expect(commands.run(`export.save-${subject}-json`)).toBe(true);
      expect(commands.run(`export.save-${subject}-mail`)).toBe(true);
      await expect.poll(() => files.length).toBe(2);
      const text = (extension: string) =>
        String(files.find((file) => file.suggestedName === `${name}.${extension}`)?.data);
      expect(JSON.parse(text('json'))).toMatchObject({ kernel: { version: '6.12.117' } });
      expect(text('json')).toMatch(json);
      expect(text('txt')).toMatch(mail);
    },
    TIMEOUT,
  );
});

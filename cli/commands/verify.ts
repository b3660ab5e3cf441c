/** `folioscope verify`: a run of the model against what a real kernel was seen to do. */
import path from 'node:path';
import type { Command } from 'commander';
import {
  parseCapture,
  scenarioOfCapture,
  stateOfVariant,
  Trace,
  recordState,
  verifyCapture,
  type Capture,
  type ScenarioState,
  type Verification,
} from '../../core/index.ts';
import type { Context, OpenScenario } from '../context.ts';
import { ContentError, UsageError } from '../errors.ts';
import { readText } from '../files.ts';
import { printVerification } from '../verification-text.ts';

interface Options {
  scenario?: string;
  state?: string;
  json?: boolean;
}

/** One capture with the run it was held against. */
export interface Verified {
  open: OpenScenario;
  state: ScenarioState;
  trace: Trace;
  result: Verification;
}

export function addVerify(
  program: Command,
  context: Context,
  done: (exitCode: number) => void,
): void {
  program
    .command('verify')
    .description('hold a run against captures of a real kernel, byte by byte')
    .argument('<trace.json...>', 'captures, as in fixtures/truth/traces')
    .option('--scenario <scenario>', 'the program to run (default: the one that says it does this)')
    .option('--state <id>', 'the state to run (default: the one that is the captured variant)')
    .option('--json', 'print one JSON document')
    .action((files: string[], options: Options) => {
      const captures = files.map((file) => readCapture(context, file));
      const runs = new Runs(context, options);
      const reports: unknown[] = [];
      captures.forEach((capture, index) => {
        const verified = runs.verify(capture);
        if (!verified.result.agrees) done(1);
        if (options.json) reports.push(verificationJson(verified));
        else {
          if (index > 0) context.out('\n');
          printVerification(context, verified);
        }
      });
      if (options.json) context.json({ captures: reports });
    });
}

function readCapture(context: Context, file: string): Capture {
  const text = readText(path.resolve(context.terminal.cwd, file));
  if (text === undefined) throw new ContentError(`${file}: there is no such file`);
  return parseCapture(text, file);
}

/** The runs that captures are held against; captures of one run share it. */
class Runs {
  private readonly traces = new Map<string, Trace>();
  private readonly given: OpenScenario | null;

  constructor(
    private readonly context: Context,
    private readonly options: Options,
  ) {
    this.given = options.scenario === undefined ? null : context.openScenario(options.scenario);
  }

  verify(capture: Capture): Verified {
    const open = this.given ?? this.known(capture);
    const { tree, scenario } = open;
    const state =
      this.options.state === undefined
        ? stateOfVariant(tree, scenario, capture.variant)
        : this.context.state(scenario, this.options.state);
    const key = `${scenario.directory} ${state.id}`;
    let trace = this.traces.get(key);
    if (!trace) {
      trace = new Trace(recordState(tree, scenario, state.id));
      this.traces.set(key, trace);
    }
    return { open, state, trace, result: verifyCapture(trace, capture) };
  }

  private known(capture: Capture): OpenScenario {
    const { tree } = this.context;
    const scenario = scenarioOfCapture(tree, capture);
    if (scenario) return { tree, scenario };
    throw new UsageError(
      `${capture.file}: no scenario says that it reproduces ${capture.scenario}: name one with --scenario`,
    );
  }
}

function verificationJson({ open, state, trace, result }: Verified): unknown {
  const { id, kernel } = open.scenario;
  return {
    against: { scenario: id, state: state.id, kernel, steps: trace.length },
    outcome: trace.recording.outcome,
    ...result,
  };
}

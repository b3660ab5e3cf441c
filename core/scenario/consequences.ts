/** What one run of a program says that another does not: oopses, warnings, findings, readings. */
import type { Outcome } from '../machine/index.ts';
import { sanitize } from '../sanitize/index.ts';
import { compareReadings, type Trace } from '../trace/index.ts';

export interface Consequence {
  kind: 'outcome' | 'warning' | 'finding' | 'output' | 'reading';
  text: string;
  /** In the second run; null for what only the first one has. */
  step: number | null;
}

/** What is different in `other`, the gravest first. Stored bytes and steps are not compared. */
export function consequences(base: Trace, other: Trace): Consequence[] {
  return [
    ...outcomes(base, other),
    ...only(base, other, warnings, 'warning'),
    ...only(base, other, findings, 'finding'),
    ...outputs(base, other),
    ...readings(base, other),
  ];
}

function outcomes(base: Trace, other: Trace): Consequence[] {
  const [from, to] = [outcomeText(base), outcomeText(other)];
  const step = Math.max(0, other.length - 1);
  return from === to ? [] : [{ kind: 'outcome', text: `${to} (else: ${from})`, step }];
}

function outcomeText({ recording: { outcome } }: Trace): string {
  return describe(outcome);
}

function describe(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'finished':
      return `finishes with ${outcome.exitCode}`;
    case 'oops': {
      const at = outcome.callTrace[0];
      return `${outcome.reason}${at ? ` in ${at.function}` : ''}`;
    }
    case 'budget':
      return `does not end within ${outcome.budget} steps`;
  }
}

type Said = { text: string; step: number };

function warnings(trace: Trace): Said[] {
  return trace.recording.events.flatMap((event) =>
    event.kind === 'warning'
      ? [{ text: `WARNING in ${event.function}: ${event.text}`, step: event.step }]
      : [],
  );
}

function findings(trace: Trace): Said[] {
  return sanitize(trace).map(({ kind, text, place, step }) => {
    // Addresses and lines move with every change; the story is the same.
    const stable = text.replace(/; it reads 0x[0-9a-f]+$/, '');
    return { text: `${kind}: ${stable}, ${place.replace(/ at .*$/, '')}`, step };
  });
}

/** What is said in one run only; of equal texts the first. */
function only(
  base: Trace,
  other: Trace,
  say: (trace: Trace) => Said[],
  kind: Consequence['kind'],
): Consequence[] {
  const [left, right] = [say(base), say(other)];
  const known = (list: Said[]) => new Set(list.map(({ text }) => text));
  const [inLeft, inRight] = [known(left), known(right)];
  const first = (list: Said[]) =>
    list.filter((one, index) => list.findIndex(({ text }) => text === one.text) === index);
  return [
    ...first(right)
      .filter(({ text }) => !inLeft.has(text))
      .map(({ text, step }) => ({ kind, text, step })),
    ...first(left)
      .filter(({ text }) => !inRight.has(text))
      .map(({ text }) => ({ kind, text: `no more: ${text}`, step: null })),
  ];
}

function outputs(base: Trace, other: Trace): Consequence[] {
  const lines = (trace: Trace): Said[] => {
    const said: Said[] = [];
    for (const event of trace.recording.events) {
      if (event.kind !== 'stdout') continue;
      for (const text of event.text.split('\n')) said.push({ text, step: event.step });
    }
    return said;
  };
  const [left, right] = [lines(base), lines(other)];
  const at = right.findIndex(({ text }, index) => text !== left[index]?.text);
  if (at < 0) return [];
  const { text, step } = right[at]!;
  return [{ kind: 'output', text: `prints "${text}" (else: "${left[at]?.text ?? ''}")`, step }];
}

function readings(base: Trace, other: Trace): Consequence[] {
  const differing = compareReadings(base, other).filter(({ differs }) => differs);
  const first = differing.find(({ right }) => right !== null) ?? differing[0];
  if (!first) return [];
  const value = (reading: { value: bigint } | null) =>
    reading ? `0x${BigInt.asUintN(64, reading.value).toString(16)}` : 'not read';
  const rest = differing.length > 1 ? `; ${differing.length} readings differ` : '';
  return [
    {
      kind: 'reading',
      text: `${first.name} is ${value(first.right)} (else: ${value(first.left)})${rest}`,
      step: first.right?.step ?? null,
    },
  ];
}

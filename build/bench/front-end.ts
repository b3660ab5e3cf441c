/** The front end on preprocessed files of a kernel, against `gcc -fsyntax-only` on the same files. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CError, layoutOf } from '../../core/index.ts';
import { geometricMean, median, timed } from './clock.ts';
import type { Native } from './native.ts';
import type { Row } from './row.ts';

const MEASURE = 'Front end against gcc -fsyntax-only (lines per second; how many times slower)';
/** Switches under which the model kernel compiles; the same as its scenarios'. */
const CONFIG = ['CONFIG_ZONE_DEVICE', 'CONFIG_DEBUG_VM', 'CONFIG_SPARSEMEM_VMEMMAP'];

interface Input {
  name: string;
  file: string;
  text: string;
}

/** Lines that hold something: no markers, nothing empty. */
const countLines = (text: string) => text.match(/^(?!#)(?=.*\S).+$/gm)?.length ?? 0;

function folderInputs(folder: string): Input[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.i'));
  if (names.length === 0) throw new Error(`${folder} has no .i files`);
  return names.sort().map((name) => {
    const file = path.join(folder, name);
    return { name, file, text: readFileSync(file, 'utf8') };
  });
}

/** The model kernel's units, preprocessed by gcc. */
function modelInputs(root: string, native: Native): Input[] {
  const units = readdirSync(path.join(root, 'kernel'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.c'))
    .sort();
  return units.map((unit) => {
    const include = path.join(root, 'kernel', 'include');
    const options = ['-E', '-std=gnu11', '-I', include, ...CONFIG.map((name) => `-D${name}=1`)];
    const result = spawnSync('gcc', [...options, path.join(root, 'kernel', unit)], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (result.status !== 0) throw new Error(`gcc -E kernel/${unit}: ${result.stderr}`);
    const name = unit.replaceAll(path.sep, '-').replace(/\.c$/, '.i');
    const file = path.join(native.folder, name);
    writeFileSync(file, result.stdout);
    return { name, file, text: result.stdout };
  });
}

/** Parses and checks; returns the error's text instead, if there is one. */
function parse({ name, text }: Input): string | null {
  try {
    layoutOf({ read: (file) => (file === name ? text : undefined) }, name, [], {});
    return null;
  } catch (error) {
    if (error instanceof CError) return error.message;
    throw error;
  }
}

function row(subject: string, inputs: readonly Input[], native: Native, runs: number): Row {
  const lines = inputs.reduce((sum, input) => sum + countLines(input.text), 0);
  const errors: string[] = [];
  const ours: number[] = [];
  const peer: number[] = [];
  const empty = path.join(native.folder, 'empty.i');
  writeFileSync(empty, '');
  for (let run = 0; run < runs; run++) {
    errors.length = 0;
    ours.push(
      timed(() => {
        for (const input of inputs) {
          const error = parse(input);
          if (error !== null) errors.push(`${input.name}: ${error}`);
        }
      }).seconds,
    );
    if (!native.gcc) continue;
    const startUp = native.syntaxOnly(inputs.map(() => empty));
    const whole = native.syntaxOnly(inputs.map((input) => input.file));
    peer.push(Math.max(whole - startUp, 0.001));
  }
  const value = lines / median(ours);
  const peerRate = native.gcc ? lines / median(peer) : null;
  const remarks = [`${lines} lines`];
  if (!native.gcc) remarks.push('gcc is not installed: nothing to compare with');
  if (errors.length > 0) remarks.push(`${errors.length} errors, first: ${errors[0]!}`);
  return {
    measure: MEASURE,
    subject,
    value: errors.length > 0 ? null : value,
    unit: '/s',
    peer: peerRate,
    ratio: peerRate === null || errors.length > 0 ? null : peerRate / value,
    aim: { at: 'most', limit: 10, of: 'ratio' },
    note: remarks.join('; '),
  };
}

/** `folder`: preprocessed files of a real kernel; without it, the model kernel's. */
export function benchFrontEnd(
  root: string,
  folder: string | null,
  native: Native,
  runs: number,
): Row[] {
  if (folder === null && !native.gcc) {
    const note = 'gcc is not installed: it preprocesses the model kernel for this measure';
    return [{ measure: MEASURE, subject: 'model kernel', value: null, unit: '/s', note }];
  }
  if (folder === null) {
    const inputs = modelInputs(root, native);
    return [row(`model kernel, ${inputs.length} units`, inputs, native, runs)];
  }
  const rows = folderInputs(folder).map((input) => row(input.name, [input], native, runs));
  const ratios = rows.flatMap((one) => one.ratio ?? []);
  if (ratios.length < 2) return rows;
  const rates = rows.flatMap((one) => one.value ?? []);
  return [
    ...rows,
    {
      measure: MEASURE,
      subject: 'geometric mean',
      value: geometricMean(rates),
      unit: '/s',
      ratio: geometricMean(ratios),
      aim: { at: 'most', limit: 10, of: 'ratio' },
    },
  ];
}

/** One captured address for one modelled one, as long as the object lives. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compileProgram } from '../c/index.ts';
import { runProgram } from '../machine/index.ts';
import { Trace } from '../trace/index.ts';
import { Correspondence, type KnownObject } from './correspondence.ts';

const SOURCE = `struct page { unsigned long words[8]; };
struct thing { unsigned long words[4]; };
struct thing thing;
struct page page;
void kfree(const void *object) { }
int lab_main(void)
{
	kfree((void *)0xffff888000001000UL);
	return (int)(thing.words[0] + page.words[0]);
}
`;

const VMEMMAP = 0xffffea0000000000n;
const [A, B] = [0xffff888005000000n, 0xffff888006000000n];
/** The modelled object at M is given back during the run, the one at N never is. */
const [M, N] = [0xffff888000001000n, 0xffff888000002000n];

let trace: Trace;
let early: number;
let late: number;
let pairs: Correspondence;
beforeAll(() => {
  const tree = { read: (path: string) => (path === 'a.c' ? SOURCE : undefined) };
  const options = { units: ['a.c'], includePaths: [], defines: {}, record: true };
  trace = new Trace(runProgram(compileProgram({ tree, ...options, entry: 'lab_main' })));
  early = 0;
  late = trace.length;
  expect(trace.stepsEntering('kfree')).toHaveLength(1);
});

const fresh = () => (pairs = new Correspondence(trace, VMEMMAP));

describe('addresses', () => {
  it('stand for each other from their first meeting on', () => {
    fresh();
    expect(pairs.pair(A, N, early)).toBeNull();
    expect(pairs.pair(A, N, late)).toBeNull();
    expect(pairs.pair(A, N + 8n, late)).toBe(
      'captured 0xffff888005000000 already stands for 0xffff888000002000',
    );
    expect(pairs.pair(B, N, late)).toBe(
      '0xffff888000002000 already stands for captured 0xffff888005000000',
    );
    // A refusal changes nothing.
    expect(pairs.pair(B, N + 8n, late)).toBeNull();
  });

  it('are told apart from equal numbers', () => {
    fresh();
    expect(pairs.pair(A, N, early)).toBeNull();
    expect(pairs.pair(N, N, late)).not.toBeNull();
  });

  it('may get another partner after kfree(), and only then', () => {
    fresh();
    expect(pairs.pair(A, M, early)).toBeNull();
    expect(pairs.pair(A, N, early)).not.toBeNull();
    expect(pairs.pair(A, N, late)).toBeNull();
    // M is free to be something else now.
    expect(pairs.pair(B, M, late)).toBeNull();
    expect(pairs.pair(A, M, late)).not.toBeNull();
  });

  it('keep their low bits', () => {
    fresh();
    expect(pairs.pair(A | 1n, N | 1n, early)).toBeNull();
    expect(pairs.pair(A | 1n, N, early)).toBe('the low bits differ');
    expect(pairs.pair(A | 2n, (N + 8n) | 2n, early)).toMatch(/already stands/);
  });

  it('must lie in the same region', () => {
    fresh();
    expect(pairs.pair(A, VMEMMAP, early)).toBe('points into the vmemmap, not into the direct map');
    expect(pairs.pair(A, 0n, early)).toBe('not the same number');
    expect(pairs.pair(0x10n, 0x20n, early)).toBe('not the same number');
    expect(pairs.isPointer(0xffffffffffffffffn)).toBe(false);
    expect(pairs.isPointer(0xdead000000000400n)).toBe(false);
    expect(pairs.isPointer(0x27ffffc0002000n)).toBe(false);
  });

  it('of struct pages are compared by frame and offset', () => {
    fresh();
    expect(pairs.pair(VMEMMAP + 0x41n, VMEMMAP + 0x41n, early)).toBeNull();
    expect(pairs.pair(VMEMMAP + 0x41n, VMEMMAP + 0x81n, early)).toBe(
      'struct page of pfn 0x2, not of pfn 0x1',
    );
    expect(pairs.pair(VMEMMAP + 0x41n, VMEMMAP + 0x40n, early)).toBe(
      'byte 0 of that struct page, not byte 1',
    );
  });

  it('in the kernel image must be symbols', () => {
    fresh();
    const { address } = trace.program.functions.find(({ name }) => name === 'kfree')!;
    const other = trace.program.globals.find(({ name }) => name === 'thing')!.address;
    expect(pairs.pair(0xffffffff81234560n, address, early)).toBeNull();
    expect(pairs.pair(0xffffffff81234560n, other, early)).toMatch(/already stands/);
    expect(pairs.pair(0xffffffff81234568n, address + 1n, early)).toBe(
      'points to no function or variable of the program',
    );
  });

  it('of per-CPU variables need not look like pointers, but keep their flags', () => {
    fresh();
    expect(pairs.pairPercpu(0x2a218n, N, early)).toBeNull();
    expect(pairs.pairPercpu(0x2a218n, N + 8n, early)).toMatch(/already stands/);
    expect(pairs.pairPercpu(0x2a21bn, N, early)).toBe('the flags in bits 0 and 1 differ');
    expect(pairs.pairPercpu(3n, 3n, early)).toBeNull();
    expect(pairs.pairPercpu(0x2a310n, 0n, early)).toBe('only one of the two is NULL');
  });
});

describe('objects', () => {
  const define = (captured: bigint, modelled: bigint, position: number) =>
    pairs.define('thing', trace.program.records.get('struct thing')!, captured, modelled, position);

  it('are compared by offset once they are known', () => {
    fresh();
    expect((define(A, N, early) as KnownObject).role).toBe('thing');
    expect(pairs.pair(A + 31n, N + 31n, late)).toBeNull();
    expect(pairs.pair(A + 8n, N + 16n, late)).toBe(
      'only one of the two is thing at the same offset',
    );
    expect(pairs.pair(A + 8n, N + 0x1000n, late)).toMatch(/^only one/);
    expect(pairs.pair(B, N + 8n, late)).toMatch(/^only one/);
    expect(pairs.pair(A + 32n, N + 64n, late)).toBeNull();
    expect(pairs.objectCapturedAt(A)?.modelled).toBe(N);
    expect(pairs.objectCapturedAt(B)).toBeNull();
  });

  it('must be what pointers already said', () => {
    fresh();
    expect(pairs.pair(A, N + 0x100n, early)).toBeNull();
    expect(define(A, N, late)).toMatch(/already stands/);
  });

  it('end with kfree()', () => {
    fresh();
    define(A, M, early);
    expect(define(A, N, early)).toMatch(/^only one/);
    expect((define(A, N, late) as KnownObject).modelled).toBe(N);
    expect(pairs.pair(A + 8n, N + 8n, late)).toBeNull();
  });
});

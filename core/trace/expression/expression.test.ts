import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typeText } from '../../c/types.ts';
import { runText } from '../../machine/testing/run-text.ts';
import { Timeline } from '../timeline.ts';
import { Trace } from '../trace.ts';
import { ExpressionError } from './error.ts';
import { evaluate, isTrue } from './evaluate.ts';
import { readExpression } from './parse.ts';
import type { ReadOptions } from './parse.ts';

const DECLARATIONS = `
struct list { struct list *next; int values[3]; };
typedef struct { int counter; } atomic_t;
typedef unsigned long pgoff_t;
enum colour { red, green = 5, blue };
struct page {
	unsigned long flags;
	union {
		struct { struct page *lru; unsigned long mapping; };
		unsigned long compound_head;
	};
	atomic_t _refcount;
	signed char order;
	unsigned int small : 3, wide : 20;
	int negative : 5;
	float ratio;
	double exact;
};
static struct page pages[4] = {
	{ .flags = 0x8000000000000001, ._refcount = { 2 }, .order = -1, .small = 6, .wide = 0xfffff, .negative = -3, .ratio = 0.1f, .exact = 1.5 },
	{ .lru = &pages[0], .mapping = 7 },
	{ .compound_head = (unsigned long)&pages[0] + 1 },
};
int counter = -7;
unsigned int top = 4000000000;
short half = -300;
unsigned char byte = 250;
enum colour colour = blue;
struct list second = { 0, { 4, 5, 6 } };
struct list first = { &second, { 1, 2, 3 } };
`;
const PROGRAM = `${DECLARATIONS}
static int inner(struct page *page, int count)
{
	int result = count * 2;
	{
		long result = 1000;
		result += count;
	}
	return result;
}
int main(void)
{
	struct page *page = &pages[1];
	struct list *list = &first;
	int matrix[2][3] = { { 1, 2, 3 }, { 4, 5, 6 } };
	inner(page, 21);
	return 0;
}
`;

const lineOf = (part: string) => PROGRAM.slice(0, PROGRAM.indexOf(part)).split('\n').length;

const trace = new Trace(runText(PROGRAM).recording);

/** Evaluates where execution first arrives at the line of `part`, in the frame `up` calls out. */
function at(part: string, text: string, options: ReadOptions & { up?: number } = {}) {
  const step = trace.stepsAtLine('test.c', lineOf(part))[0]!;
  const frame = trace.callStack(step)[options.up ?? 0]!;
  const expression = readExpression(trace.program, text, frame, options);
  return evaluate(expression, { memory: new Timeline(trace).memoryAt(step), frame });
}
const inMain = (text: string) => at('inner(page, 21)', text);
const failure = (run: () => unknown): ExpressionError => {
  try {
    run();
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error('no error');
};

describe('names', () => {
  it('are those of the frame, inner ones first', () => {
    expect(at('return result', 'result').scalar).toBe(42n);
    expect(at('result += count', 'result').scalar).toBe(1000n);
    expect(at('result += count', 'page == &pages[1] && count == 21').scalar).toBe(1n);
    expect(at('return result', 'list->values[1]', { up: 1 }).scalar).toBe(2n);
  });

  it('are globals, enumerators, types and functions', () => {
    expect(inMain('counter').scalar).toBe(-7n);
    expect(inMain('blue').scalar).toBe(6n);
    expect(inMain('sizeof(struct page)').scalar).toBe(48n);
    expect(inMain('(pgoff_t)-1').scalar).toBe(0xffffffffffffffffn);
    const inner = trace.program.functions.find((info) => info.name === 'inner')!;
    expect(inMain('inner').address).toBe(inner.address);
    expect(inMain('&inner == inner').scalar).toBe(1n);
  });

  it('may be given by the asker', () => {
    const convenience = [
      {
        name: '$value',
        type: { kind: 'int', name: 'int', size: 4, align: 4, signed: true, rank: 3 },
      },
    ] as const;
    const expression = readExpression(trace.program, '$value * 2 + counter', null, { convenience });
    const memory = new Timeline(trace).memoryAt(0);
    const values = new Map([['$value', 10n]]);
    expect(evaluate(expression, { memory, frame: null, values }).scalar).toBe(13n);
    const macros = { 'twice(x)': '((x) * 2)' };
    expect(at('return result', 'twice(count) + (NULL == page)', { macros }).scalar).toBe(42n);
  });
});

describe('values', () => {
  it('have a type, bytes and an address as in memory', () => {
    const pages = trace.program.globals.find((info) => info.name === 'pages')!;
    const field = inMain('page->_refcount');
    expect(typeText(field.type)).toBe('atomic_t');
    expect(field.address).toBe(pages.address + 48n + 24n);
    expect(field.scalar).toBeNull();
    expect(inMain('pages[0].small')).toMatchObject({ scalar: 6n, address: null });
    expect([...inMain('list->values').bytes]).toEqual([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]);
    expect(typeText(inMain('&page->lru').type)).toBe('struct page **');
    expect(typeText(inMain('matrix[1]').type)).toBe('int [3]');
    expect(inMain('pages[0].ratio').scalar).toBe(Math.fround(0.1));
  });

  it('come out of addresses written as numbers', () => {
    const pages = trace.program.globals.find((info) => info.name === 'pages')!;
    const text = `((struct page *)0x${pages.address.toString(16)})[2].compound_head & 1`;
    expect(isTrue(inMain(text))).toBe(true);
  });

  it('are what they were at the moment', () => {
    expect(at('struct list *list =', 'page').scalar).toBe(
      trace.program.globals.find((info) => info.name === 'pages')!.address + 48n,
    );
    expect(at('struct page *page = &', 'page').scalar).toBe(0n);
  });
});

describe('errors say what and where', () => {
  it.each([
    ['', 'an expression is missing', 0],
    ['page->nothing', "'struct page' has no member named 'nothing'", 7],
    ['count', "'count' names nothing in main() at line", 1],
    ['1 + list->next->next->values[0]', 'cannot access memory at address 0x8', 29],
    ['counter / (half - half)', 'division by zero', 9],
    ['counter = 3', 'cannot change the recorded run', 9],
    ['page++', 'cannot change the recorded run', 5],
    ['inner(page, 1)', 'functions cannot be called', 6],
    ['counter counter', "'counter' does not continue the expression", 9],
    ['(counter', "expected ')'", 9],
    ['*page + 1', 'invalid operands', 7],
    ['"text"', 'a literal has no address', 1],
    ['*(int *)0x123456789abcdef0', 'cannot access memory at address 0x123456789abcdef0', 1],
  ])('%s', (text, message, column) => {
    const error = failure(() => inMain(text));
    expect(error.message).toContain(message);
    expect(error.column).toBe(column);
  });

  it('a local variable needs its own frame', () => {
    const place = trace.callStack(trace.stepsAtLine('test.c', lineOf('return result'))[0]!)[0]!;
    const expression = readExpression(trace.program, 'count', place);
    const memory = new Timeline(trace).memoryAt(0);
    expect(failure(() => evaluate(expression, { memory, frame: null })).message).toContain(
      "'count' does not exist at this moment",
    );
    expect(failure(() => isTrue(inMain('list->values'))).message).toContain('neither true');
  });
});

/** What gcc makes of the same expressions with the same variables. */
function gccValues(texts: readonly string[]): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'folioscope-expression-'));
  try {
    const lines = texts.map((text) => `\tprintf("%lld\\n", (long long)(${text}));`).join('\n');
    const body = PROGRAM.replace('\tinner(page, 21);', lines);
    writeFileSync(path.join(folder, 'a.c'), `#include <stdio.h>\n${body}`);
    execFileSync('gcc', ['-w', '-fwrapv', '-o', 'a', 'a.c'], { cwd: folder });
    return execFileSync('./a', { cwd: folder, encoding: 'utf8' }).trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ourValue(text: string): string {
  const { scalar } = inMain(text);
  return String(
    BigInt.asIntN(64, typeof scalar === 'bigint' ? scalar : BigInt(Math.trunc(scalar!))),
  );
}

const hasGcc = spawnSync('gcc', ['--version']).status === 0 || process.env.CI !== undefined;

describe.skipIf(!hasGcc)('gcc computes the same', () => {
  const written = [
    'page->mapping', 'page - pages', '&pages[3] - page', 'page->lru->_refcount.counter == 2', 'page->lru == pages',
    'pages[2].compound_head - 1 == (unsigned long)pages', 'pages->flags & 1', 'pages->flags >> 63', '(int)pages->flags',
    'counter >> 1', 'top >> 1', 'top + counter', '(long)top + counter', 'counter < top', '-1 < 1u', 'half * half',
    'byte + 10', '(unsigned char)(byte + 10)', '(signed char)byte', '~byte', '-byte', '!byte', '!!half', 'counter % 3',
    'counter / 2', 'top / 3', 'pages->small << 2', 'pages->wide + pages->negative', 'pages->negative', '-pages->small',
    'pages->small - 7 < 0', 'matrix[1][2]', '*(*(matrix + 1) + 1)', '*matrix[1]', 'sizeof matrix', 'sizeof matrix[0]',
    'list->next->values[2]', '*list->next->values', 'list->next->next == 0', 'colour == blue', 'colour + red', 'green',
    '(counter, half)', 'counter ? half : top', 'counter > 0 || half < 0', 'counter > 0 && list->next->next->next',
    'pages[0].exact * 3', 'pages[0].ratio * 10', '(int)pages[0].exact', 'pages[0].exact > pages[0].ratio', '1 ? -1 : 1u',
    "'a' + 1", '0x7fffffff + 1u', '1ull << 40', '(char)300', '(_Bool)256', '(short)70000', '__builtin_popcountl(top)',
    'sizeof(char) + sizeof page->_refcount', '((char *)&pages[1]) - (char *)pages', '(list->next ?: list) == &second',
    '__builtin_offsetof(struct page, _refcount.counter)', '(unsigned long)&((struct page *)0)->mapping', 'page > pages',
    '&page->mapping == &page[0].mapping', 'counter & top', 'counter ^ half', 'top | byte', '010 + 0x10', '-5 / 2', '-5 % 2',
  ]; // prettier-ignore

  it('for what people write', () => {
    expect(written.map(ourValue)).toEqual(gccValues(written));
  });

  it('for random arithmetic', () => {
    const leaf = fc.constantFrom(
      'counter', 'top', 'half', 'byte', 'colour', 'pages->flags', 'pages->small', 'pages->negative', 'pages->order', '3', '7u',
      '0x80000000', '1l', '-2', 'list->values[2]', 'matrix[1][1]', 'pages->wide', '65535ul',
    ); // prettier-ignore
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { maxDepth: 4, depthIdentifier: 'expression' },
        leaf,
        fc
          .tuple(
            tie('expression'),
            fc.constantFrom(
              '+',
              '-',
              '*',
              '&',
              '|',
              '^',
              '==',
              '!=',
              '<',
              '<=',
              '>',
              '>=',
              '&&',
              '||',
            ),
            tie('expression'),
          )
          .map(([a, op, b]) => `(${a} ${op} ${b})`),
        fc
          .tuple(
            fc.constantFrom('-', '~', '!', '(int)', '(short)', '(unsigned char)', '(long)'),
            tie('expression'),
          )
          .map(([op, a]) => `(${op}(${a}))`),
        fc.tuple(tie('expression'), fc.constantFrom('/', '%')).map(([a, op]) => `(${a} ${op} 5)`),
        fc
          .tuple(tie('expression'), fc.constantFrom('<<', '>>'), fc.nat({ max: 7 }))
          .map(([a, op, n]) => `(${a} ${op} ${n})`),
        fc
          .tuple(tie('expression'), tie('expression'), tie('expression'))
          .map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      ),
    }));
    const texts = fc.sample(expression, { numRuns: 400, seed: 5 });
    expect(texts.map(ourValue)).toEqual(gccValues(texts));
  });
});

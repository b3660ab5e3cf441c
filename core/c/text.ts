/** C text of checked expressions, for display beside steps and accesses. */
import type { BinaryOp, Expr } from './ast.ts';
import { typeText } from './types.ts';

const SYMBOL: Record<BinaryOp, string> = {
  add: '+', sub: '-', mul: '*', div: '/', mod: '%', shl: '<<', shr: '>>', and: '&', or: '|', xor: '^',
  eq: '==', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=',
}; // prettier-ignore

const LIMIT = 120;

/** The expression in C, shortened with `…` beyond about 120 characters. */
export function exprText(e: Expr): string {
  const text = render(e);
  return text.length > LIMIT ? `${text.slice(0, LIMIT - 1)}…` : text;
}

function render(e: Expr): string {
  switch (e.op) {
    case 'int':
      return e.type.kind === 'pointer'
        ? e.value === 0n
          ? 'NULL'
          : hex(e.value)
        : e.value > 0xffffn
          ? hex(e.value)
          : String(e.value);
    case 'float':
      return String(e.value);
    case 'local':
      return e.variable.name || '(temporary)';
    case 'global':
      return e.symbol.name.startsWith('.string') ? '"…"' : e.symbol.name;
    case 'deref':
      return renderDeref(e.pointer, e.type.size);
    case 'member': {
      const name = e.member.name;
      if (name === null) return render(e.record);
      const record = outerRecord(e.record);
      if (record.op === 'deref') return `${operand(record.pointer)}->${name}`;
      return `${render(record)}.${name}`;
    }
    case 'address':
      return e.of.type.kind === 'array' || e.of.type.kind === 'function'
        ? render(e.of)
        : `&${operand(e.of)}`;
    case 'cast':
      return e.type.kind === 'pointer' && e.value.type.kind === 'pointer'
        ? render(e.value)
        : `(${typeText(e.type)})${operand(e.value)}`;
    case 'negate':
      return `-${operand(e.value)}`;
    case 'complement':
      return `~${operand(e.value)}`;
    case 'not':
      return `!${operand(e.value)}`;
    case 'binary':
      return renderBinary(e.operator, e.left, e.right);
    case 'logical':
      return `${operand(e.left)} ${e.and ? '&&' : '||'} ${operand(e.right)}`;
    case 'conditional':
      return `${operand(e.condition)} ? ${operand(e.then)} : ${operand(e.otherwise)}`;
    case 'comma':
      return render(e.second);
    case 'assign':
      return `${render(e.target)} = ${render(e.value)}`;
    case 'update':
      return `${render(e.target)} ${SYMBOL[e.operator]}= ${render(e.value)}`;
    case 'call':
      return `${render(e.callee)}(${e.args.map(render).join(', ')})`;
    case 'statements':
      return '({ … })';
    case 'literal':
      return `(${typeText(e.type)}){ … }`;
    case 'builtin':
      return `__builtin_${e.name}(${e.args.map(render).join(', ')})`;
    case 'va_arg':
      return `va_arg(${render(e.list)}, ${typeText(e.type)})`;
    case 'unsupported':
      return e.what;
  }
}

const hex = (value: bigint) => `0x${BigInt.asUintN(64, value).toString(16)}`;

/** Anonymous members are invisible in C: `page->(anonymous).lru` is written `page->lru`. */
function outerRecord(e: Expr): Expr {
  return e.op === 'member' && e.member.name === null ? outerRecord(e.record) : e;
}

function operand(e: Expr): string {
  const text = render(e);
  return e.op === 'binary' || e.op === 'logical' || e.op === 'conditional' ? `(${text})` : text;
}

/** `*p`, or `p[i]` when the pointer is a scaled sum. */
function renderDeref(pointer: Expr, size: number): string {
  if (pointer.op === 'binary' && pointer.operator === 'add') {
    const index = unscaled(pointer.right, size);
    if (index !== null) return `${operand(pointer.left)}[${index}]`;
  }
  if (pointer.op === 'address' && pointer.of.type.kind === 'array')
    return `${render(pointer.of)}[0]`;
  return `*${operand(pointer)}`;
}

/** The index whose byte offset `e` is, or null. */
function unscaled(e: Expr, size: number): string | null {
  if (e.op === 'int') return String(e.value / BigInt(Math.max(size, 1)));
  if (size === 1) return render(stripCast(e));
  if (
    e.op === 'binary' &&
    e.operator === 'mul' &&
    e.right.op === 'int' &&
    e.right.value === BigInt(size)
  ) {
    return render(stripCast(e.left));
  }
  return null;
}

const stripCast = (e: Expr): Expr => (e.op === 'cast' ? e.value : e);

function renderBinary(operator: BinaryOp, left: Expr, right: Expr): string {
  if (left.type.kind === 'pointer' && (operator === 'add' || operator === 'sub')) {
    const index = unscaled(right, left.type.to.size);
    if (index !== null) return `${operand(left)} ${SYMBOL[operator]} ${index}`;
  }
  return `${operand(left)} ${SYMBOL[operator]} ${operand(right)}`;
}

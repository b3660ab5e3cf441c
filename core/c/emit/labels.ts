/**
 * Numbers the places of a function that `goto` and `switch` jump to. WebAssembly has only structured
 * jumps, so a jump stores the number of its label in a local and branches to an enclosing dispatch
 * loop, which routes inwards by number ranges; numbers of nested statements are contiguous.
 */
import type { Expr, FunctionBody, Label, Statement } from '../ast.ts';
import { subexpressions } from '../walk.ts';

export interface Range {
  low: number;
  /** Exclusive. */
  high: number;
}

export class LabelNumbers {
  private readonly numbers = new Map<Label, number>();
  private readonly ranges = new Map<Statement, Range>();
  private next = 1;

  constructor(body: Statement) {
    this.visit(body);
  }

  /** Does anything in the function need routed jumps? */
  get any(): boolean {
    return this.next > 1;
  }

  number(label: Label): number {
    return this.numbers.get(label)!;
  }

  /** Numbers of the labels inside a statement, null if there are none. */
  range(statement: Statement): Range | null {
    return this.ranges.get(statement) ?? null;
  }

  private visit(s: Statement): void {
    const low = this.next;
    if (s.kind === 'label' && s.label.used) this.numbers.set(s.label, this.next++);
    for (const e of statementExpressions(s)) this.visitExpression(e);
    for (const child of childStatements(s)) this.visit(child);
    if (this.next > low) this.ranges.set(s, { low, high: this.next });
  }

  private visitExpression(e: Expr): void {
    if (e.op === 'statements') this.visit(e.body);
    for (const child of subexpressions(e)) this.visitExpression(child);
  }
}

const KNOWN = new WeakMap<FunctionBody, LabelNumbers>();

/** The numbers of a function's labels; always the same ones. */
export function labelsOf(body: FunctionBody): LabelNumbers {
  let labels = KNOWN.get(body);
  if (!labels) KNOWN.set(body, (labels = new LabelNumbers(body.statement)));
  return labels;
}

function statementExpressions(s: Statement): Expr[] {
  switch (s.kind) {
    case 'expression':
      return [s.value];
    case 'declaration':
      return s.init.flatMap((i) => (i.kind === 'store' ? [i.value] : []));
    case 'if':
    case 'while':
    case 'do':
      return [s.condition];
    case 'for':
      return [s.condition, s.step].filter((e) => e !== null);
    case 'switch':
      return [s.value];
    case 'return':
      return s.value ? [s.value] : [];
    case 'jump':
      return [s.address];
    default:
      return [];
  }
}

function childStatements(s: Statement): Statement[] {
  switch (s.kind) {
    case 'block':
      return s.body;
    case 'if':
      return s.otherwise ? [s.then, s.otherwise] : [s.then];
    case 'for':
      return s.init ? [s.init, s.body] : [s.body];
    case 'while':
    case 'do':
    case 'switch':
    case 'label':
      return [s.body];
    default:
      return [];
  }
}

/** C expressions over a recorded run: watch lists, conditions of breakpoints, values under the pointer. */
export { ExpressionError } from './error.ts';
export { readExpression } from './parse.ts';
export type { Expression, ReadOptions } from './parse.ts';
export type { ConvenienceName, ExpressionPlace } from './names.ts';
export { evaluate, isTrue } from './evaluate.ts';
export type { ExpressionValue, Moment } from './evaluate.ts';

/** An expression that cannot be read, or has no value at this moment. */
export class ExpressionError extends Error {
  constructor(
    message: string,
    /** Where in the text, from 1; 0 if no single place is to blame. */
    readonly column = 0,
  ) {
    super(message);
    this.name = 'ExpressionError';
  }
}

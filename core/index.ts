/** The public door of the core: everything that `cli` and `renderer` may use. */
export * from './c/index.ts';
export * from './machine/index.ts';
export * from './trace/index.ts';
export * from './patch/index.ts';
export * from './mm/index.ts';
export * from './scenario/index.ts';
export * from './truth/index.ts';
export * from './sanitize/index.ts';
export * from './export/index.ts';

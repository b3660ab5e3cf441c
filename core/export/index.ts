/** Door of the exports: what is shown, as text that can be sent. Pure functions, no files. */
export { toMarkdown, toMailText, plainAscii } from './report.ts';
export type { Report, ReportColumn, ReportTable } from './report.ts';
export { toJsonText } from './json.ts';
export { rawRows } from './raw-rows.ts';
export { cInitialiser } from './c-initialiser.ts';
export type { InitialiserOptions } from './c-initialiser.ts';
export { kernelText, momentText } from './facts.ts';
export type { ShownKernel } from './facts.ts';
export { pageData, pageInitialiser, pageReport, writersReport } from './page-report.ts';
export type { ShownPage } from './page-report.ts';
export { differenceData, differenceReport } from './difference-report.ts';
export type { ShownDifferences } from './difference-report.ts';
export { scoreReport } from './score-report.ts';

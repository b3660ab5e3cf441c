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
export {
  DIFFERENCE_SIGNS,
  objectData,
  objectReport,
  objectTitle,
  shownFields,
  sideText,
} from './object-report.ts';
export type { ShownComparison, ShownObject } from './object-report.ts';
export { scoreReport } from './score-report.ts';
export { FINDING_WORDS, findingSpread, sweepReport } from './sweep-report.ts';
export type { Frozen } from './freeze.ts';
export { freeze, thaw } from './freeze.ts';
export { freezeProgram, thawProgram } from './prepared.ts';
export { freezeRecording, thawRecording } from './frozen-recording.ts';
export { kitTexts, recordingPart, singleFileHtml } from './single-file.ts';
export type { FileAbout, FileParts, LabKit } from './single-file.ts';
export { pageSvg } from './page-svg.ts';
export type { Theme } from './svg.ts';
export { timelineSvg } from './timeline-svg.ts';
export type { MarkSign, ShownRun, TimelineMark } from './timeline-svg.ts';
export { sliceRecording } from './slice-recording.ts';

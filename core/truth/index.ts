/** The door of the truth room: is a recording what a real kernel did? */
export { parseCapture } from './capture.ts';
export type { Capture } from './capture.ts';
export { TruthError } from './error.ts';
export { disagreementText } from './verification.ts';
export type { Disagreement, Excluded, Given, Tally, Verification } from './verification.ts';
export { verifyCapture } from './verify.ts';

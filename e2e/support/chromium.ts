import { findChromium } from '../../build/test/system.mjs';

/** Chromium's flags for machines without a graphics card. */
export const CHROMIUM_ARGS = ['--disable-gpu'];

/** @throws Error saying what to install */
export function chromiumPath(): string {
  const found = findChromium();
  if (!found) {
    throw new Error('the end-to-end tests need Chromium: install it or set FOLIOSCOPE_CHROMIUM');
  }
  return found;
}

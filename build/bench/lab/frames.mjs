/** Frame times: what the page's main thread has to do from one frame to the next. */
import { frameTimes } from './tracing.mjs';

/**
 * @typedef {object} Frames
 * @property {number} count
 * @property {number} p50 milliseconds
 * @property {number} p95
 * @property {number} max
 */

/**
 * @param {number[]} times
 * @returns {Frames}
 */
export function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? NaN;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

/**
 * Sends one event per frame to an element and measures every frame.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} selector
 * @param {'scrub' | 'zoom' | 'pan' | 'keys' | 'wheel' | 'bar'} what
 * @param {number} frames
 * @returns {Promise<{ passed: Frames, used: Frames, dropped: number }>}
 */
export async function measure(page, selector, what, frames) {
  const times = await frameTimes(page, async () => {
    await page.evaluate(
      async ({ selector, what, frames }) => {
        const element = document.querySelector(selector);
        if (!(element instanceof HTMLElement)) throw new Error(`no element ${selector}`);
        const box = element.getBoundingClientRect();
        const y = box.top + box.height / 2;
        /** @param {number} share */
        const x = (share) => box.left + 2 + share * (box.width - 4);
        /** @param {string} type @param {number} share */
        const pointer = (type, share) =>
          element.dispatchEvent(
            new PointerEvent(type, {
              bubbles: true,
              cancelable: true,
              pointerId: 1,
              pointerType: 'mouse',
              isPrimary: true,
              button: type === 'pointermove' ? -1 : 0,
              buttons: type === 'pointerup' ? 0 : 1,
              clientX: x(share),
              clientY: y,
            }),
          );
        /** @param {number} share @param {WheelEventInit} more */
        const wheel = (share, more) =>
          element.dispatchEvent(
            new WheelEvent('wheel', {
              bubbles: true,
              cancelable: true,
              clientX: x(share),
              clientY: y,
              ...more,
            }),
          );
        /** @param {number} i */
        const act = (i) => {
          // There and back, not in step with anything.
          const share = 0.5 - 0.5 * Math.cos((i / frames) * Math.PI * 3);
          if (what === 'scrub') pointer('pointermove', share);
          else if (what === 'zoom') wheel(share, { deltaY: i % 40 < 20 ? -60 : 60 });
          else if (what === 'pan') wheel(0.5, { deltaX: i % 60 < 30 ? 40 : -40 });
          else if (what === 'bar') {
            // The scrollbar's thumb, from the top to the bottom and back.
            element.scrollTop = share * (element.scrollHeight - element.clientHeight);
          } else if (what === 'wheel') {
            // A device's wheel that nobody hears scrolls: what the browser does then.
            wheel(0.5, { deltaY: i % 60 < 30 ? 100 : -100 });
            element.scrollBy({ top: i % 60 < 30 ? 100 : -100, behavior: 'instant' });
          } else {
            const key = i % 10 < 7 ? 's' : 'O';
            element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
          }
        };
        // Nobody captures the pointer of an event that no device made.
        element.setPointerCapture = () => {};
        if (what === 'scrub') pointer('pointerdown', 0);
        const channel = new MessageChannel();
        for (let i = 0; i <= frames; i++) {
          await new Promise((resolve) => {
            requestAnimationFrame(() => {
              performance.mark('frame');
              act(i);
              // Handled after the frame has been painted.
              channel.port1.onmessage = resolve;
              channel.port2.postMessage(null);
            });
          });
        }
        if (what === 'scrub') pointer('pointerup', 1);
      },
      { selector, what, frames },
    );
  });
  const { passed, used, dropped } = times;
  return { passed: summary(passed), used: summary(used), dropped };
}

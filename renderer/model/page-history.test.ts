import { mount } from '@vue/test-utils';
import { beforeAll, describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import type { LabContext } from '../commands/index.ts';
import { openRealLab } from '../testing/real-lab.ts';
import PageHistory from '../widgets/memory/PageHistory.vue';
import { historyLines } from './page-history.ts';
import { rangeAround } from './shown-ranges.ts';

let context: LabContext;
beforeAll(async () => {
  context = await openRealLab();
}, 120_000);

/** The lines of the selected page, a tail, while its map is shown. */
function lines(driver: 'left' | 'right' = 'left') {
  const { lab } = context;
  const { address } = lab.selected!;
  const side = (which: 'left' | 'right') => {
    const session = lab.sessions[which]!;
    return { session, range: rangeAround(session.trace, lab.positions[which], address) };
  };
  const sides = { left: side('left'), middle: null, right: side('right') };
  return historyLines(address, driver, sides, lab.across);
}

describe('the history of a page', () => {
  it('tells what both states write only once', () => {
    const word = lines().filter((line) => line.word === '1');
    expect(word.map((line) => line.as.split(', ').at(0))).toEqual([
      'lru.next',
      'pgmap',
      'compound_head',
    ]);
    for (const { steps } of word.filter((line) => line.as !== 'pgmap')) {
      expect(steps.left).not.toBeNull();
      expect(steps.right).not.toBeNull();
    }
  });

  it('has the same lines whichever side drives', () => {
    const texts = (driver: 'left' | 'right') =>
      lines(driver)
        .map((line) => JSON.stringify([line.steps, line.as]))
        .toSorted();
    expect(texts('left')).toEqual(texts('right'));
  });

  it('is a list from which each write is a click, or Enter, away', async () => {
    const { lab } = context;
    const view = mount(PageHistory, { attachTo: document.body });
    const head = view.findAll('tbody tr').find((row) => row.text().includes('compound_head'))!;
    await head.get('button').trigger('click');
    await nextTick();
    const { trace } = lab.session!;
    expect(trace.step(lab.position).functionName).toBe('set_compound_head');
    expect(lab.selected?.word).toBe(1);
    const buttons = view.findAll('tbody button');
    (buttons[0]!.element as HTMLElement).focus();
    await buttons[0]!.trigger('keydown', { key: 'ArrowDown' });
    expect(document.activeElement).toBe(buttons[1]!.element);
    view.unmount();
  });
});

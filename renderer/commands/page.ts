import { pageAddress, pfnAt } from '../../core/index.ts';
import { pageSize } from '../model/frames.ts';
import { frameSections, neighbour } from '../model/memory/frame-sections.ts';
import type { Command } from './command.ts';
import type { LabContext } from './context.ts';

/** Moving the selection: from page to page, from word to word. */
export function pageCommands({ lab, ui }: LabContext): Command[] {
  const selectable = () => lab.selected !== null;
  const byPage = (by: 1 | -1) => () => {
    const moment = lab.moments[lab.side];
    if (!moment || !lab.selected) return;
    const { program } = moment.session.trace;
    const pfn = pfnAt(program, lab.selected.address);
    const to = pfn === null ? null : neighbour(frameSections(moment, null), Number(pfn), by);
    if (to !== null) lab.select(pageAddress(program, BigInt(to)));
    else ui.say(by === 1 ? 'There is no next page here' : 'There is no previous page here');
  };
  const byWord = (by: number) => () => {
    const { session, selected } = lab;
    if (!session || !selected) return;
    const words = pageSize(session.trace.program) / 8;
    lab.select(selected.address, (selected.word + by + words) % words);
  };
  const page = (id: string, title: string, keys: string[], run: () => void): Command => {
    return { id: `page.${id}`, title, group: 'Page', keys, enabled: selectable, run };
  };
  return [
    page('next', 'Select the next struct page', ['ArrowRight', ']'], byPage(1)),
    page('previous', 'Select the previous struct page', ['ArrowLeft', '['], byPage(-1)),
    page('next-word', 'Select the next word', ['ArrowDown', '.'], byWord(1)),
    page('previous-word', 'Select the previous word', ['ArrowUp', ','], byWord(-1)),
  ];
}

import type { Command } from './command.ts';
import { shownEntry } from '../model/memory/table-view.ts';
import type { LabContext } from './context.ts';
import { FRAME_CELLS, type MemoryTool } from '../stores/memory.ts';
import { focusPaneNamed } from '../widgets/panes.ts';

/** Looking at memory: frames, page tables, mappings, bytes; and who holds a page. */
export function memoryCommands({ lab, memory, ui }: LabContext): Command[] {
  const recorded = () => lab.session !== null;
  const show = (tool: MemoryTool, title: string, keys: string[]): Command => ({
    id: `memory.${tool}`,
    title,
    group: 'Memory',
    keys,
    enabled: recorded,
    run: () => {
      memory.tool = tool;
      ui.leftPane = 'memory';
      focusPaneNamed('memory');
    },
  });
  return [
    show('frames', 'Map of all page frames', ['F']),
    show('tables', 'Page tables: the way of an address', ['y']),
    show('maps', 'Mappings of the process', ['M']),
    show('bytes', 'Bytes of memory', ['X']),
    show('fields', 'Two pages, steps or states field by field', []),
    {
      id: 'memory.source',
      title: 'Back to the sources',
      group: 'Memory',
      keys: ['C'],
      enabled: () => ui.leftPane !== 'source',
      run: () => (ui.leftPane = 'source'),
    },
    {
      id: 'memory.counts',
      title: 'Who holds each reference of the selected page',
      group: 'Memory',
      keys: ['h'],
      enabled: () => lab.selected !== null,
      run: () => {
        memory.detail = 'counts';
        focusPaneNamed('details');
      },
    },
    {
      id: 'memory.word',
      title: 'The selected word: all its names, and who wrote it',
      group: 'Memory',
      keys: ['H'],
      enabled: () => lab.selected !== null,
      run: () => {
        memory.detail = 'word';
        focusPaneNamed('details');
      },
    },
    {
      id: 'memory.history',
      title: 'History of the selected page: every write, in time',
      group: 'Memory',
      keys: ['K'],
      enabled: () => lab.selected !== null,
      run: () => {
        memory.detail = 'history';
        focusPaneNamed('details');
      },
    },
    {
      id: 'memory.entry-write',
      title: 'Back to the last write of the page table entry',
      group: 'Memory',
      keys: ['Y'],
      enabled: recorded,
      run: () => {
        const entry = shownEntry(lab.moments[lab.side], memory);
        if (!entry) return ui.say('No process has page tables at this step');
        if (lab.move((timeline) => timeline.runToWrite(entry.slot, 8, -1))) return;
        ui.say(`Nothing wrote this ${entry.level} entry before this step`);
      },
    },
    {
      id: 'memory.zoom-in',
      title: 'Larger frames on the map',
      group: 'Memory',
      keys: [],
      enabled: () => memory.zoom < FRAME_CELLS.length - 1,
      run: () => memory.zoomBy(1),
    },
    {
      id: 'memory.zoom-out',
      title: 'Smaller frames on the map',
      group: 'Memory',
      keys: [],
      enabled: () => memory.zoom > 0,
      run: () => memory.zoomBy(-1),
    },
    {
      id: 'memory.kinds',
      title: 'Show frames in use only, or all',
      group: 'Memory',
      keys: [],
      enabled: recorded,
      run: () => memory.toggleInUse(),
    },
  ];
}

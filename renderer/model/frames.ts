import { pageDevice, pageKind, type MemoryView, type Program } from '../../core/index.ts';

/** A struct page as the frame map draws it: one letter, so that colour is never alone. */
export interface FrameLook {
  letter: 'H' | 't' | 'D' | '1' | '·' | '?';
  role: 'head' | 'tail' | 'device' | 'single' | 'poison' | 'zero';
  text: string;
}

/** What each letter says, for the legend and for screen readers. */
export const LEGEND: { letter: FrameLook['letter']; role: FrameLook['role']; text: string }[] = [
  { letter: 'H', role: 'head', text: 'head of a folio' },
  { letter: 't', role: 'tail', text: 'tail' },
  { letter: 'D', role: 'device', text: 'device page, order 0' },
  { letter: '1', role: 'single', text: 'ordinary page, order 0' },
  { letter: '·', role: 'zero', text: 'all bytes zero' },
  { letter: '?', role: 'poison', text: 'not initialised (poison)' },
];

/** Bytes of a struct page in this program; 64 where it defines none. */
export function pageSize(program: Program): number {
  return program.records.get('struct page')?.size ?? 64;
}

export function frameLook(program: Program, memory: MemoryView, address: bigint): FrameLook {
  if (memory.read(address, pageSize(program)).every((byte) => byte === 0)) {
    return { letter: '·', role: 'zero', text: 'all bytes zero' };
  }
  const kind = pageKind(program, memory, address);
  switch (kind.role) {
    case 'uninitialised':
      return { letter: '?', role: 'poison', text: kind.text };
    case 'head':
      return { letter: 'H', role: 'head', text: kind.text };
    case 'tail':
      return { letter: 't', role: 'tail', text: kind.text };
    case 'single':
      return pageDevice(program, memory, address)
        ? { letter: 'D', role: 'device', text: `${kind.text}, device page` }
        : { letter: '1', role: 'single', text: kind.text };
  }
}

/** What every export says of itself: which kernel, which run, which moment. */
import type { Trace } from '../trace/index.ts';

/** What is shown. Of the scenario's file, but without its types: an export is not bound to a scenario. */
export interface ShownKernel {
  scenario: string;
  state: string;
  version: string;
  arch: string;
  config: Record<string, boolean | number | string>;
}

/** `model of Linux 6.12.117 x86-64, struct page 64 bytes, CONFIG_MEMCG CONFIG_DEBUG_VM=n`. */
export function kernelText({ version, arch, config }: ShownKernel, trace: Trace): string {
  const size = trace.program.records.get('struct page')?.size;
  const page = size === undefined ? '' : `, struct page ${size} bytes`;
  const options = Object.entries(config).map(([name, value]) => {
    if (value === true || value === 'y') return name;
    if (value === false || value === 'n') return `${name}=n`;
    return `${name}=${value}`;
  });
  return `model of Linux ${version} ${arch}${page}${options.length > 0 ? `, ${options.join(' ')}` : ''}`;
}

/** `after step 23318 of 67584, in prep_compound_tail(), mm/page_alloc.c:47`. */
export function momentText(trace: Trace, position: number): string {
  if (position === 0) return `before the first of ${trace.length} steps`;
  const { functionName, file, line } = trace.step(position - 1);
  const place = `${functionName}(), ${shortPath(file)}:${line}`;
  return `after step ${position - 1} of ${trace.length}, in ${place}`;
}

/** Model files with their names as kernel code has them: `mm/memremap.c`, `linux/mm.h`. */
export function shortPath(path: string): string {
  return path.replace(/^kernel\/(include\/)?/, '');
}

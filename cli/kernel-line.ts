/** Which kernel is shown: said on every report. */
import type { Scenario, Trace } from '../core/index.ts';

export interface KernelSummary {
  version: string;
  arch: string;
  config: Record<string, boolean | number | string>;
  /** sizeof(struct page), null if the program has none. */
  structPageSize: number | null;
}

export function kernelSummary(scenario: Scenario, trace: Trace): KernelSummary {
  const size = trace.program.records.get('struct page')?.size;
  return { ...scenario.kernel, structPageSize: size ?? null };
}

/** `6.12.117 x86_64, struct page 64 bytes`, then the configuration on lines of its own. */
export function kernelLines(kernel: KernelSummary): { line: string; config: string } {
  const size = kernel.structPageSize === null ? '' : `, struct page ${kernel.structPageSize} bytes`;
  const config = Object.entries(kernel.config).map(([name, value]) => {
    if (value === true || value === 'y') return name;
    if (value === false || value === 'n') return `${name}=n`;
    return `${name}=${value}`;
  });
  return {
    line: `model of Linux ${kernel.version} ${kernel.arch}${size}`,
    config: config.join(' '),
  };
}

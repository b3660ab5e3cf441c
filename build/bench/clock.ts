/**
 * Time as the bench counts it: of the processor, not of the wall, so that a busy machine lengthens
 * neither our figures nor the peers'. It includes V8's own threads (compiling, collecting garbage).
 */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Processor seconds that `work` takes. */
export function timed<T>(work: () => T): { seconds: number; result: T } {
  const start = processorSeconds();
  const result = work();
  return { seconds: processorSeconds() - start, result };
}

/** Middle value; of an even number the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The value below which a share of all values lies: nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!;
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** How long each of many short pieces of work takes, in milliseconds: of the processor and elapsed. */
export class Latencies {
  readonly processor: number[] = [];
  readonly elapsed: number[] = [];

  measure(work: () => void): void {
    const wall = performance.now();
    const start = processorSeconds();
    work();
    this.processor.push((processorSeconds() - start) * 1000);
    this.elapsed.push(performance.now() - wall);
  }

  at(share: number): number {
    return percentile(this.processor, share);
  }

  /** `p50 0.1, p99 2.0, max 3.1 ms` */
  summary(): string {
    const figures = [0.5, 0.99, 1].map((share) => this.at(share).toFixed(2));
    return `p50 ${figures[0]!}, max ${figures[2]!}; elapsed p99 ${percentile(this.elapsed, 0.99).toFixed(2)}`;
  }
}

/** A plain run, without recording, against the program that `gcc -O0` makes. */
import { geometricMean, median } from './clock.ts';
import type { Native } from './native.ts';
import { PROGRAMS, runEngine, type Programs } from './programs.ts';
import type { Row } from './row.ts';

const MEASURE = 'Plain run against gcc -O0 (microseconds per round; how many times slower)';

export function benchPlain(programs: Programs, native: Native, runs: number): Row[] {
  const rows: Row[] = PROGRAMS.map(({ name, title, rounds }) => {
    const compiled = programs.compile(name, false);
    const ours: number[] = [];
    const peer: number[] = [];
    for (let run = 0; run < runs; run++) {
      const startUp = runEngine(compiled, 0).seconds;
      const engine = runEngine(compiled, rounds.plain);
      ours.push(((engine.seconds - startUp) / rounds.plain) * 1e6);
      if (!native.gcc) continue;
      peer.push((native.run(name, rounds.native).seconds / rounds.native) * 1e6);
      const { checksum } = native.run(name, rounds.plain);
      if (checksum !== engine.checksum) {
        throw new Error(`${name}: the engine computes ${engine.checksum}, gcc ${checksum}`);
      }
    }
    const value = median(ours);
    return {
      measure: MEASURE,
      subject: title,
      value,
      unit: 'µs',
      peer: native.gcc ? median(peer) : null,
      ratio: native.gcc ? value / median(peer) : null,
      aim: { at: 'most', limit: 100, of: 'ratio' },
      note: native.gcc ? undefined : 'gcc is not installed: nothing to compare with',
    };
  });
  if (!native.gcc) return rows;
  const ratio = geometricMean(rows.map((row) => row.ratio!));
  const aim = { at: 'most', limit: 100, of: 'ratio' } as const;
  const value = geometricMean(rows.map((row) => row.value!));
  const peer = geometricMean(rows.map((row) => row.peer!));
  return [
    ...rows,
    { measure: MEASURE, subject: 'geometric mean', value, unit: 'µs', peer, ratio, aim },
  ];
}

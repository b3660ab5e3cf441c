import { source as assert } from './libc/assert.ts';
import { source as ctype } from './libc/ctype.ts';
import { source as dup } from './libc/dup.ts';
import { source as errno } from './libc/errno.ts';
import { source as exit } from './libc/exit.ts';
import { source as files } from './libc/files.ts';
import { source as input } from './libc/input.ts';
import { source as integers } from './libc/integers.ts';
import { source as jumps } from './libc/jumps.ts';
import { source as mathBits } from './libc/math-bits.ts';
import { source as mathFloat } from './libc/math-float.ts';
import { source as mathLong } from './libc/math-long.ts';
import { source as math } from './libc/math.ts';
import { source as memoryCalls } from './libc/memory-calls.ts';
import { source as memory } from './libc/memory.ts';
import { source as noKernel } from './libc/no-kernel.ts';
import { source as observer } from './libc/observer.ts';
import { source as output } from './libc/output.ts';
import { source as perror } from './libc/perror.ts';
import { source as pipe } from './libc/pipe.ts';
import { source as print } from './libc/print.ts';
import { source as process } from './libc/process.ts';
import { source as random } from './libc/random.ts';
import { source as scan } from './libc/scan.ts';
import { source as signal } from './libc/signal.ts';
import { source as sleep } from './libc/sleep.ts';
import { source as sort } from './libc/sort.ts';
import { source as strdup } from './libc/strdup.ts';
import { source as streams } from './libc/streams.ts';
import { source as string } from './libc/string.ts';
import { source as strings } from './libc/strings.ts';
import { source as strtod } from './libc/strtod.ts';
import { source as syscalls } from './libc/syscalls.ts';
import { source as time } from './libc/time.ts';
import { source as unistd } from './libc/unistd.ts';
import { source as wchar } from './libc/wchar.ts';
import { source as err } from './libc/err.ts';
import { source as fenv } from './libc/fenv.ts';
import { source as locale } from './libc/locale.ts';
import { source as mathLongDouble } from './libc/math-long-double.ts';
import { source as mathMore } from './libc/math-more.ts';
import { source as mathSpecial } from './libc/math-special.ts';
import { source as moreStreams } from './libc/more-streams.ts';
import { source as multibyte } from './libc/multibyte.ts';
import { source as pthread } from './libc/pthread.ts';
import { source as quickExit } from './libc/quick-exit.ts';
import { source as signalText } from './libc/signal-text.ts';
import { source as threads } from './libc/threads.ts';
import { source as timeText } from './libc/time-text.ts';
import { source as wctype } from './libc/wctype.ts';
import { source as wideOutput } from './libc/wide-output.ts';

/** One C source of the library. */
export interface LibrarySource {
  /** Path for diagnostics and debug information, such as `libc/string.c`. */
  path: string;
  /** Functions and objects with external linkage that the source defines. */
  provides: readonly string[];
  text: string;
}

/** All sources, in the order in which `libraryFor` returns them. */
export const librarySources: readonly LibrarySource[] = [
  assert,
  ctype,
  dup,
  errno,
  exit,
  files,
  input,
  integers,
  jumps,
  mathBits,
  mathFloat,
  mathLong,
  math,
  memory,
  memoryCalls,
  noKernel,
  observer,
  output,
  perror,
  pipe,
  print,
  process,
  random,
  scan,
  signal,
  sleep,
  sort,
  strdup,
  streams,
  string,
  strings,
  strtod,
  syscalls,
  time,
  unistd,
  wchar,
  err,
  fenv,
  locale,
  mathLongDouble,
  mathMore,
  mathSpecial,
  moreStreams,
  multibyte,
  pthread,
  quickExit,
  signalText,
  threads,
  timeText,
  wctype,
  wideOutput,
];

const definedIn = new Map<string, LibrarySource>();
for (const source of librarySources) {
  for (const name of source.provides) definedIn.set(name, source);
}

/**
 * The library sources that define at least one of `names` (undefined external names of a program).
 * Library sources use each other: compile them, and ask again with what is then undefined, until
 * nothing new comes. A program's own definition of a library name takes precedence over the library's.
 */
export function libraryFor(names: Iterable<string>): LibrarySource[] {
  const wanted = new Set<LibrarySource>();
  for (const name of names) {
    const source = definedIn.get(name);
    if (source) wanted.add(source);
  }
  return librarySources.filter((source) => wanted.has(source));
}

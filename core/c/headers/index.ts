/**
 * The standard headers and the C library that the engine brings along, as text: headers by the name
 * that `#include <…>` uses, library sources to be compiled together with a program that needs them.
 */
import labH from './include/lab.ts';
import labFileH from './include/lab_file.ts';
import observerH from './include/observer.ts';
import allocaH from './include/alloca.ts';
import assertH from './include/assert.ts';
import complexH from './include/complex.ts';
import ctypeH from './include/ctype.ts';
import fcntlH from './include/fcntl.ts';
import linuxIoctlH from './include/linux/ioctl.ts';
import linuxTypesH from './include/linux/types.ts';
import sysIoctlH from './include/sys/ioctl.ts';
import sysSyscallH from './include/sys/syscall.ts';
import sysPrctlH from './include/sys/prctl.ts';
import linuxPrctlH from './include/linux/prctl.ts';
import linuxMmanH from './include/linux/mman.ts';
import linuxMemfdH from './include/linux/memfd.ts';
import sysUioH from './include/sys/uio.ts';
import asmUnistdH from './include/asm/unistd.ts';
import sysMmanH from './include/sys/mman.ts';
import sysWaitH from './include/sys/wait.ts';
import schedH from './include/sched.ts';
import setjmpH from './include/setjmp.ts';
import signalH from './include/signal.ts';
import sysStatH from './include/sys/stat.ts';
import errnoH from './include/errno.ts';
import floatH from './include/float.ts';
import inttypesH from './include/inttypes.ts';
import iso646H from './include/iso646.ts';
import limitsH from './include/limits.ts';
import mallocH from './include/malloc.ts';
import mathH from './include/math.ts';
import memoryH from './include/memory.ts';
import stdatomicH from './include/stdatomic.ts';
import stdalignH from './include/stdalign.ts';
import stdargH from './include/stdarg.ts';
import stdboolH from './include/stdbool.ts';
import stddefH from './include/stddef.ts';
import stdintH from './include/stdint.ts';
import stdioH from './include/stdio.ts';
import stdlibH from './include/stdlib.ts';
import stdnoreturnH from './include/stdnoreturn.ts';
import stringH from './include/string.ts';
import stringsH from './include/strings.ts';
import sysTypesH from './include/sys/types.ts';
import timeH from './include/time.ts';
import ucontextH from './include/ucontext.ts';
import unistdH from './include/unistd.ts';
import wcharH from './include/wchar.ts';
import byteswapH from './include/byteswap.ts';
import endianH from './include/endian.ts';
import errH from './include/err.ts';
import featuresH from './include/features.ts';
import fenvH from './include/fenv.ts';
import localeH from './include/locale.ts';
import pthreadH from './include/pthread.ts';
import stdckdintH from './include/stdckdint.ts';
import tgmathH from './include/tgmath.ts';
import threadsH from './include/threads.ts';
import ucharH from './include/uchar.ts';
import wctypeH from './include/wctype.ts';
import sysCdefsH from './include/sys/cdefs.ts';
import sysParamH from './include/sys/param.ts';
import sysResourceH from './include/sys/resource.ts';
import sysTimeH from './include/sys/time.ts';

export { librarySources, libraryFor } from './library.ts';
export type { LibrarySource } from './library.ts';

/** Header text by name. A name that is not here does not exist: there is no silent fallback. */
export const builtinHeaders: Readonly<Record<string, string>> = {
  '__lab.h': labH,
  '__lab_file.h': labFileH,
  'alloca.h': allocaH,
  'assert.h': assertH,
  'complex.h': complexH,
  'ctype.h': ctypeH,
  'errno.h': errnoH,
  'fcntl.h': fcntlH,
  'float.h': floatH,
  'inttypes.h': inttypesH,
  'iso646.h': iso646H,
  'lab.h': observerH,
  'limits.h': limitsH,
  'linux/ioctl.h': linuxIoctlH,
  'linux/types.h': linuxTypesH,
  'malloc.h': mallocH,
  'math.h': mathH,
  'memory.h': memoryH,
  'sched.h': schedH,
  'setjmp.h': setjmpH,
  'signal.h': signalH,
  'stdalign.h': stdalignH,
  'stdarg.h': stdargH,
  'stdatomic.h': stdatomicH,
  'stdbool.h': stdboolH,
  'stddef.h': stddefH,
  'stdint.h': stdintH,
  'stdio.h': stdioH,
  'stdlib.h': stdlibH,
  'stdnoreturn.h': stdnoreturnH,
  'string.h': stringH,
  'strings.h': stringsH,
  'sys/ioctl.h': sysIoctlH,
  'sys/syscall.h': sysSyscallH,
  'sys/prctl.h': sysPrctlH,
  'linux/prctl.h': linuxPrctlH,
  'linux/mman.h': linuxMmanH,
  'linux/memfd.h': linuxMemfdH,
  'sys/uio.h': sysUioH,
  'asm/unistd.h': asmUnistdH,
  'sys/mman.h': sysMmanH,
  'sys/stat.h': sysStatH,
  'sys/wait.h': sysWaitH,
  'sys/types.h': sysTypesH,
  'time.h': timeH,
  'ucontext.h': ucontextH,
  'unistd.h': unistdH,
  'wchar.h': wcharH,
  'sys/time.h': sysTimeH,
  'sys/resource.h': sysResourceH,
  'sys/param.h': sysParamH,
  'sys/cdefs.h': sysCdefsH,
  'wctype.h': wctypeH,
  'uchar.h': ucharH,
  'threads.h': threadsH,
  'tgmath.h': tgmathH,
  'stdckdint.h': stdckdintH,
  'pthread.h': pthreadH,
  'locale.h': localeH,
  'fenv.h': fenvH,
  'features.h': featuresH,
  'err.h': errH,
  'endian.h': endianH,
  'byteswap.h': byteswapH,
};

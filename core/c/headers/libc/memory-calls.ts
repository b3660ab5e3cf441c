import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/memory-calls.c',
  provides: ['mincore', 'posix_madvise', 'prctl', 'process_vm_readv', 'process_vm_writev'],
  text: String.raw`/* Less common system calls about memory, on the model kernel. */
#include <errno.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/uio.h>
#include "__lab.h"

#define NR_MINCORE 27
#define NR_MADVISE 28
#define NR_PRCTL 157
#define NR_PROCESS_VM_READV 310
#define NR_PROCESS_VM_WRITEV 311

static long result_of(long value)
{
	if (value < 0 && value >= -4095) {
		errno = (int)-value;
		return -1;
	}
	return value;
}

int mincore(void *address, size_t length, unsigned char *vector)
{
	return (int)result_of(
		__lab_syscall(NR_MINCORE, (long)address, (long)length, (long)vector, 0, 0, 0));
}

/* Advice that would lose contents is not followed. The error is returned, and errno stays. */
int posix_madvise(void *address, size_t length, int advice)
{
	if (advice == POSIX_MADV_DONTNEED)
		return 0;
	return (int)-__lab_syscall(NR_MADVISE, (long)address, (long)length, advice, 0, 0, 0);
}

int prctl(int option, ...)
{
	long argument[4];
	va_list list;

	va_start(list, option);
	for (int i = 0; i < 4; i++)
		argument[i] = va_arg(list, long);
	va_end(list);
	return (int)result_of(__lab_syscall(NR_PRCTL, option, argument[0], argument[1],
					    argument[2], argument[3], 0));
}

ssize_t process_vm_readv(pid_t process, const struct iovec *local, unsigned long local_count,
			 const struct iovec *remote, unsigned long remote_count,
			 unsigned long flags)
{
	return result_of(__lab_syscall(NR_PROCESS_VM_READV, process, (long)local,
				       (long)local_count, (long)remote, (long)remote_count,
				       (long)flags));
}

ssize_t process_vm_writev(pid_t process, const struct iovec *local, unsigned long local_count,
			  const struct iovec *remote, unsigned long remote_count,
			  unsigned long flags)
{
	return result_of(__lab_syscall(NR_PROCESS_VM_WRITEV, process, (long)local,
				       (long)local_count, (long)remote, (long)remote_count,
				       (long)flags));
}
`,
};

// SPDX-License-Identifier: GPL-2.0-or-later
/* System calls, by number; and the observer's calls that need the kernel. */
#include <linux/fs.h>
#include <linux/lab_calls.h>
#include <linux/mman.h>
#include <linux/module.h>
#include <linux/pipe_fs_i.h>
#include <linux/prctl.h>
#include <linux/sched.h>
#include <linux/swap.h>
#include <linux/time.h>
#include <linux/uio.h>

#define __NR_read	0
#define __NR_write	1
#define __NR_open	2
#define __NR_close	3
#define __NR_fstat	5
#define __NR_lseek	8
#define __NR_mmap	9
#define __NR_mprotect	10
#define __NR_munmap	11
#define __NR_rt_sigaction	13
#define __NR_rt_sigprocmask	14
#define __NR_rt_sigreturn	15
#define __NR_ioctl	16
#define __NR_pread64	17
#define __NR_pwrite64	18
#define __NR_pipe	22
#define __NR_sched_yield	24
#define __NR_mremap	25
#define __NR_msync	26
#define __NR_mincore	27
#define __NR_madvise	28
#define __NR_dup	32
#define __NR_dup2	33
#define __NR_pause	34
#define __NR_nanosleep	35
#define __NR_alarm	37
#define __NR_getpid	39
#define __NR_fork	57
#define __NR_wait4	61
#define __NR_kill	62
#define __NR_fcntl	72
#define __NR_ftruncate	77
#define __NR_unlink	87
#define __NR_getppid	110
#define __NR_rt_sigpending	127
#define __NR_rt_sigsuspend	130
#define __NR_mlock	149
#define __NR_munlock	150
#define __NR_mlockall	151
#define __NR_munlockall	152
#define __NR_prctl	157
#define __NR_delete_module	176
#define __NR_gettid	186
#define __NR_tgkill	234
#define __NR_dup3	292
#define __NR_pipe2	293
#define __NR_process_vm_readv	310
#define __NR_process_vm_writev	311
#define __NR_memfd_create	319
#define __NR_mlock2	325

static struct page *pinned[16];
static unsigned int nr_pinned;

/* One reference, as get_user_pages_fast() takes it. */
static long lab_pin(unsigned long addr)
{
	if (nr_pinned == ARRAY_SIZE(pinned))
		return -ENOSPC;
	if (get_user_pages_fast(addr, 1, FOLL_WRITE, &pinned[nr_pinned]) != 1)
		return -EFAULT;
	nr_pinned++;
	return 0;
}

static long lab_unpin(void)
{
	while (nr_pinned)
		put_page(pinned[--nr_pinned]);
	return 0;
}

static long do_syscall_x64(long nr, long a, long b, long c, long d, long e, long f)
{
	switch (nr) {
	case __NR_read:
		return sys_read(a, (char *)b, c);
	case __NR_write:
		return sys_write(a, (const char *)b, c);
	case __NR_open:
		return sys_open((const char *)a, b, c);
	case __NR_close:
		return sys_close(a);
	case __NR_pipe:
		return sys_pipe2((int *)a, 0);
	case __NR_pipe2:
		return sys_pipe2((int *)a, b);
	case __NR_dup:
		return sys_dup(a);
	case __NR_dup2:
		return sys_dup2(a, b);
	case __NR_dup3:
		return a == b ? -EINVAL : sys_dup2(a, b);
	case __NR_fstat:
		return sys_fstat(a, (struct stat *)b);
	case __NR_lseek:
		return sys_lseek(a, b, c);
	case __NR_mmap:
		return sys_mmap(a, b, c, d, e, f);
	case __NR_mprotect:
		return sys_mprotect(a, b, c);
	case __NR_munmap:
		return sys_munmap(a, b);
	case __NR_rt_sigaction:
		return sys_rt_sigaction(a, (const struct k_sigaction *)b, (struct k_sigaction *)c,
					d);
	case __NR_rt_sigprocmask:
		return sys_rt_sigprocmask(a, (const sigset_t *)b, (sigset_t *)c, d);
	case __NR_rt_sigreturn:
		return sys_rt_sigreturn(a);
	case __NR_rt_sigpending:
		return sys_rt_sigpending((sigset_t *)a, b);
	case __NR_rt_sigsuspend:
		return sys_rt_sigsuspend((const sigset_t *)a, b);
	case __NR_pause:
		return sys_pause();
	case __NR_alarm:
		return sys_alarm(a);
	case __NR_tgkill:
		return sys_tgkill(a, b, c);
	case __NR_gettid:
		return current->pid;
	case __NR_ioctl:
		return sys_ioctl(a, b, c);
	case __NR_pread64:
		return sys_pread64(a, (char *)b, c, d);
	case __NR_pwrite64:
		return sys_pwrite64(a, (const char *)b, c, d);
	case __NR_fcntl:
		return sys_fcntl(a, b, c);
	case __NR_ftruncate:
		return sys_ftruncate(a, b);
	case __NR_unlink:
		return sys_unlink((const char *)a);
	case __NR_memfd_create:
		return sys_memfd_create((const char *)a, b);
	case __NR_mremap:
		return sys_mremap(a, b, c, d, e);
	case __NR_msync:
		return sys_msync(a, b, c);
	case __NR_mincore:
		return sys_mincore(a, b, (unsigned char *)c);
	case __NR_madvise:
		return sys_madvise(a, b, c);
	case __NR_mlock:
		return sys_mlock(a, b);
	case __NR_mlock2:
		return sys_mlock2(a, b, c);
	case __NR_mlockall:
		return sys_mlockall(a);
	case __NR_munlockall:
		return sys_munlockall();
	case __NR_munlock:
		return sys_munlock(a, b);
	case __NR_process_vm_readv:
	case __NR_process_vm_writev:
		return sys_process_vm_rw(a, (const struct iovec *)b, c, (const struct iovec *)d, e,
					 f, nr == __NR_process_vm_writev);
	case __NR_prctl:
		return sys_prctl(a, b, c, d, e);
	case __NR_delete_module:
		return sys_delete_module((const char *)a, b);
	case __NR_getpid:
		return current->pid;
	case __NR_getppid:
		return is_global_init(current) ? 0 : current->real_parent->pid;
	case __NR_fork:
		return sys_fork();
	case __NR_wait4:
		return sys_wait4(a, (int *)b, c, (void *)d);
	case __NR_kill:
		return sys_kill(a, b);
	case __NR_sched_yield:
		return sys_sched_yield();
	case __NR_nanosleep:
		return sys_nanosleep((const struct timespec *)a, (struct timespec *)b);
	case LAB_CALL_DRAIN_LRU:
		lru_add_drain_all();
		return 0;
	case LAB_CALL_PIN:
		return lab_pin(a);
	case LAB_CALL_UNPIN:
		return lab_unpin();
	default:
		pr_warn("system call %ld is not in the model\n", nr);
		return -ENOSYS;
	}
}

/* Called by the machine when user code asks for it. */
long do_syscall_64(long nr, long a, long b, long c, long d, long e, long f)
{
	return arch_do_signal_or_restart(do_syscall_x64(nr, a, b, c, d, e, f));
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* Handlers: of faults and of signals that are sent, left by returning and by jumping, in both processes. */
#define _GNU_SOURCE
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096UL

static sigjmp_buf back;
static siginfo_t last;
static volatile int count;
static char *area;

static void jump(int number, siginfo_t *info, void *context)
{
	last = *info;
	siglongjmp(back, number);
}

/* Makes the access possible and lets it happen again. */
static void repair(int number, siginfo_t *info, void *context)
{
	ucontext_t *user = context;

	count++;
	printf("repair: signal %d at %p, write %d\n", number, info->si_addr,
	       user->uc_mcontext.gregs[REG_ERR] & 2 ? 1 : 0);
	mprotect(area, PAGE, PROT_READ | PROT_WRITE);
}

static void tell(int number)
{
	count++;
	printf("signal %d\n", number);
	fflush(stdout);
}

static void handle(int number, void (*function)(int, siginfo_t *, void *))
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_sigaction = function;
	action.sa_flags = SA_SIGINFO;
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

/* The signal that reading or writing a byte brings. */
static int touch(volatile char *byte, int write)
{
	int number = sigsetjmp(back, 1);

	if (number)
		return number;
	if (write)
		*byte = 1;
	else
		(void)*byte;
	return 0;
}

static void faults(void)
{
	handle(SIGSEGV, jump);
	handle(SIGBUS, jump);
	printf("read nothing: %d", touch(area + 64 * PAGE, 0));
	printf(" code %d address %p\n", last.si_code, last.si_addr);
	mprotect(area, PAGE, PROT_READ);
	printf("read: %d, write: %d", touch(area + 5, 0), touch(area + 5, 1));
	printf(" code %d address %p\n", last.si_code, last.si_addr);
	mprotect(area, PAGE, PROT_NONE);
	printf("read: %d, code %d\n", touch(area + 6, 0), last.si_code);
	handle(SIGSEGV, repair);
	area[7] = 7;
	printf("repaired %d times: %d\n", count, area[7]);
}

static void several(void)
{
	sigset_t both, old, waiting;

	sigemptyset(&both);
	sigaddset(&both, SIGUSR1);
	sigaddset(&both, SIGUSR2);
	signal(SIGUSR1, tell);
	signal(SIGUSR2, tell);
	sigprocmask(SIG_BLOCK, &both, &old);
	count = 0;
	raise(SIGUSR1);
	raise(SIGUSR1);
	kill(getpid(), SIGUSR2);
	sigpending(&waiting);
	printf("blocked: %d so far, waiting %d %d\n", count, sigismember(&waiting, SIGUSR1),
	       sigismember(&waiting, SIGTERM));
	sigprocmask(SIG_SETMASK, &old, NULL);
	printf("then %d\n", count);
}

static void interrupted(int flags)
{
	struct sigaction action = { .sa_handler = tell, .sa_flags = flags };
	int ends[2];
	pid_t child, parent = getpid();
	char byte = 0;
	ssize_t result;

	sigaction(SIGUSR1, &action, NULL);
	if (pipe(ends))
		return;
	fflush(stdout);
	child = fork();
	if (!child) {
		usleep(50000);
		kill(parent, SIGUSR1);
		usleep(50000);
		if (write(ends[1], "x", 1) != 1)
			_exit(1);
		_exit(0);
	}
	result = read(ends[0], &byte, 1);
	printf("read: %zd, %s\n", result, result < 0 ? strerror(errno) : "a byte");
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
}

static void reap(int number, siginfo_t *info, void *context)
{
	count = info->si_status;
}

int main(void)
{
	sigset_t block, none;
	int status;
	pid_t child;

	area = mmap((void *)0x10000000, 8 * PAGE, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	madvise(area, 8 * PAGE, MADV_NOHUGEPAGE);
	faults();
	several();
	interrupted(0);
	interrupted(SA_RESTART);

	/* A child has the handlers, too; what it jumps over is its own. */
	fflush(stdout);
	child = fork();
	if (!child) {
		handle(SIGSEGV, jump);
		printf("child: %d\n", touch(area + 64 * PAGE, 1));
		signal(SIGSEGV, SIG_DFL);
		fflush(stdout);
		area[64 * PAGE] = 1;
		_exit(0);
	}
	waitpid(child, &status, 0);
	printf("killed by %d\n", WTERMSIG(status));

	handle(SIGCHLD, reap);
	sigemptyset(&none);
	sigemptyset(&block);
	sigaddset(&block, SIGCHLD);
	sigprocmask(SIG_BLOCK, &block, NULL);
	count = 0;
	child = fork();
	if (!child)
		_exit(42);
	status = sigsuspend(&none);
	printf("suspended: %d, %s, the child said %d\n", status, strerror(errno), count);
	sigprocmask(SIG_UNBLOCK, &block, NULL);
	wait(NULL);

	signal(SIGALRM, tell);
	alarm(1);
	status = pause();
	printf("paused: %d, alarm had %u left\n", status, alarm(0));
	signal(SIGUSR1, SIG_IGN);
	printf("ignored: %d\n", raise(SIGUSR1));
	fflush(stdout);
	signal(SIGUSR1, SIG_DFL);
	raise(SIGUSR1);
	return 0;
}

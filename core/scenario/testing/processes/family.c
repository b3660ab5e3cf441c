/* Who waits for whom, and what they learn. */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t first;

static void handler(void)
{
	printf("at exit, %s\n", getpid() == first ? "parent" : "child");
}

static void show(const char *what, pid_t pid, pid_t expected, int status)
{
	printf("%s: %d, ", what, pid == expected);
	if (WIFEXITED(status))
		printf("exited %d\n", WEXITSTATUS(status));
	else if (WIFSIGNALED(status))
		printf("killed by %d\n", WTERMSIG(status));
}

static void several(void)
{
	pid_t children[5], pid;
	int status, i, left;

	for (i = 0; i < 5; i++) {
		children[i] = fork();
		if (!children[i])
			_exit(10 + i);
	}
	pid = waitpid(children[3], &status, 0);
	show("the fourth", pid, children[3], status);
	pid = waitpid(children[0], &status, 0);
	show("the first", pid, children[0], status);
	for (left = 0; wait(&status) > 0; left++)
		;
	printf("%d more, then %s\n", left, errno == ECHILD ? "ECHILD" : "?");
	pid = waitpid(children[1], &status, 0);
	printf("%d %d\n", pid, errno == ECHILD);
	pid = waitpid(-1, &status, WNOHANG);
	printf("%d %d\n", pid, errno == ECHILD);
}

static void generations(void)
{
	pid_t parent = getpid(), child = fork(), pid;
	int status;

	if (!child) {
		pid_t me = getpid(), grandchild;

		printf("child's parent: %d\n", getppid() == parent);
		grandchild = fork();
		if (!grandchild) {
			printf("grandchild's parent: %d\n", getppid() == me);
			exit(21);
		}
		pid = waitpid(grandchild, &status, 0);
		show("grandchild", pid, grandchild, status);
		_exit(WEXITSTATUS(status) + 1);
	}
	pid = wait(&status);
	show("child", pid, child, status);
}

static void signals(void)
{
	pid_t child, pid;
	int status, which;

	for (which = 0; which < 6; which++) {
		child = fork();
		if (!child) {
			char *p = mmap(NULL, 4096, which == 1 ? PROT_READ : PROT_NONE,
				       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

			switch (which) {
			case 0:
				*(volatile int *)16 = 1;
				break;
			case 1:
				*(volatile char *)p = 1;
				break;
			case 2:
				return _exit(*(volatile char *)p);
			case 3:
				abort();
			case 4:
				raise(SIGTERM);
				break;
			case 5:
				signal(SIGTERM, SIG_IGN);
				raise(SIGTERM);
				_exit(5);
			}
			_exit(99);
		}
		pid = waitpid(child, &status, 0);
		show("signal", pid, child, status);
	}
}

static void killing(void)
{
	pid_t child = fork(), pid;
	int status;

	if (!child) {
		for (;;)
			sleep(1000);
	}
	printf("none: %d\n", waitpid(child, &status, WNOHANG));
	printf("exists: %d\n", kill(child, 0));
	printf("kill: %d\n", kill(child, SIGKILL));
	pid = waitpid(child, &status, 0);
	show("killed", pid, child, status);
	status = kill(child, 0);
	printf("gone: %d %d\n", status, errno == ESRCH);
}

static void no_zombies(void)
{
	pid_t child;
	int status;

	signal(SIGCHLD, SIG_IGN);
	child = fork();
	if (!child)
		_exit(1);
	child = waitpid(child, &status, 0);
	printf("ignored: %d %d\n", child, errno == ECHILD);
	signal(SIGCHLD, SIG_DFL);
}

/* Two processes take turns: the clock decides. */
static void turns(void)
{
	pid_t child = fork();
	int status, i;

	if (!child)
		usleep(25000);
	for (i = 0; i < 4; i++) {
		printf("%s %d\n", child ? "parent" : "child", i);
		usleep(25000);
		usleep(25000);
	}
	if (!child)
		_exit(8);
	waitpid(child, &status, 0);
	printf("%d\n", WEXITSTATUS(status));
}

static void tree(int levels)
{
	int i, status, total = 0;

	for (i = 0; i < 2 && levels; i++) {
		pid_t child = fork();

		if (!child) {
			first = 0;
			tree(levels - 1);
			_exit(1);
		}
		waitpid(child, &status, 0);
		total += WEXITSTATUS(status);
		printf("level %d: %d\n", levels, total);
	}
	if (first)
		return;
	_exit(total + 1);
}

int main(void)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	first = getpid();
	atexit(handler);
	several();
	generations();
	signals();
	killing();
	no_zombies();
	turns();
	tree(3);
	return 4;
}

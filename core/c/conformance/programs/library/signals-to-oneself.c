/* Signals that a program sends itself: handlers, masks, and dying of one. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t seen;

static void note(int number)
{
	seen = seen * 100 + number;
	signal(number, note);
}

int main(void)
{
	sigset_t set;
	struct sigaction action = { .sa_handler = note };

	signal(SIGUSR1, note);
	raise(SIGUSR1);
	sigaction(SIGUSR2, &action, NULL);
	kill(getpid(), SIGUSR2);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	raise(SIGUSR1);
	printf("%d\n", (int)seen);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	printf("%d %s\n", (int)seen, strsignal(SIGUSR1));
	signal(SIGTERM, SIG_IGN);
	raise(SIGTERM);
	raise(SIGCHLD);
	signal(SIGABRT, note);
	raise(SIGABRT);
	printf("%d\n", (int)seen);
	exit(5);
}

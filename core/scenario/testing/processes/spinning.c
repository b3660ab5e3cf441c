/* Processes that wait for each other without a system call: somebody else has to let them go on. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
	volatile int turn, ready;
	volatile long sum;
};

static int status_of(pid_t child)
{
	int status;

	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void turns(struct shared *s)
{
	pid_t child;
	int i;

	s->turn = 0;
	child = fork();
	for (i = 0; i < 5; i++) {
		while (s->turn != (child ? 0 : 1))
			;
		s->sum = s->sum * 2 + i;
		printf("%s %d: %ld\n", child ? "parent" : "child", i, s->sum);
		s->turn = child ? 1 : 0;
	}
	if (!child)
		_exit(9);
	printf("child ended with %d\n", status_of(child));
}

static void killed(struct shared *s)
{
	pid_t child;

	s->ready = 0;
	child = fork();
	if (!child) {
		s->ready = 1;
		for (;;)
			;
	}
	while (!s->ready)
		;
	kill(child, SIGTERM);
	printf("child ended with %d\n", status_of(child));
}

static void sleeping(struct shared *s)
{
	pid_t child;

	s->ready = 0;
	child = fork();
	if (!child) {
		usleep(10000);
		s->ready = 2;
		_exit(0);
	}
	while (s->ready != 2)
		;
	printf("ready after a while, %d\n", status_of(child));
}

static long compute(int rounds)
{
	long x = 1;

	for (int i = 0; i < rounds; i++)
		x = (x * 31 + i) % 1000003;
	return x;
}

/* Both compute for so long that each is interrupted several times. */
static void both(void)
{
	int ends[2], i, n = 0;
	long found, results[2];
	pid_t children[2];

	if (pipe(ends))
		perror("pipe");
	for (i = 0; i < 2; i++) {
		children[i] = fork();
		if (!children[i]) {
			found = compute(250000 + 1000 * i);
			write(ends[1], &found, sizeof(found));
			_exit(i);
		}
	}
	found = compute(150000);
	while (n < 2 && read(ends[0], &results[n], sizeof(long)) == sizeof(long))
		n++;
	printf("%ld %ld\n", found, results[0] + results[1]);
	for (i = 0; i < 2; i++)
		printf("%d\n", status_of(children[i]));
}

int main(void)
{
	struct shared *s = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	setvbuf(stdout, NULL, _IONBF, 0);
	turns(s);
	killed(s);
	sleeping(s);
	both();
	return 0;
}

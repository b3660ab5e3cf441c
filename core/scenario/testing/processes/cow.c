/* What parent and child see of each other's memory: nothing, from the fork on. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096UL

static int counter = 5;
static char large[8 * PAGE];
static const char *text = "constant";
static struct pair { int a; long b; } pairs[100];

static char *map(unsigned long pages)
{
	return mmap(NULL, pages * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static int status_of(pid_t child)
{
	int status;

	if (waitpid(child, &status, 0) != child)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static unsigned sum(const char *p, unsigned long size)
{
	unsigned n = 0;

	for (unsigned long i = 0; i < size; i++)
		n = n * 31 + (unsigned char)p[i];
	return n;
}

static void private_pages(void)
{
	char *p = map(4);
	pid_t child;

	p[0] = 1;
	p[PAGE] = 2;
	printf("%d ", p[2 * PAGE]);
	child = fork();
	if (!child) {
		printf("child sees %d %d %d %d\n", p[0], p[PAGE], p[2 * PAGE], p[3 * PAGE]);
		p[0] = 11;
		p[2 * PAGE] = 13;
		p[3 * PAGE] = 14;
		printf("child has %d %d %d %d\n", p[0], p[PAGE], p[2 * PAGE], p[3 * PAGE]);
		_exit(7);
	}
	p[PAGE] = 22;
	p[3 * PAGE] = 24;
	printf("child ended with %d\n", status_of(child));
	printf("parent has %d %d %d %d\n", p[0], p[PAGE], p[2 * PAGE], p[3 * PAGE]);
	p[0] = 31;
	printf("parent has %d\n", p[0]);
	munmap(p, 4 * PAGE);
}

static void image(void)
{
	char *heap = malloc(10000), local[300];
	pid_t child;

	memset(heap, 'h', 10000);
	memset(local, 'l', sizeof(local));
	large[3 * PAGE] = 9;
	pairs[50].b = 77;
	child = fork();
	if (!child) {
		char *more = malloc(200000);

		memset(more, 'm', 200000);
		printf("child: %u %u %u %d %ld %s\n", sum(heap, 10000), sum(local, 300),
		       sum(more, 200000), large[3 * PAGE], pairs[50].b, text);
		heap[5000] = local[100] = large[3 * PAGE] = 'x';
		pairs[50] = (struct pair){ 1, 2 };
		text = "changed";
		counter++;
		printf("child: %u %u %d %s\n", sum(heap, 10000), sum(local, 300), counter, text);
		exit(counter);
	}
	counter = 50;
	printf("child ended with %d\n", status_of(child));
	printf("parent: %u %u %d %d %ld %s\n", sum(heap, 10000), sum(local, 300), counter,
	       large[3 * PAGE], pairs[50].b, text);
	free(heap);
}

/* The child goes on in the middle of a nest of calls and an expression. */
static int depth(int n, int *children)
{
	int here[20], i;

	for (i = 0; i < 20; i++)
		here[i] = n * i;
	if (n == 0) {
		pid_t child = fork();

		if (child) {
			*children += 1;
			printf("below: %d\n", status_of(child));
		}
		return child ? 1000 : 2000;
	}
	i = here[3] + 2 * depth(n - 1, children) + here[19];
	return i + here[n];
}

static void nested(void)
{
	int children = 0;
	int result = depth(6, &children);

	if (!children) {
		printf("child computed %d\n", result);
		_exit(3);
	}
	printf("parent computed %d\n", result);
}

/* Rights that changed before and after. */
static void rights(void)
{
	char *p = map(3);
	pid_t child;

	memset(p, 'r', 3 * PAGE);
	mprotect(p, PAGE, PROT_READ);
	child = fork();
	if (!child) {
		mprotect(p, PAGE, PROT_READ | PROT_WRITE);
		p[0] = 'c';
		munmap(p + PAGE, PAGE);
		madvise(p + 2 * PAGE, PAGE, MADV_DONTNEED);
		printf("child: %c %d\n", p[0], p[2 * PAGE]);
		_exit(0);
	}
	printf("%d ", status_of(child));
	printf("parent: %c %c %c\n", p[0], p[PAGE], p[2 * PAGE]);
	mprotect(p, PAGE, PROT_READ | PROT_WRITE);
	p[0] = 'p';
	printf("parent: %c\n", p[0]);
}

static void left_out(void)
{
	char *p = map(2), *q = map(2);
	pid_t child;
	int status;

	p[0] = q[0] = 1;
	printf("%d %d\n", madvise(p, 2 * PAGE, MADV_WIPEONFORK), madvise(q, 2 * PAGE, MADV_DONTFORK));
	child = fork();
	if (!child) {
		printf("wiped: %d\n", p[0]);
		p[0] = 2;
		printf("own: %d\n", p[0]);
		_exit(q[0]);
	}
	waitpid(child, &status, 0);
	printf("%d %d, %d %d\n", WIFSIGNALED(status), WTERMSIG(status), p[0], q[0]);
}

int main(void)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	private_pages();
	image();
	nested();
	rights();
	left_out();
	return 0;
}

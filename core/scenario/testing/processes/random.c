/*
 * Processes that do what a generator of random numbers says: to private and shared memory, to the heap
 * and the stack, in children that the parent waits for and in children that take turns with it. Only
 * one of them ever acts, so that what they print has one order.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SEEDS
#define SEEDS 3
#endif
#define PAGE 4096UL
#define PAGES 8
#define MAX_DEPTH 3

static unsigned long seed;
static char *private, *shared, *heap;
static int writable[PAGES], depth, forks;
static char path[40];
static unsigned long noise;
static char large[3 * PAGE];

static unsigned draw(unsigned below)
{
	seed = seed * 6364136223846793005UL + 1442695040888963407UL;
	return (unsigned)(seed >> 33) % below;
}

static unsigned hash(const char *p, unsigned long size)
{
	unsigned n = 5381;

	for (unsigned long i = 0; i < size; i += 61)
		n = n * 33 + (unsigned char)p[i];
	return n;
}

static void show(const char *what)
{
	printf("%s %s: %08x %08x %08x %08x %lu\n", path, what, hash(private, PAGES * PAGE),
	       hash(shared, PAGE), hash(heap, 5000), hash(large, sizeof(large)), noise % 1000);
}

static char *map(void *at, unsigned long pages, int flags)
{
	char *p = mmap(at, pages * PAGE, PROT_READ | PROT_WRITE, flags | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED) {
		perror("mmap");
		_exit(99);
	}
	return p;
}

static int status_of(pid_t child)
{
	int status;

	if (waitpid(child, &status, 0) != child)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void act(int rounds);

static void become(int n)
{
	size_t length = strlen(path);

	path[length] = '.';
	path[length + 1] = 'a' + n % 26;
	path[length + 2] = 0;
	depth++;
	seed += n;
}

static void child_alone(void)
{
	int n = forks++;
	pid_t child = fork();

	if (!child) {
		become(n);
		act(2 + draw(4));
		if (!draw(4))
			*(volatile char *)8 = 1;
		if (!draw(3))
			exit(draw(100));
		_exit(draw(100));
	}
	printf("%s child %d: %d\n", path, n, status_of(child));
}

static void pass(int to)
{
	if (write(to, "x", 1) != 1)
		_exit(98);
}

static void await(int from)
{
	char c;

	if (read(from, &c, 1) != 1)
		_exit(97);
}

static void child_in_turns(void)
{
	int n = forks++, rounds = 1 + draw(4), i, to[2], from[2];
	pid_t child;

	if (pipe(to) || pipe(from))
		_exit(96);
	child = fork();
	if (!child) {
		become(n);
		for (i = 0; i < rounds; i++) {
			await(to[0]);
			act(1 + draw(2));
			pass(from[1]);
		}
		_exit(draw(100));
	}
	for (i = 0; i < rounds; i++) {
		if (draw(2))
			act(1);
		pass(to[1]);
		await(from[0]);
		if (draw(2))
			act(1);
	}
	close(to[0]);
	close(to[1]);
	close(from[0]);
	close(from[1]);
	printf("%s turns %d: %d\n", path, n, status_of(child));
}

static int recurse(int n, int value)
{
	int local[10], i;

	for (i = 0; i < 10; i++)
		local[i] = value * (i + n);
	if (!n)
		act(1);
	else
		value = recurse(n - 1, value + local[n]);
	for (i = 0; i < 10; i++)
		value ^= local[i];
	return value;
}

static void one_thing(void)
{
	/* drawn in an order of their own, whatever the compiler makes of expressions */
	unsigned i = draw(PAGES), where = 61 * draw(60), what = draw(256);
	int value;

	switch (draw(depth < MAX_DEPTH ? 14 : 11)) {
	case 0:
	case 1:
	case 2:
		if (writable[i])
			private[i * PAGE + where] = what;
		break;
	case 3:
		shared[where] += 1 + what % 9;
		break;
	case 4:
		heap[where] = what;
		if (!draw(4)) {
			heap = realloc(heap, 5000 + draw(20000));
			noise++;
		}
		break;
	case 5:
		large[where + i * 1000] ^= what;
		break;
	case 6:
		madvise(private + i * PAGE, PAGE, MADV_DONTNEED);
		break;
	case 7:
		writable[i] = !writable[i];
		mprotect(private + i * PAGE, PAGE, writable[i] ? PROT_READ | PROT_WRITE : PROT_READ);
		break;
	case 8:
		munmap(private + i * PAGE, PAGE);
		map(private + i * PAGE, 1, MAP_PRIVATE | MAP_FIXED);
		writable[i] = 1;
		break;
	case 9:
		value = recurse(i % 5, what);
		noise += value;
		break;
	case 10:
		show("sees");
		break;
	case 11:
		child_alone();
		break;
	default:
		child_in_turns();
	}
}

static void act(int rounds)
{
	while (rounds--)
		one_thing();
	show("has");
}

int main(void)
{
	int i, s;

	setvbuf(stdout, NULL, _IONBF, 0);
	private = map(NULL, PAGES, MAP_PRIVATE);
	shared = map(NULL, 1, MAP_SHARED);
	heap = calloc(5000, 1);
	for (i = 0; i < PAGES; i++)
		writable[i] = 1;
	for (s = 1; s <= SEEDS; s++) {
		seed = 7919 * SEEDS + s;
		depth = forks = 0;
		strcpy(path, "p");
		act(12);
	}
	return 0;
}

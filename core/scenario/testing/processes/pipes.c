/* Data and turns by way of pipes. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static char buffer[200000];

static int status_of(pid_t child)
{
	int status;

	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static unsigned sum(const char *p, long size)
{
	unsigned n = 0;

	for (long i = 0; i < size; i++)
		n = n * 31 + (unsigned char)p[i];
	return n;
}

/* Several rounds, with memory on both sides that changes in each. */
static void ping_pong(void)
{
	int to[2], from[2], i, n;
	char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	pid_t child;

	printf("%d %d\n", pipe(to), pipe(from));
	p[0] = 1;
	child = fork();
	if (!child) {
		close(to[1]);
		close(from[0]);
		while (read(to[0], &n, sizeof(n)) == sizeof(n)) {
			p[0] += n;
			p[4096] ^= n;
			printf("child got %d, has %d %d\n", n, p[0], p[4096]);
			n = p[0];
			if (write(from[1], &n, sizeof(n)) != sizeof(n))
				_exit(1);
		}
		_exit(p[0]);
	}
	close(to[0]);
	close(from[1]);
	for (i = 0; i < 12; i++) {
		p[4096] += i;
		n = i;
		if (write(to[1], &n, sizeof(n)) != sizeof(n) ||
		    read(from[0], &n, sizeof(n)) != sizeof(n))
			perror("parent");
		printf("parent got %d, has %d %d\n", n, p[0], p[4096]);
	}
	close(to[1]);
	printf("end: %ld\n", (long)read(from[0], &n, sizeof(n)));
	printf("child ended with %d\n", status_of(child));
	close(from[0]);
}

/* More than a pipe holds, in one write; read in odd portions. */
static void large(void)
{
	int ends[2], i;
	long got, total = 0;
	unsigned check = 0;
	pid_t child;

	for (i = 0; i < (int)sizeof(buffer); i++)
		buffer[i] = i * 7 + i / 1000;
	printf("%u\n", sum(buffer, sizeof(buffer)));
	if (pipe(ends))
		perror("pipe");
	child = fork();
	if (!child) {
		long n;

		close(ends[0]);
		n = write(ends[1], buffer, sizeof(buffer));
		printf("wrote %ld\n", n);
		n = write(ends[1], buffer, 5);
		_exit(n);
	}
	close(ends[1]);
	memset(buffer, 0, sizeof(buffer));
	while (total < 200000) {
		got = read(ends[0], buffer + total, total < 190000 ? 7777 : 200000 - total);
		if (got <= 0)
			break;
		total += got;
	}
	check = sum(buffer, total);
	printf("%ld %u\n", total, check);
	got = read(ends[0], buffer, 100);
	printf("%ld ", got);
	got = read(ends[0], buffer, 100);
	printf("%ld ", got);
	printf("%d\n", status_of(child));
	close(ends[0]);
}

static void errors(void)
{
	int ends[2], status;
	long n, total = 0;
	pid_t child;

	if (pipe2(ends, O_NONBLOCK))
		perror("pipe2");
	n = read(ends[0], buffer, 10);
	printf("empty: %ld %d\n", n, errno == EAGAIN);
	while ((n = write(ends[1], buffer, 3000)) > 0)
		total += n;
	printf("full: %ld %d %ld\n", n, errno == EAGAIN, total);
	n = read(ends[1], buffer, 10);
	printf("wrong end: %ld %d\n", n, errno == EBADF);
	n = write(ends[0], buffer, 10);
	printf("wrong end: %ld %d\n", n, errno == EBADF);
	n = lseek(ends[0], 0, SEEK_SET);
	printf("seek: %ld %d\n", n, errno == ESPIPE);
	n = read(ends[0], (void *)8, 10);
	printf("bad address: %ld %d\n", n, errno == EFAULT);
	n = read(99, buffer, 10);
	printf("no file: %ld %d\n", n, errno == EBADF);
	child = fork();
	if (!child) {
		close(ends[0]);
		_exit(0);
	}
	status_of(child);
	close(ends[0]);
	child = fork();
	if (!child) {
		n = write(ends[1], buffer, 10);
		_exit(99);
	}
	waitpid(child, &status, 0);
	printf("nobody reads: %d %d\n", WIFSIGNALED(status), WTERMSIG(status) == SIGPIPE);
	signal(SIGPIPE, SIG_IGN);
	n = write(ends[1], buffer, 10);
	printf("nobody reads: %ld %d\n", n, errno == EPIPE);
	signal(SIGPIPE, SIG_DFL);
	close(ends[1]);
}

/* Numbers go through a chain of processes, each of which is the child of the one before. */
static void chain(void)
{
	int first[2], in, i, n;
	pid_t next = 0;

	if (pipe(first))
		perror("pipe");
	in = first[0];
	for (i = 0; i < 4; i++) {
		int ends[2];

		if (pipe(ends))
			perror("pipe");
		next = fork();
		if (!next) {
			close(ends[0]);
			close(first[1]);
			while (read(in, &n, sizeof(n)) > 0) {
				n = n * 3 + i;
				write(ends[1], &n, sizeof(n));
			}
			_exit(i);
		}
		close(ends[1]);
		close(in);
		in = ends[0];
	}
	for (i = 1; i <= 3; i++)
		write(first[1], &i, sizeof(i));
	close(first[1]);
	while (read(in, &n, sizeof(n)) > 0)
		printf("%d ", n);
	close(in);
	while (wait(&n) > 0)
		printf("(%d) ", WEXITSTATUS(n) < 4);
	printf("\n");
}

/* Standard output of the child is the pipe. */
static void redirected(void)
{
	int ends[2], saved;
	char line[100] = "";
	pid_t child;

	if (pipe(ends))
		perror("pipe");
	child = fork();
	if (!child) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		printf("said by the child, %d\n", 42);
		exit(6);
	}
	close(ends[1]);
	printf("%d: ", status_of(child));
	printf("%ld ", (long)read(ends[0], line, sizeof(line)));
	printf("%s", line);
	saved = dup(STDOUT_FILENO);
	close(ends[0]);
	printf("%d %d\n", saved == ends[1], dup2(saved, 20));
	if (write(20, "by another name\n", 16) != 16)
		perror("write");
	close(saved);
	close(20);
}

/* Children send what they found; the parent reads it in the order in which it asks. */
static void workers(void)
{
	int ends[3][2], i;
	long result;

	for (i = 0; i < 3; i++) {
		if (pipe(ends[i]))
			perror("pipe");
		if (!fork()) {
			for (result = 0; result < 1000 * (i + 1); result += i + 1)
				;
			write(ends[i][1], &result, sizeof(result));
			_exit(i);
		}
		close(ends[i][1]);
	}
	for (i = 2; i >= 0; i--) {
		read(ends[i][0], &result, sizeof(result));
		printf("worker %d: %ld\n", i, result);
		close(ends[i][0]);
	}
	for (i = 0; wait(NULL) > 0; i++)
		;
	printf("%d workers\n", i);
}

int main(void)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	ping_pong();
	large();
	errors();
	chain();
	redirected();
	workers();
	return 0;
}

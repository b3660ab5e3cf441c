/** Files of the model kernel against what the same program does on Linux. */
import { expect, it } from 'vitest';
import { describeWithGcc } from '../truth/testing/gcc.ts';
import { runNative } from './testing/native-run.ts';
import { finished, runUser } from './testing/user-run.ts';

const FUNCTIONS = `
static void size(int fd)
{
	struct stat stat;
	see(fstat(fd, &stat));
	printf("%ld/%lu ", (long)stat.st_size, (unsigned long)stat.st_nlink);
}
`;

/** Programs that say the same on Linux: nothing in them depends on the model. */
const PROGRAMS: Record<string, string> = {
  'reads and writes at positions': `
	int fd = memfd_create("file", 0);
	char text[32] = { 0 };
	printf("%ld ", (long)write(fd, "hello world", 11));
	printf("%ld ", (long)lseek(fd, 6, SEEK_SET));
	printf("%ld ", (long)read(fd, text, 31));
	printf("%s %ld ", text, (long)read(fd, text, 31));
	printf("%ld ", (long)pwrite(fd, "W", 1, 6));
	printf("%ld ", (long)pread(fd, text, 31, 0));
	printf("%.11s ", text);
	printf("%ld ", (long)lseek(fd, -1, SEEK_END));
	see(lseek(fd, -20, SEEK_CUR));
	see(pread(fd, text, 1, -1));
	see(read(fd, (void *)8, 1));
	lseek(fd, 0, SEEK_SET);
	see(read(fd, (void *)8, 1));
	see(write(fd, (void *)8, 1));
	size(fd);
	see(close(fd));
	see(close(fd));
	see(read(99, text, 1));`,
  'shows through mappings what was written, and the other way round': `
	int fd = open("/tmp", O_RDWR | O_TMPFILE, 0600);
	char *a, *b, *c;
	see(ftruncate(fd, 4 * PAGE));
	size(fd);
	a = mmap(0, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	b = mmap(0, 4 * PAGE, PROT_READ, MAP_SHARED, fd, 0);
	c = mmap(0, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	a[0] = 1;
	a[PAGE] = 2;
	printf("%d %d %d %d ", b[0], b[PAGE], c[0], b[2 * PAGE]);
	c[0] = 7;
	a[1] = 3;
	printf("%d %d %d %d ", a[0], b[1], c[0], c[1]);
	a[PAGE] = 9;
	printf("%d ", c[PAGE]);
	pwrite(fd, "x", 1, PAGE);
	printf("%d %d %d ", a[PAGE], b[PAGE], c[PAGE]);
	printf("%d ", (int)pread(fd, buffer, 2, 0));
	printf("%d ", buffer[1]);
	size(fd);
	see(msync(a, 4 * PAGE, MS_SYNC));
	see(munmap(a, 4 * PAGE));
	close(fd);
	printf("%d %d %d", b[0], b[PAGE], c[0]);`,
  'grows and shrinks': `
	int fd = memfd_create("file", 0);
	char *a = mmap(0, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	see(ftruncate(fd, 3 * PAGE));
	memset(a, 5, 3 * PAGE);
	size(fd);
	see(ftruncate(fd, PAGE + 10));
	size(fd);
	printf("%d %d ", a[PAGE + 9], a[PAGE + 10]);
	see(ftruncate(fd, 3 * PAGE));
	printf("%d %d %d ", a[PAGE + 9], a[PAGE + 10], a[2 * PAGE]);
	size(fd);
	see(ftruncate(fd, -1));
	printf("%ld ", (long)pwrite(fd, "end", 3, 5 * PAGE));
	size(fd);`,
  'knows names': `
	char name[] = "/tmp/folioscope-XXXXXX", text[8] = { 0 };
	int fd = mkstemp(name), other;
	printf("%ld ", (long)write(fd, "abc", 3));
	size(fd);
	other = open(name, O_RDONLY);
	printf("%ld ", (long)read(other, text, 7));
	printf("%s ", text);
	see(write(other, "x", 1));
	see(ftruncate(other, 0));
	see(open(name, O_RDWR | O_CREAT | O_EXCL, 0600));
	see((long)mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, other, 0));
	see((long)mmap(0, PAGE, PROT_READ, MAP_SHARED, other, 0));
	see((long)mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, other, 0));
	see(unlink(name));
	see(unlink(name));
	size(fd);
	see(open(name, O_RDWR));
	see(open("/nowhere/x", O_RDWR | O_CREAT, 0600));
	see(open("/tmp", O_RDWR));
	printf("%ld ", (long)pread(other, text, 7, 0));
	printf("%.3s ", text);
	fd = open(name, O_RDWR | O_CREAT | O_APPEND, 0600);
	write(fd, "one", 3);
	lseek(fd, 0, SEEK_SET);
	write(fd, "two", 3);
	printf("%ld ", (long)pread(fd, text, 7, 0));
	printf("%.6s ", text);
	close(open(name, O_RDWR | O_TRUNC));
	size(fd);
	unlink(name);`,
  'refuses what a file was not opened for': `
	int fd = memfd_create("file", MFD_ALLOW_SEALING);
	char *a;
	ftruncate(fd, PAGE);
	a = mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	see(fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE));
	see(munmap(a, PAGE));
	see(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_WRITE));
	see(ftruncate(fd, 0));
	see(ftruncate(fd, 2 * PAGE));
	see(pwrite(fd, "x", 1, 0));
	see((long)mmap(0, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
	a = mmap(0, PAGE, PROT_READ, MAP_SHARED, fd, 0);
	printf("%d ", a != MAP_FAILED);
	see(mprotect(a, PAGE, PROT_READ | PROT_WRITE));
	printf("%d ", fcntl(fd, F_GET_SEALS));
	fd = memfd_create("file", 0);
	see(fcntl(fd, F_ADD_SEALS, F_SEAL_GROW));
	see((long)mmap(0, PAGE, PROT_READ, 0, fd, 0));
	see((long)mmap(0, PAGE, PROT_READ, MAP_SHARED, fd, 1));
	see((long)mmap(0, PAGE, PROT_READ, MAP_SHARED, 99, 0));
	see((long)mmap(0, 0, PROT_READ, MAP_SHARED, fd, 0));`,
};

describeWithGcc('files', () => {
  for (const [title, body] of Object.entries(PROGRAMS)) {
    it(title, () => {
      const run = runUser(body, { functions: FUNCTIONS });
      expect(run.outcome).toEqual(finished(0));
      expect(run.warnings).toEqual([]);
      expect(run.said).toBe(runNative(body, FUNCTIONS).said);
    });
  }
});

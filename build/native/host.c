// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The model kernel as an ordinary program of this machine, compiled by gcc: an oracle for the
 * engine, and the way to compare the model with what real kernels were seen to do.
 *
 * RAM is a memory file; the direct map is a mapping of it, and __lab_map() maps single pages of it
 * once more, so shared vmemmap pages are really shared. The kernel's addresses are out of a
 * program's reach: build the kernel with -DPAGE_OFFSET=… and -DVMEMMAP_START=….
 *
 * Everything that happens is printed as one JSON object per line. With the kernel compiled with
 * -finstrument-functions, calls of the functions in HOOKS ("name=address,…") are reported too,
 * with the struct pages at the frame that WATCH ("frame,…", one for each memremap_pages()) names.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096UL
#define RAM_BYTES (2UL << 30)
#define PAGE_STRUCT_BYTES 64UL
#define PGMAP_BYTES 160UL

static int ram;

/* ---- output ---- */

static void print_string(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			printf("\\%c", *text);
		else if (*text == '\n')
			printf("\\n");
		else if ((unsigned char)*text >= ' ')
			putchar(*text);
	}
	putchar('"');
}

static void print_bytes(const void *start, unsigned long count)
{
	const unsigned char *byte = start;

	putchar('"');
	while (count--)
		printf("%02x", *byte++);
	putchar('"');
}

static void print_pages(const char *start, unsigned long count)
{
	printf(",\"address\":\"0x%lx\",\"pages\":[", (unsigned long)start);
	for (unsigned long i = 0; i < count; i++) {
		if (i)
			putchar(',');
		print_bytes(start + i * PAGE_STRUCT_BYTES, PAGE_STRUCT_BYTES);
	}
	putchar(']');
}

/* ---- the machine ---- */

void __lab_map(void *virt, void *target)
{
	void *result;

	if (!target) {
		munmap(virt, PAGE);
		return;
	}
	result = mmap(virt, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, ram,
		      (unsigned long)target - PAGE_OFFSET);
	if (result != virt) {
		perror("host: mmap");
		exit(3);
	}
}

static void report(const char *kind, const char *file, int line, const char *func,
		   const char *text)
{
	printf("{\"event\":\"%s\",\"file\":", kind);
	print_string(file);
	printf(",\"line\":%d,\"function\":", line);
	print_string(func);
	printf(",\"text\":");
	print_string(text);
	printf("}\n");
}

void __lab_warn(const char *file, int line, const char *func, const char *text)
{
	report("warning", file, line, func, text);
}

__attribute__((noreturn)) void __lab_bug(const char *file, int line, const char *func,
					 const char *text)
{
	report("bug", file, line, func, text);
	fflush(stdout);
	_exit(4);
}

/* libc formats everything but the kernel's own letters after %p. */
int printk(const char *fmt, ...)
{
	char plain[512], text[1024];
	unsigned long out = 0;
	va_list args;

	if (fmt[0] == '\001')
		fmt += 2;
	while (*fmt && out + 1 < sizeof(plain)) {
		plain[out++] = *fmt;
		if (!strncmp(fmt, "%px", 3))
			fmt += 3, plain[out++] = 'p';
		else if (!strncmp(fmt, "%pGp", 4))
			fmt += 4, plain[out++] = 'p';
		else
			fmt++;
	}
	plain[out] = 0;

	va_start(args, fmt);
	vsnprintf(text, sizeof(text), plain, args);
	va_end(args);
	printf("{\"event\":\"printk\",\"text\":");
	print_string(text);
	printf("}\n");
	return 0;
}

/*
 * User mode is the engine's affair: here nothing walks page tables. The kernel is compiled and
 * linked with these, and no native program calls them.
 */
static __attribute__((noreturn)) void no_user_mode(void)
{
	fprintf(stderr, "host: there is no user mode\n");
	exit(3);
}

int __lab_user_main(void)
{
	no_user_mode();
}

void __lab_console(const char *text, unsigned long length, int is_error)
{
	(void)text;
	(void)length;
	(void)is_error;
	no_user_mode();
}

void __lab_copy_thread(int pid)
{
	(void)pid;
	no_user_mode();
}

void __lab_switch_to(int pid, int dead)
{
	(void)pid;
	(void)dead;
	no_user_mode();
}

__attribute__((noreturn)) void __lab_kill_self(int signal)
{
	(void)signal;
	no_user_mode();
}

struct __lab_signal_frame;
void __lab_setup_frame(const struct __lab_signal_frame *frame)
{
	(void)frame;
	no_user_mode();
}

__attribute__((noreturn)) void __lab_stop(const char *reason)
{
	fprintf(stderr, "host: %s\n", reason);
	exit(3);
}

void __lab_load_cr3(unsigned long pgd)
{
	(void)pgd;
}

void __lab_flush_tlb(void)
{
}

unsigned long __lab_copy_from_user(void *to, const void *from, unsigned long n)
{
	(void)to;
	(void)from;
	return n;
}

unsigned long __lab_copy_to_user(void *to, const void *from, unsigned long n)
{
	(void)to;
	(void)from;
	return n;
}

/* ---- the observer ---- */

void lab_value(const char *name, unsigned long value)
{
	printf("{\"event\":\"value\",\"name\":");
	print_string(name);
	printf(",\"value\":\"0x%lx\"}\n", value);
}

void lab_mark(const char *text)
{
	printf("{\"event\":\"mark\",\"text\":");
	print_string(text);
	printf("}\n");
}

void lab_pages(const char *name, const void *page, unsigned long count)
{
	printf("{\"event\":\"pages\",\"name\":");
	print_string(name);
	print_pages(page, count);
	printf("}\n");
}

/* ---- probes ---- */

#define MAX_HOOKS 8
static struct hook {
	char name[64];
	void *address;
	/* Calls since the last memremap_pages() began. */
	unsigned long calls;
} hooks[MAX_HOOKS];

static unsigned long watched[16];
static int registration = -1;

static void read_hooks(const char *list)
{
	for (int i = 0; list && *list && i < MAX_HOOKS; i++) {
		sscanf(list, "%63[^=]=%p", hooks[i].name, &hooks[i].address);
		list = strchr(list, ',');
		list = list ? list + 1 : NULL;
	}
}

static void read_watched(const char *list)
{
	for (int i = 0; list && *list && i < 16; i++) {
		watched[i] = strtoul(list, NULL, 0);
		list = strchr(list, ',');
		list = list ? list + 1 : NULL;
	}
}

static struct hook *hook_at(void *function)
{
	for (int i = 0; i < MAX_HOOKS && hooks[i].address; i++)
		if (hooks[i].address == function)
			return &hooks[i];
	return NULL;
}

static bool is_mapped(const void *address)
{
	return msync((void *)((unsigned long)address & ~(PAGE - 1)), PAGE, MS_ASYNC) == 0;
}

static void print_probe(const struct hook *hook, const char *when, unsigned long call)
{
	const char *page;

	if (registration < 0 || registration >= 16 || !watched[registration])
		return;
	page = (const char *)(VMEMMAP_START + watched[registration] * PAGE_STRUCT_BYTES);
	if (!is_mapped(page))
		return;

	printf("{\"event\":\"%s\",\"function\":", when);
	print_string(hook->name);
	printf(",\"call\":%lu,\"registration\":%d", call, registration);
	print_pages(page, 8);
	/* Word 1 of the first page is the device map, once there is one. */
	if (!strcmp(hook->name, "memremap_pages")) {
		const char *pgmap = *(const char *const *)(page + 8);

		printf(",\"pgmap\":{\"address\":\"0x%lx\",\"bytes\":", (unsigned long)pgmap);
		print_bytes(pgmap, PGMAP_BYTES);
		printf("}");
	}
	printf("}\n");
}

/* Only the first few calls: that is what the probes in the real kernels watched. */
#define MAX_CALLS 3

void __cyg_profile_func_enter(void *function, void *site)
{
	struct hook *hook = hook_at(function);

	(void)site;
	if (!hook)
		return;
	if (!strcmp(hook->name, "memremap_pages")) {
		registration++;
		for (int i = 0; i < MAX_HOOKS; i++)
			hooks[i].calls = 0;
		return;
	}
	if (hook->calls++ < MAX_CALLS)
		print_probe(hook, "entry", hook->calls - 1);
}

void __cyg_profile_func_exit(void *function, void *site)
{
	struct hook *hook = hook_at(function);

	(void)site;
	if (hook && hook->calls <= MAX_CALLS)
		print_probe(hook, "return", hook->calls ? hook->calls - 1 : 0);
}

/* ---- start ---- */

static void on_fault(int signal, siginfo_t *info, void *context)
{
	(void)signal;
	(void)context;
	printf("{\"event\":\"oops\",\"address\":\"0x%lx\"}\n", (unsigned long)info->si_addr);
	fflush(stdout);
	_exit(5);
}

int lab_main(void);

int main(void)
{
	struct sigaction action = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO };
	void *direct_map;
	int result;

	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
	ram = memfd_create("ram", 0);
	if (ram < 0 || ftruncate(ram, RAM_BYTES)) {
		perror("host: RAM");
		return 3;
	}
	direct_map = mmap((void *)PAGE_OFFSET, RAM_BYTES, PROT_READ | PROT_WRITE,
			  MAP_SHARED | MAP_FIXED_NOREPLACE | MAP_NORESERVE, ram, 0);
	if (direct_map != (void *)PAGE_OFFSET) {
		perror("host: direct map");
		return 3;
	}
	read_hooks(getenv("HOOKS"));
	read_watched(getenv("WATCH"));

	result = lab_main();
	printf("{\"event\":\"end\",\"result\":%d}\n", result);
	return 0;
}

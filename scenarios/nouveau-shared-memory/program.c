// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A program shares its address space with a graphics card and sends five pages into the card's
 * memory: three with contents, one that it has only read, and one that it has not touched at all.
 * It takes two of them back by touching them. Then the driver is removed, and what is still there
 * comes back by itself.
 */
#include <drm/nouveau_drm.h>
#include <errno.h>
#include <fcntl.h>
#include <lab.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PAGE 4096UL
#define PAGES 5UL

static volatile char sink;

static unsigned long vram_used(int card)
{
	struct drm_nouveau_getparam param = { .param = NOUVEAU_GETPARAM_VRAM_USED };

	return ioctl(card, DRM_IOCTL_NOUVEAU_GETPARAM, &param) ? 0 : param.value;
}

static int to_vram(int card, void *address, unsigned long pages)
{
	struct drm_nouveau_svm_bind bind = {
		.header = (unsigned long)NOUVEAU_SVM_BIND_COMMAND__MIGRATE
				  << NOUVEAU_SVM_BIND_COMMAND_SHIFT |
			  NOUVEAU_SVM_BIND_TARGET__GPU_VRAM << NOUVEAU_SVM_BIND_TARGET_SHIFT,
		.va_start = (unsigned long)address,
		.va_end = (unsigned long)address + pages * PAGE,
		.npages = pages,
	};

	return ioctl(card, DRM_IOCTL_NOUVEAU_SVM_BIND, &bind);
}

static long remove_driver(void)
{
	return syscall(SYS_delete_module, "nouveau", O_NONBLOCK) ? errno : 0;
}

int main(void)
{
	int card = open("/dev/dri/renderD128", O_RDWR);
	/* The addresses above are the card's own. */
	struct drm_nouveau_svm_init init = { 0x600000000000UL, 0x100000000000UL };
	char *p = mmap((void *)0x10000000, PAGES * PAGE, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

	if (card < 0 || p == MAP_FAILED) {
		perror("/dev/dri/renderD128");
		return 1;
	}
	madvise(p, PAGES * PAGE, MADV_NOHUGEPAGE);
	if (ioctl(card, DRM_IOCTL_NOUVEAU_SVM_INIT, &init)) {
		perror("DRM_IOCTL_NOUVEAU_SVM_INIT");
		return 1;
	}
	printf("in use on the card: %lu KiB\n", vram_used(card) / 1024);

	for (int i = 0; i < 3; i++)
		p[i * PAGE] = 0x41 + i;
	sink = p[3 * PAGE];
	lab_drain_lru();

	lab_reset();
	lab_watch(p, PAGES);
	lab_record(1);
	lab_mark("in RAM");
	printf("bind: %d\n", to_vram(card, p, PAGES));
	lab_mark("in the card's memory");
	printf("in use on the card: %lu KiB\n", vram_used(card) / 1024);

	sink = p[0];
	lab_mark("page 0 was read");
	p[PAGE] = 0x62;
	lab_mark("page 1 was written");
	printf("bind: %d\n", to_vram(card, p, 1));
	lab_mark("page 0 was sent there again");

	printf("with the card open: error %ld\n", remove_driver());
	close(card);
	printf("without: error %ld\n", remove_driver());
	lab_mark("the driver is gone");
	lab_record(0);

	for (unsigned long i = 0; i < PAGES; i++)
		printf("page %lu: 0x%02x\n", i, (unsigned char)p[i * PAGE]);
	printf("open: error %d\n", open("/dev/dri/renderD128", O_RDWR) < 0 ? errno : 0);
	return 0;
}

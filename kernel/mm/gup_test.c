// SPDX-License-Identifier: GPL-2.0-or-later
/* Lets a program have its own pages taken and pinned. */
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include "gup_test.h"
#include "internal.h"

static bool is_pin(unsigned int cmd, const struct gup_test *gup)
{
	switch (cmd) {
	case PIN_FAST_BENCHMARK:
	case PIN_BASIC_TEST:
	case PIN_LONGTERM_BENCHMARK:
		return true;
	case DUMP_USER_PAGES_TEST:
		return gup->test_flags & GUP_TEST_FLAG_DUMP_PAGES_USE_PIN;
	default:
		return false;
	}
}

static void put_back_pages(bool pinned, struct page **pages, unsigned long nr_pages)
{
	unsigned long i;

	if (pinned)
		unpin_user_pages(pages, nr_pages);
	else
		for (i = 0; i < nr_pages; i++)
			put_page(pages[i]);
}

static void verify_dma_pinned(unsigned int cmd, struct page **pages, unsigned long nr_pages)
{
	unsigned long i;

	if (cmd != PIN_FAST_BENCHMARK && cmd != PIN_BASIC_TEST && cmd != PIN_LONGTERM_BENCHMARK)
		return;
	for (i = 0; i < nr_pages; i++) {
		struct folio *folio = page_folio(pages[i]);

		if (WARN(!folio_maybe_dma_pinned(folio), "pages[%lu] is NOT dma-pinned\n", i)) {
			dump_page(&folio->page, "gup_test failure");
			break;
		}
		if (cmd == PIN_LONGTERM_BENCHMARK &&
		    WARN(!folio_is_longterm_pinnable(folio),
			 "pages[%lu] is NOT pinnable but pinned\n", i)) {
			dump_page(&folio->page, "gup_test failure");
			break;
		}
	}
}

static void dump_pages_test(struct gup_test *gup, struct page **pages, unsigned long nr_pages)
{
	unsigned int i;

	for (i = 0; i < GUP_TEST_MAX_PAGES_TO_DUMP; i++) {
		__u32 which = gup->which_pages[i];

		if (which > nr_pages) {
			pr_warn("ZEROING due to out of range: .which_pages[%u]: %u\n", i, which);
			gup->which_pages[i] = 0;
		} else if (which) {
			pr_info("---- page #%u, starting from user virt addr: 0x%llx\n", which - 1,
				gup->addr);
			dump_page(pages[which - 1], "gup_test: dump_pages() test");
		}
	}
}

static long take_pages(unsigned int cmd, const struct gup_test *gup, unsigned long addr, long nr,
		       struct page **pages)
{
	switch (cmd) {
	case GUP_FAST_BENCHMARK:
		return get_user_pages_fast(addr, nr, gup->gup_flags, pages);
	case PIN_FAST_BENCHMARK:
		return pin_user_pages_fast(addr, nr, gup->gup_flags, pages);
	case PIN_LONGTERM_BENCHMARK:
		return pin_user_pages(addr, nr, gup->gup_flags | FOLL_LONGTERM, pages);
	default:
		return is_pin(cmd, gup) ? pin_user_pages(addr, nr, gup->gup_flags, pages) :
					  get_user_pages(addr, nr, gup->gup_flags, pages);
	}
}

static int gup_test_range(unsigned int cmd, struct gup_test *gup)
{
	bool needs_mmap_lock = cmd != GUP_FAST_BENCHMARK && cmd != PIN_FAST_BENCHMARK;
	unsigned long addr, next, end = gup->addr + gup->size, taken = 0;
	long nr = gup->nr_pages_per_call;
	struct page **pages;
	unsigned int order = 0;

	while ((PAGE_SIZE << order) < gup->size / PAGE_SIZE * sizeof(*pages))
		order++;
	pages = (struct page **)__get_free_pages(GFP_KERNEL | __GFP_ZERO, order);
	if (!pages)
		return -ENOMEM;
	if (needs_mmap_lock)
		mmap_read_lock(current->mm);
	for (addr = gup->addr; addr < end && nr == (long)gup->nr_pages_per_call; addr = next) {
		next = addr + nr * PAGE_SIZE;
		if (next > end) {
			next = end;
			nr = (next - addr) / PAGE_SIZE;
		}
		nr = take_pages(cmd, gup, addr, nr, pages + taken);
		if (nr <= 0)
			break;
		taken += nr;
	}
	gup->size = addr - gup->addr;
	verify_dma_pinned(cmd, pages, taken);
	if (cmd == DUMP_USER_PAGES_TEST)
		dump_pages_test(gup, pages, taken);
	put_back_pages(is_pin(cmd, gup), pages, taken);
	if (needs_mmap_lock)
		mmap_read_unlock(current->mm);
	free_pages((unsigned long)pages, order);
	return 0;
}

/* ---- pins that are kept ---- */

static struct page *longterm_pages[512];
static unsigned long nr_longterm_pages;

static void pin_longterm_test_stop(void)
{
	unpin_user_pages(longterm_pages, nr_longterm_pages);
	nr_longterm_pages = 0;
}

static int pin_longterm_test_start(const struct pin_longterm_test *args)
{
	unsigned long nr_pages = args->size / PAGE_SIZE;
	bool fast = args->flags & PIN_LONGTERM_TEST_FLAG_USE_FAST;
	unsigned int gup_flags = FOLL_LONGTERM;
	long nr = 0;

	if (nr_longterm_pages || !nr_pages || ((args->addr | args->size) & ~PAGE_MASK) ||
	    (args->flags & ~3U))
		return -EINVAL;
	if (nr_pages > ARRAY_SIZE(longterm_pages))
		return -ENOMEM;
	if (args->flags & PIN_LONGTERM_TEST_FLAG_USE_WRITE)
		gup_flags |= FOLL_WRITE;
	if (!fast)
		mmap_read_lock(current->mm);
	while (nr >= 0 && nr_longterm_pages < nr_pages) {
		unsigned long addr = args->addr + nr_longterm_pages * PAGE_SIZE;
		struct page **pages = longterm_pages + nr_longterm_pages;

		if (fast)
			nr = pin_user_pages_fast(addr, nr_pages - nr_longterm_pages, gup_flags,
						 pages);
		else
			nr = pin_user_pages(addr, nr_pages - nr_longterm_pages, gup_flags, pages);
		if (nr > 0)
			nr_longterm_pages += nr;
	}
	if (!fast)
		mmap_read_unlock(current->mm);
	if (nr < 0)
		pin_longterm_test_stop();
	return nr < 0 ? nr : 0;
}

static int pin_longterm_test_read(char __user *to)
{
	unsigned long i;

	if (!nr_longterm_pages)
		return -EINVAL;
	for (i = 0; i < nr_longterm_pages; i++)
		if (copy_to_user(to + i * PAGE_SIZE, page_address(longterm_pages[i]), PAGE_SIZE))
			return -EFAULT;
	return 0;
}

static long gup_test_ioctl(struct file *filp, unsigned int cmd, unsigned long arg)
{
	void __user *uarg = (void __user *)arg;
	struct pin_longterm_test longterm;
	struct gup_test gup;
	__u64 to;
	int ret;

	switch (cmd) {
	case GUP_FAST_BENCHMARK:
	case PIN_FAST_BENCHMARK:
	case PIN_LONGTERM_BENCHMARK:
	case GUP_BASIC_TEST:
	case PIN_BASIC_TEST:
	case DUMP_USER_PAGES_TEST:
		break;
	case PIN_LONGTERM_TEST_START:
		if (copy_from_user(&longterm, uarg, sizeof(longterm)))
			return -EFAULT;
		return pin_longterm_test_start(&longterm);
	case PIN_LONGTERM_TEST_STOP:
		pin_longterm_test_stop();
		return 0;
	case PIN_LONGTERM_TEST_READ:
		if (copy_from_user(&to, uarg, sizeof(to)))
			return -EFAULT;
		return pin_longterm_test_read(u64_to_user_ptr(to));
	default:
		return -EINVAL;
	}
	if (copy_from_user(&gup, uarg, sizeof(gup)))
		return -EFAULT;
	ret = gup_test_range(cmd, &gup);
	if (!ret && copy_to_user(uarg, &gup, sizeof(gup)))
		ret = -EFAULT;
	return ret;
}

static int gup_test_release(struct inode *inode, struct file *filp)
{
	pin_longterm_test_stop();
	return 0;
}

static const struct file_operations gup_test_fops = {
	.unlocked_ioctl = gup_test_ioctl,
	.release = gup_test_release,
};

static struct cdev gup_test_cdev;

void gup_test_init(void)
{
	debugfs_create_file(&gup_test_cdev, &gup_test_fops, "gup_test");
}

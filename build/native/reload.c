// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A driver is loaded and removed over and over. What it forgets to give back adds up: then the
 * allocator has to break into fresh memory, and the second block does not follow the first one.
 */
#include <lab.h>
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/mm.h>
#include <linux/module.h>

#ifdef CONFIG_DRM_NOUVEAU
#define NAME	"nouveau"
#define LOAD()	nouveau_drm_init()
#else
#define NAME	"test_hmm"
#define LOAD()	hmm_dmirror_init()
#endif

/* An order that nobody else uses: it always comes from fresh memory. */
#define ORDER	2

static unsigned long owners(void)
{
	const struct resource *res;
	unsigned long n = 0;

	for (res = iomem_resource.child; res; res = res->sibling)
		n++;
	return n;
}

static int rounds(int n)
{
	int error = 0;

	while (n-- && !error) {
		error = LOAD();
		if (!error)
			error = remove_module(NAME);
	}
	return error;
}

int lab_main(void)
{
	unsigned long before, first, second;
	int error;

	mem_init();
#ifdef CONFIG_DRM_NOUVEAU
	pci_arch_init();
#endif
	before = owners();
	error = rounds(3);
	first = __get_free_pages(GFP_KERNEL, ORDER);
	if (!error)
		error = rounds(100);
	second = __get_free_pages(GFP_KERNEL, ORDER);
	lab_value("fresh memory used", second - first - (PAGE_SIZE << ORDER));
	lab_value("owners of addresses more", owners() - before);
	lab_value("removed twice", remove_module(NAME));
	return error;
}

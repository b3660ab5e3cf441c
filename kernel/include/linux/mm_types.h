/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The structures that describe memory. Names, sizes and offsets are those of Linux 6.12 on x86-64
 * with CONFIG_MEMCG.
 */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <linux/list.h>
#include <linux/page-flags-layout.h>
#include <linux/types.h>
#include <asm/pgtable.h>

struct address_space;
struct page_pool;
struct dev_pagemap;
struct vm_area_struct;
struct vm_fault;

typedef unsigned int vm_fault_t;

enum vm_fault_reason {
	VM_FAULT_OOM = 0x1,
	VM_FAULT_SIGBUS = 0x2,
	VM_FAULT_MAJOR = 0x4,
	VM_FAULT_RETRY = 0x400,
};

/*
 * One per frame of physical memory, 64 bytes. The five words after the flags mean different things
 * for different users of the page; nothing in the page says which reading is the right one.
 */
struct page {
	unsigned long flags;		/* PG_ flags, zone, node …: see page-flags-layout.h */
	union {
		struct {	/* Page cache and anonymous pages */
			union {
				/* Links into the lists of page reclaim */
				struct list_head lru;
				/* On the unevictable "list", which links nothing */
				struct {
					/* Never odd: see compound_head below */
					void *__filler;
					unsigned int mlock_count;
				};
				/* Free pages, in the page allocator or a CPU's stock */
				struct list_head buddy_list;
				struct list_head pcp_list;
			};
			/* The file's address_space, or the anon_vma with bit 0 set */
			struct address_space *mapping;
			union {
				pgoff_t index;		/* page number within mapping */
				unsigned long share;	/* how many files share a DAX page */
			};
			/* The owner's own: swap entry, buffer heads, order of a free block */
			unsigned long private;
		};
		struct {	/* Pages of the network stack's page_pool */
			unsigned long pp_magic;
			struct page_pool *pp;
			unsigned long _pp_mapping_pad;
			unsigned long dma_addr;
			atomic_long_t pp_ref_count;
		};
		struct {	/* Tail pages of a compound page */
			/*
			 * Address of the head page, plus 1. Bit 0 makes the page a tail, so no
			 * other user of this word may store an odd value in it.
			 */
			unsigned long compound_head;
		};
		struct {	/* ZONE_DEVICE pages */
			/** @pgmap: The device map that this page belongs to. */
			struct dev_pagemap *pgmap;
			void *zone_device_data;
			/*
			 * mapping, index and private stay in force: a private device page takes
			 * over those of the page whose contents moved into it.
			 */
		};
		/* Pages that wait for a grace period before they are freed */
		struct rcu_head rcu_head;
	};
	union {
		unsigned int page_type;	/* what a typed page is used for */
		atomic_t _mapcount;	/* page table entries that map the page, minus 1 */
	};
	atomic_t _refcount;		/* use the helpers of page_ref.h */
#ifdef CONFIG_MEMCG
	unsigned long memcg_data;	/* whom the page is charged to */
#endif
} __aligned(16);

typedef struct {
	unsigned long val;
} swp_entry_t;

/**
 * struct folio - A head page with all its tail pages, or a single page: never a tail.
 * @flags: Those of the head page.
 * @lru: Links into the lists of page reclaim.
 * @mlock_count: How often the folio was locked into memory.
 * @mapping: The file's address_space, or the anon_vma with bit 0 set.
 * @index: Position in the file or in the anonymous mapping, in pages.
 * @private: The owner's own.
 * @swap: Where the folio lies in swap space, if it is in the swap cache.
 * @_mapcount: Use folio_mapcount().
 * @_refcount: Use folio_ref_count().
 * @memcg_data: Whom the folio is charged to.
 * @_large_mapcount: Use folio_mapcount().
 * @_entire_mapcount: Mappings of the folio as a whole, minus 1.
 * @_nr_pages_mapped: For reverse mapping only.
 * @_pincount: How often the folio is pinned for DMA.
 * @_folio_nr_pages: Use folio_nr_pages().
 * @_deferred_list: Folios to split when memory gets short.
 *
 * The first 64 bytes are the head page under another type. What concerns a large folio as a whole
 * lies in words of its first tail pages that tail pages do not need.
 */
struct folio {
	union {
		struct {
			unsigned long flags;
			union {
				struct list_head lru;
				struct {
					void *__filler;
					unsigned int mlock_count;
				};
			};
			struct address_space *mapping;
			pgoff_t index;
			union {
				void *private;
				swp_entry_t swap;
			};
			atomic_t _mapcount;
			atomic_t _refcount;
#ifdef CONFIG_MEMCG
			unsigned long memcg_data;
#endif
		};
		struct page page;
	};
	union {
		struct {
			unsigned long _flags_1;		/* lowest byte: the order */
			unsigned long _head_1;
			atomic_t _large_mapcount;
			atomic_t _entire_mapcount;
			atomic_t _nr_pages_mapped;
			atomic_t _pincount;
			unsigned int _folio_nr_pages;
		};
		struct page __page_1;
	};
	union {
		struct {
			unsigned long _flags_2;
			unsigned long _head_2;
			struct list_head _deferred_list;
		};
		struct page __page_2;
	};
	union {
		struct {
			unsigned long _flags_3;
			unsigned long _head_3;
			void *_hugetlb_subpool;
			void *_hugetlb_cgroup;
			void *_hugetlb_cgroup_rsvd;
			void *_hugetlb_hwpoison;
		};
		struct page __page_3;
	};
};

/* The two types describe the same bytes: every shared member must lie at the same place. */
#define FOLIO_MATCH(page_member, folio_member, nr) \
	static_assert(offsetof(struct folio, folio_member) == \
		      offsetof(struct page, page_member) + (nr) * sizeof(struct page), \
		      "struct folio does not match struct page")
FOLIO_MATCH(flags, flags, 0);
FOLIO_MATCH(lru, lru, 0);
FOLIO_MATCH(compound_head, lru, 0);
FOLIO_MATCH(mapping, mapping, 0);
FOLIO_MATCH(index, index, 0);
FOLIO_MATCH(private, private, 0);
FOLIO_MATCH(_mapcount, _mapcount, 0);
FOLIO_MATCH(_refcount, _refcount, 0);
FOLIO_MATCH(flags, _flags_1, 1);
FOLIO_MATCH(compound_head, _head_1, 1);
FOLIO_MATCH(flags, _flags_2, 2);
FOLIO_MATCH(compound_head, _head_2, 2);
FOLIO_MATCH(flags, _flags_3, 3);
FOLIO_MATCH(compound_head, _head_3, 3);
#undef FOLIO_MATCH

static inline unsigned long page_private(const struct page *page)
{
	return page->private;
}

static inline void set_page_private(struct page *page, unsigned long private)
{
	page->private = private;
}

#endif

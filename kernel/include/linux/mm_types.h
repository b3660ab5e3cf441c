/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The structures that describe memory. Names, sizes and offsets are those of Linux 6.12 on x86-64
 * with CONFIG_MEMCG.
 */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <linux/list.h>
#include <linux/spinlock.h>
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
	VM_FAULT_HWPOISON = 0x10,
	VM_FAULT_SIGSEGV = 0x40,
	VM_FAULT_NOPAGE = 0x100,	/* the handler has mapped the page itself */
	VM_FAULT_LOCKED = 0x200,	/* the page comes locked */
	VM_FAULT_RETRY = 0x400,
	VM_FAULT_FALLBACK = 0x800,	/* not with a huge page: try a single one */
	VM_FAULT_DONE_COW = 0x1000,
	VM_FAULT_COMPLETED = 0x4000,
};

#define VM_FAULT_ERROR	(VM_FAULT_OOM | VM_FAULT_SIGBUS | VM_FAULT_SIGSEGV | VM_FAULT_HWPOISON | \
			 VM_FAULT_FALLBACK)

enum fault_flag {
	FAULT_FLAG_WRITE = 0x1,
	FAULT_FLAG_ALLOW_RETRY = 0x4,
	FAULT_FLAG_KILLABLE = 0x10,
	FAULT_FLAG_TRIED = 0x20,
	FAULT_FLAG_USER = 0x40,
	FAULT_FLAG_REMOTE = 0x80,	/* on behalf of a device or another process */
	FAULT_FLAG_INTERRUPTIBLE = 0x200,
	FAULT_FLAG_UNSHARE = 0x400,
	FAULT_FLAG_ORIG_PTE_VALID = 0x800,
	FAULT_FLAG_VMA_LOCK = 0x1000,	/* under the mapping's own lock, not under mmap_lock */
};

#define FAULT_FLAG_DEFAULT \
	(FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_KILLABLE | FAULT_FLAG_INTERRUPTIBLE)

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

/* ---- address spaces ---- */

typedef unsigned long vm_flags_t;
typedef struct { unsigned long pgprot; } pgprot_t;
struct anon_vma;
struct file;
struct mm_struct;
struct vm_operations_struct;

/* One mapping: a range of addresses with the same rights and the same thing behind it. */
struct vm_area_struct {
	union {
		struct {
			unsigned long vm_start;
			unsigned long vm_end;
		};
		struct rcu_head vm_rcu;
	};
	struct mm_struct *vm_mm;
	pgprot_t vm_page_prot;		/* the rights as bits of a page table entry */
	union {
		const vm_flags_t vm_flags;
		vm_flags_t __vm_flags;	/* for the helpers that change them */
	};
	bool detached;
	unsigned int vm_lock_seq;
	void *vm_lock;			/* the lock of this mapping alone */
	struct {
		struct list_head node;	/* place among the file's mappings; a tree in the kernel */
		unsigned long __rb[2];
	} shared;
	struct list_head anon_vma_chain;	/* all anon_vmas that pages here can belong to */
	struct anon_vma *anon_vma;	/* the one for new pages */
	const struct vm_operations_struct *vm_ops;	/* NULL: anonymous memory */
	unsigned long vm_pgoff;		/* offset in pages; anonymous memory counts from address 0 */
	struct file *vm_file;
	void *vm_private_data;
	atomic_long_t swap_readahead_info;
	void *vm_policy;
	void *numab_state;
	void *vm_userfaultfd_ctx;
};

/* A range's mappings, sorted by address. The kernel's is a tree; here it is an array. */
#define MAX_MAP_COUNT	120
struct maple_tree {
	unsigned int nr;
	struct vm_area_struct *slot[MAX_MAP_COUNT];
};

enum {
	MM_FILEPAGES,
	MM_ANONPAGES,
	MM_SWAPENTS,
	MM_SHMEMPAGES,
	NR_MM_COUNTERS
};

struct mmu_notifier_subscriptions;

#define MMF_HUGE_ZERO_PAGE	23	/* has had a reference to the huge zero page */
#define MMF_DISABLE_THP	24	/* a program asked for no huge pages: inherited */
#define MMF_HAS_PINNED	27	/* there was a pin of a page for DMA here */

/* An address space. */
struct mm_struct {
	struct maple_tree mm_mt;
	pgd_t *pgd;
	atomic_t mm_users;		/* processes, and who works with the mappings */
	atomic_t mm_count;		/* references to the structure; the users have one together */
	int map_count;
	spinlock_t page_table_lock;
	struct rw_semaphore mmap_lock;
	unsigned long rss_stat[NR_MM_COUNTERS];
	unsigned long flags;		/* MMF_ bits */
	unsigned long locked_vm;
	unsigned long def_flags;	/* what new mappings have besides what is asked for */
	unsigned long mmap_base;	/* where the search for a free range begins, downwards */
	struct mmu_notifier_subscriptions *notifier_subscriptions;
	pte_t *pmd_huge_pte;		/* tables in reserve, linked by their first words */
};

/* One page fault on its way through the kernel. */
struct vm_fault {
	const struct {
		struct vm_area_struct *vma;
		gfp_t gfp_mask;
		pgoff_t pgoff;
		unsigned long address;		/* of the page */
		unsigned long real_address;	/* of the access */
	};
	enum fault_flag flags;
	pmd_t *pmd;
	pud_t *pud;
	union {
		pte_t orig_pte;		/* what was there when the fault began */
		pmd_t orig_pmd;
	};
	struct page *cow_page;
	struct page *page;
	pte_t *pte;			/* NULL outside of the lock */
	spinlock_t *ptl;
	struct page *prealloc_pte;
};

#endif

/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/memremap.h>
#include <linux/mmdebug.h>
#include <linux/mmzone.h>
#include <linux/page_ref.h>
#include <linux/pgtable.h>
#include <linux/string.h>

/* ---- node, zone and last user, in the upper bits of page->flags ---- */

static inline int page_to_nid(const struct page *page)
{
	return (page->flags >> NODES_PGSHIFT) & NODES_MASK;
}

static inline struct zone *page_zone(const struct page *page)
{
	return &NODE_DATA(page_to_nid(page))->node_zones[page_zonenum(page)];
}

static inline void set_page_zone(struct page *page, enum zone_type zone)
{
	page->flags &= ~(ZONES_MASK << ZONES_PGSHIFT);
	page->flags |= ((unsigned long)zone & ZONES_MASK) << ZONES_PGSHIFT;
}

static inline void set_page_node(struct page *page, unsigned long node)
{
	page->flags &= ~(NODES_MASK << NODES_PGSHIFT);
	page->flags |= (node & NODES_MASK) << NODES_PGSHIFT;
}

/* With a virtual memmap the frame number needs no place in the flags. */
static inline void set_page_links(struct page *page, enum zone_type zone, unsigned long node,
				  unsigned long pfn)
{
	set_page_zone(page, zone);
	set_page_node(page, node);
}

/* All ones: nobody has touched the page yet. */
static inline void page_cpupid_reset_last(struct page *page)
{
	page->flags |= LAST_CPUPID_MASK << LAST_CPUPID_PGSHIFT;
}

/* ---- struct pages before and after their life ---- */

static inline void mm_zero_struct_page(struct page *page)
{
	memset(page, 0, sizeof(*page));
}

#ifdef CONFIG_DEBUG_VM
void page_init_poison(struct page *page, size_t size);
#else
static inline void page_init_poison(struct page *page, size_t size)
{
}
#endif

/* ---- addresses of the direct map ---- */

#define page_to_phys(page)	PFN_PHYS(page_to_pfn(page))
#define virt_to_page(virt)	pfn_to_page(PHYS_PFN(__pa(virt)))
#define page_to_virt(page)	__va(page_to_phys(page))
#define offset_in_page(virt)	((unsigned long)(virt) & ~PAGE_MASK)

/* ---- folios ---- */

static inline unsigned int folio_order(const struct folio *folio)
{
	if (!folio_test_large(folio))
		return 0;
	return folio->_flags_1 & 0xff;
}

static inline unsigned int compound_order(const struct page *page)
{
	return folio_order((const struct folio *)page);
}

static inline unsigned long folio_nr_pages(const struct folio *folio)
{
	if (!folio_test_large(folio))
		return 1;
	return folio->_folio_nr_pages;
}

static inline unsigned long compound_nr(const struct page *page)
{
	return folio_nr_pages((const struct folio *)page);
}

static inline unsigned long folio_pfn(const struct folio *folio)
{
	return page_to_pfn(&folio->page);
}

/* Bytes of the compound page that this page is the head of, or of the single page. */
static inline unsigned long page_size(const struct page *page)
{
	return PAGE_SIZE << compound_order(page);
}

/* Which page of the folio this is. */
#define folio_page_idx(folio, p)	((unsigned long)((p) - &(folio)->page))

static inline int folio_entire_mapcount(const struct folio *folio)
{
	return atomic_read(&folio->_entire_mapcount) + 1;
}

/* How many page table entries map any part of the folio. */
static inline int folio_mapcount(const struct folio *folio)
{
	if (!folio_test_large(folio))
		return atomic_read(&folio->_mapcount) + 1;
	return atomic_read(&folio->_large_mapcount) + 1;
}

/* Struct pages for the RAM that programs and drivers get: once, at boot. */
void mem_init(void);

static inline size_t folio_size(const struct folio *folio)
{
	return PAGE_SIZE << folio_order(folio);
}

static inline struct folio *folio_next(struct folio *folio)
{
	return (struct folio *)folio_page(folio, folio_nr_pages(folio));
}

static inline pgoff_t folio_pgoff(const struct folio *folio)
{
	return folio->index;
}

/* Whether another process may have it; not sure of a large folio that PTEs map. */
static inline bool folio_likely_mapped_shared(struct folio *folio)
{
	int mapcount = folio_mapcount(folio);

	if (!folio_test_large(folio) || folio_test_hugetlb(folio))
		return mapcount > 1;
	if (mapcount <= 1)
		return false;
	if (folio_entire_mapcount(folio) || mapcount > (int)folio_nr_pages(folio))
		return true;
	return atomic_read(&folio->_mapcount) > 0;	/* the first page alone */
}

/* ---- references ---- */

void __folio_put(struct folio *folio);

static inline void folio_get(struct folio *folio)
{
	VM_BUG_ON_FOLIO(folio_ref_count(folio) <= 0, folio);
	folio_ref_inc(folio);
}

static inline bool folio_put_testzero(struct folio *folio)
{
	VM_BUG_ON_FOLIO(folio_ref_count(folio) == 0, folio);
	return folio_ref_dec_and_test(folio);
}

static inline void folio_put(struct folio *folio)
{
	if (folio_put_testzero(folio))
		__folio_put(folio);
}

static inline void folio_put_refs(struct folio *folio, int refs)
{
	if (atomic_sub_and_test(refs, &folio->_refcount))
		__folio_put(folio);
}

static inline void get_page(struct page *page)
{
	folio_get(page_folio(page));
}

#if defined(CONFIG_ZONE_DEVICE) && defined(CONFIG_FS_DAX)
/* How many maps have pages whose count is 1 when nobody uses them. */
extern int devmap_managed_key;

bool __put_devmap_managed_folio_refs(struct folio *folio, int refs);

/* True if the folio was one of those, and the references are dropped. */
static inline bool put_devmap_managed_folio_refs(struct folio *folio, int refs)
{
	if (!devmap_managed_key || !is_zone_device_page(&folio->page))
		return false;
	return __put_devmap_managed_folio_refs(folio, refs);
}
#else
static inline bool put_devmap_managed_folio_refs(struct folio *folio, int refs)
{
	return false;
}
#endif

static inline void put_page(struct page *page)
{
	struct folio *folio = page_folio(page);

	if (put_devmap_managed_folio_refs(folio, 1))
		return;
	folio_put(folio);
}

/* ---- mappings ---- */

#define VM_NONE		0x00000000UL
#define VM_READ		0x00000001UL
#define VM_WRITE	0x00000002UL
#define VM_EXEC		0x00000004UL
#define VM_SHARED	0x00000008UL
#define VM_MAYREAD	0x00000010UL
#define VM_MAYWRITE	0x00000020UL
#define VM_MAYEXEC	0x00000040UL
#define VM_MAYSHARE	0x00000080UL
#define VM_PFNMAP	0x00000400UL
#define VM_LOCKED	0x00002000UL
#define VM_IO		0x00004000UL
#define VM_SEQ_READ	0x00008000UL
#define VM_RAND_READ	0x00010000UL
#define VM_DONTCOPY	0x00020000UL	/* a child does not get it */
#define VM_DONTEXPAND	0x00040000UL
#define VM_LOCKONFAULT	0x00080000UL
#define VM_ACCOUNT	0x00100000UL
#define VM_NORESERVE	0x00200000UL
#define VM_HUGETLB	0x00400000UL
#define VM_WIPEONFORK	0x02000000UL	/* a child gets it empty */
#define VM_DONTDUMP	0x04000000UL
#define VM_SOFTDIRTY	0x08000000UL
#define VM_MIXEDMAP	0x10000000UL
#define VM_HUGEPAGE	0x20000000UL
#define VM_NOHUGEPAGE	0x40000000UL
#define VM_MERGEABLE	0x80000000UL

#define VM_ACCESS_FLAGS	(VM_READ | VM_WRITE | VM_EXEC)
#define VM_LOCKED_MASK	(VM_LOCKED | VM_LOCKONFAULT)

/* Mappings that hold something else than ordinary pages. */
#define VM_SPECIAL	(VM_IO | VM_DONTEXPAND | VM_PFNMAP | VM_MIXEDMAP)

/* What drivers and file systems do for their mappings. */
struct vm_operations_struct {
	void (*open)(struct vm_area_struct *vma);
	void (*close)(struct vm_area_struct *vma);
	int (*may_split)(struct vm_area_struct *vma, unsigned long addr);
	int (*mremap)(struct vm_area_struct *vma);
	/* Finds the page of vmf->pgoff and puts it into vmf->page, locked if VM_FAULT_LOCKED. */
	vm_fault_t (*fault)(struct vm_fault *vmf);
	/* Maps 2 MiB or more at once, or says VM_FAULT_FALLBACK. */
	vm_fault_t (*huge_fault)(struct vm_fault *vmf, unsigned int order);
	/* Maps pages that are there already; does not need the mmap_lock. */
	vm_fault_t (*map_pages)(struct vm_fault *vmf, pgoff_t start_pgoff, pgoff_t end_pgoff);
	/* A read-only page of a shared mapping is about to become writable. */
	vm_fault_t (*page_mkwrite)(struct vm_fault *vmf);
};

static inline bool vma_is_anonymous(const struct vm_area_struct *vma)
{
	return !vma->vm_ops;
}

/* Whether pages of a device are mapped there directly: see drivers/dax/device.c. */
bool vma_is_dax(const struct vm_area_struct *vma);

/* Whether what maps 2 MiB there is nobody's to count. */
static inline bool vma_is_special_huge(const struct vm_area_struct *vma)
{
	return vma_is_dax(vma) ||
		(vma->vm_file && (vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP)));
}

static inline void vm_flags_reset(struct vm_area_struct *vma, vm_flags_t flags)
{
	vma->__vm_flags = flags;
}

static inline unsigned long vma_pages(const struct vm_area_struct *vma)
{
	return (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
}

/* A private mapping that may become writable: a write must not reach what is behind it. */
static inline bool is_cow_mapping(vm_flags_t flags)
{
	return (flags & (VM_SHARED | VM_MAYWRITE)) == VM_MAYWRITE;
}

static inline bool range_in_vma(const struct vm_area_struct *vma, unsigned long start,
				unsigned long end)
{
	return vma && vma->vm_start <= start && end <= vma->vm_end;
}

static inline void mmap_read_lock(struct mm_struct *mm)
{
	down_read(&mm->mmap_lock);
}

static inline void mmap_read_unlock(struct mm_struct *mm)
{
	up_read(&mm->mmap_lock);
}

static inline void mmap_write_lock(struct mm_struct *mm)
{
	down_write(&mm->mmap_lock);
}

static inline void mmap_write_unlock(struct mm_struct *mm)
{
	up_write(&mm->mmap_lock);
}

static inline void add_mm_counter(struct mm_struct *mm, int member, long value)
{
	mm->rss_stat[member] += value;
}

/* As what a page counts that a process has mapped. */
static inline int mm_counter_file(const struct folio *folio)
{
	return folio_test_swapbacked(folio) ? MM_SHMEMPAGES : MM_FILEPAGES;
}

static inline int mm_counter(const struct folio *folio)
{
	return folio_test_anon(folio) ? MM_ANONPAGES : mm_counter_file(folio);
}

#define inc_mm_counter(mm, member)	add_mm_counter(mm, member, 1)
#define dec_mm_counter(mm, member)	add_mm_counter(mm, member, -1)

/* The first mapping that ends above @addr; it need not contain it. */
struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr);

/* The mapping that contains @addr. */
static inline struct vm_area_struct *vma_lookup(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	return vma && vma->vm_start <= addr ? vma : NULL;
}

#define pmd_folio(pmd)	page_folio(pfn_to_page(pmd_pfn(pmd)))

/* ---- pages of an address space ---- */

struct pt_regs;

vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long address, unsigned int flags,
			   struct pt_regs *regs);
struct page *vm_normal_page(struct vm_area_struct *vma, unsigned long addr, pte_t pte);
void set_pte_range(struct vm_fault *vmf, struct folio *folio, struct page *page, unsigned int nr,
		   unsigned long addr);
vm_fault_t filemap_map_pages(struct vm_fault *vmf, pgoff_t start_pgoff, pgoff_t end_pgoff);

/* For a driver's mmap(): maps a page of its own. Takes a reference of its own. */
int vm_insert_page(struct vm_area_struct *vma, unsigned long addr, struct page *page);

struct mmu_gather;
/* Unmaps all pages between @start and @end, whatever mappings there are; frees them at the end. */
void unmap_vmas(struct mmu_gather *tlb, struct mm_struct *mm, unsigned long start,
		unsigned long end);

/* What of a range is to be unmapped; NULL stands for everything. */
struct zap_details {
	struct folio *single_folio;	/* only this one */
	bool even_cows;			/* private copies of a file's pages, too */
};

void zap_page_range_single(struct vm_area_struct *vma, unsigned long address, unsigned long size,
			   struct zap_details *details);
void unmap_mapping_folio(struct folio *folio);
/* Unmaps a part of a file from all processes; @len 0 stands for the rest of the file. */
void unmap_mapping_range(struct address_space *mapping, loff_t start, loff_t len, bool even_cows);
struct folio *vm_normal_folio(struct vm_area_struct *vma, unsigned long addr, pte_t pte);
struct page *vm_normal_page_pmd(struct vm_area_struct *vma, unsigned long addr, pmd_t pmd);

/* [start, end) is unmapped, and nothing else is mapped in [floor, ceiling): tables that lie there. */
void free_pgtables(struct mm_struct *mm, unsigned long start, unsigned long end,
		   unsigned long floor, unsigned long ceiling);
void exit_mmap(struct mm_struct *mm);
int copy_page_range(struct vm_area_struct *dst_vma, struct vm_area_struct *src_vma);

#define FOLL_WRITE	0x1u	/* the caller will write to the page */
#define FOLL_GET	0x2u	/* with a reference */
#define FOLL_FORCE	0x8u	/* whatever the mapping's rights */
#define FOLL_LONGTERM	0x100u	/* the pin may last for ever */
#define FOLL_SPLIT_PMD	0x200u	/* what a PMD maps is mapped by PTEs first */
#define FOLL_PCI_P2PDMA	0x400u	/* peer-to-peer pages, too */
#define FOLL_TOUCH	0x10000u	/* counts as an access */
#define FOLL_REMOTE	0x40000u	/* on behalf of another process or a device */
#define FOLL_PIN	0x80000u	/* pinned: a device accesses the contents */
#define FOLL_UNLOCKABLE	0x200000u
#define FOLL_MADV_POPULATE	0x400000u

/*
 * These bring pages in as a write or read fault would, and return how many they got, with a
 * reference or pin each; a negative error if there was none. Those not called fast need mmap_lock.
 */
long get_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages);
long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages);
long pin_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr_pages,
			   unsigned int gup_flags, struct page **pages);
long pin_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
		    struct page **pages);
long get_user_pages_fast(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
			 struct page **pages);
long pin_user_pages_fast(unsigned long start, unsigned long nr_pages, unsigned int gup_flags,
			 struct page **pages);
void unpin_user_page(struct page *page);
void unpin_user_pages(struct page **pages, unsigned long npages);
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long npages, bool make_dirty);
bool folio_is_longterm_pinnable(struct folio *folio);
void gup_test_init(void);

#define MF_COUNT_INCREASED	0x1	/* the caller has a reference, which stays with the bad page */
#define MF_ACTION_REQUIRED	0x2	/* the one who runs needs the contents */
#define MF_SW_SIMULATED		0x20

/* The page of this frame has gone bad. 0, or an error if not all is known to be well. */
int memory_failure(unsigned long pfn, int flags);

bool folio_mark_dirty(struct folio *folio);
bool noop_dirty_folio(struct address_space *mapping, struct folio *folio);

/* The zero page of one page: it is there for ever, so nobody has to count who uses it. */
static inline bool is_zero_folio(const struct folio *folio)
{
	return is_zero_pfn(folio_pfn(folio));
}

static inline bool folio_mapped(const struct folio *folio)
{
	return folio_mapcount(folio) > 0;
}

/* The file that the folio belongs to; anonymous memory outside of swap space has none. */
static inline struct address_space *folio_mapping(struct folio *folio)
{
	if (folio_test_anon(folio))
		return NULL;
	return folio->mapping;
}

/* Single pages that are pinned for DMA carry this many references more for each pin. */
#define GUP_PIN_COUNTING_BIAS	(1U << 10)

/* Large folios have a counter for pins. */
static inline bool folio_maybe_dma_pinned(struct folio *folio)
{
	if (folio_test_large(folio))
		return atomic_read(&folio->_pincount) > 0;
	return folio_ref_count(folio) >= (int)GUP_PIN_COUNTING_BIAS;
}

/* Whether a child must not share it: somebody may access the frame without asking the tables. */
static inline bool folio_needs_cow_for_dma(struct vm_area_struct *vma, struct folio *folio)
{
	return (vma->vm_mm->flags & BIT(MMF_HAS_PINNED)) && folio_maybe_dma_pinned(folio);
}

/* ---- the memory map in virtual memory ---- */

/* One vmemmap page for the head and the first tails, one for all the other tails to share. */
#define VMEMMAP_RESERVE_NR	2

/*
 * Whether most tail pages of a compound device map can share one vmemmap page. That pays only if
 * the struct pages of one compound page fill more than the two pages kept, and the shared page has
 * to come from RAM.
 */
static inline bool vmemmap_can_optimize(struct vmem_altmap *altmap, struct dev_pagemap *pgmap)
{
	unsigned long nr_vmemmap_pages;

	if (!pgmap || !is_power_of_2(sizeof(struct page)))
		return false;

	nr_vmemmap_pages = (pgmap_vmemmap_nr(pgmap) * sizeof(struct page)) >> PAGE_SHIFT;
	return !altmap && nr_vmemmap_pages > VMEMMAP_RESERVE_NR;
}

struct page *__populate_section_memmap(unsigned long pfn, unsigned long nr_pages, int nid,
				       struct vmem_altmap *altmap, struct dev_pagemap *pgmap);
int vmemmap_populate(unsigned long start, unsigned long end, int node,
		     struct vmem_altmap *altmap);
int vmemmap_populate_basepages(unsigned long start, unsigned long end, int node,
			       struct vmem_altmap *altmap);
int vmemmap_populate_hugepages(unsigned long start, unsigned long end, int node,
			       struct vmem_altmap *altmap);
void vmemmap_free(unsigned long start, unsigned long end, struct vmem_altmap *altmap);

#endif

// SPDX-License-Identifier: GPL-2.0-or-later
/* One process reads or writes another one's memory, or its own, by way of pinned pages. */
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#define PVM_MAX_PAGES	16	/* pinned at a time */
#define UIO_MAXIOV	1024

/* The local side: where in its pieces the copying has got to. */
struct iov_iter {
	const struct iovec *iov;
	unsigned long nr;
	size_t offset;
};

/* Between kernel memory and the local pieces; returns how many bytes went through. */
static size_t copy_iter(struct iov_iter *iter, void *addr, size_t bytes, bool to_iter)
{
	size_t done = 0;

	while (done < bytes && iter->nr) {
		void __user *base = (char *)iter->iov->iov_base + iter->offset;
		size_t len = min(bytes - done, iter->iov->iov_len - iter->offset), left;

		left = to_iter ? copy_to_user(base, (char *)addr + done, len) :
				 copy_from_user((char *)addr + done, base, len);
		done += len - left;
		iter->offset += len - left;
		if (left)
			break;
		if (iter->offset == iter->iov->iov_len) {
			iter->iov++;
			iter->nr--;
			iter->offset = 0;
		}
	}
	return done;
}

static size_t iov_length(const struct iovec *iov, unsigned long nr)
{
	size_t sum = 0;
	unsigned long i;

	for (i = 0; i < nr; i++)
		sum += iov[i].iov_len;
	return sum;
}

/* The machine holds small variables and stacks outside of the page tables: nothing can be pinned there. */
static bool is_held_by_machine(struct mm_struct *mm, unsigned long addr)
{
	pmd_t *pmd;

	if (addr < LAB_USER_DATA || addr >= LAB_USER_DATA + LAB_USER_DATA_SIZE)
		return false;
	pmd = mm_find_pmd(mm, addr);
	if (pmd && !pmd_none(*pmd) && !pte_none(ptep_get(pte_offset_kernel(pmd, addr))))
		return false;
	pr_warn("process_vm access to %#lx: the machine holds this variable, not the page tables (kernel/README.md); use memory from mmap()\n",
		addr);
	return true;
}

/* One piece of the remote side. 0, or an error when nothing more can be had. */
static int process_vm_rw_single_vec(struct mm_struct *mm, unsigned long addr, size_t len,
				    struct iov_iter *iter, size_t *copied, bool write)
{
	struct page *pages[PVM_MAX_PAGES];

	while (len && iter->nr) {
		size_t offset = offset_in_page(addr), want;
		unsigned long nr = min((offset + len + PAGE_SIZE - 1) >> PAGE_SHIFT,
				       (size_t)PVM_MAX_PAGES);
		long pinned, i;

		if (is_held_by_machine(mm, addr))
			return -EFAULT;
		mmap_read_lock(mm);
		pinned = pin_user_pages_remote(mm, addr & PAGE_MASK, nr, write ? FOLL_WRITE : 0,
					       pages);
		mmap_read_unlock(mm);
		if (pinned <= 0)
			return -EFAULT;
		for (i = 0; i < pinned && len; i++) {
			size_t done;

			offset = offset_in_page(addr);
			want = min(len, PAGE_SIZE - offset);
			done = copy_iter(iter, (char *)page_address(pages[i]) + offset, want,
					 !write);
			*copied += done;
			addr += done;
			len -= done;
			if (done < want)
				break;
		}
		unpin_user_pages_dirty_lock(pages, pinned, write);
		if (i < pinned && len)
			return iter->nr ? -EFAULT : 0;
	}
	return 0;
}

static long copy_iovec(struct iovec *to, const struct iovec __user *from, unsigned long nr)
{
	return copy_from_user(to, from, nr * sizeof(*to)) ? -EFAULT : 0;
}

#define MODEL_MAXIOV	16

long sys_process_vm_rw(int pid, const struct iovec __user *lvec, unsigned long liovcnt,
		       const struct iovec __user *rvec, unsigned long riovcnt, unsigned long flags,
		       bool write)
{
	struct iovec local[MODEL_MAXIOV], remote[MODEL_MAXIOV];
	struct iov_iter iter = { .iov = local, .nr = liovcnt };
	struct task_struct *task;
	size_t copied = 0;
	unsigned long i;
	int rc = 0;

	if (flags || liovcnt > UIO_MAXIOV || riovcnt > UIO_MAXIOV)
		return -EINVAL;
	if (liovcnt > MODEL_MAXIOV || riovcnt > MODEL_MAXIOV) {
		pr_warn("process_vm_%sv: the model takes %d pieces at most; use several calls\n",
			write ? "write" : "read", MODEL_MAXIOV);
		return -ENOSYS;
	}
	if (copy_iovec(local, lvec, liovcnt) || copy_iovec(remote, rvec, riovcnt))
		return -EFAULT;
	if (!iov_length(local, liovcnt) || !iov_length(remote, riovcnt))
		return 0;
	task = find_task_by_pid(pid);
	if (!task || !task->mm || !mmget_not_zero(task->mm))
		return -ESRCH;
	for (i = 0; i < riovcnt && iter.nr && !rc; i++)
		rc = process_vm_rw_single_vec(task->mm, (unsigned long)remote[i].iov_base,
					      remote[i].iov_len, &iter, &copied, write);
	mmput(task->mm);
	return copied ? (long)copied : rc;
}

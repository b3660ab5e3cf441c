/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the sweep's driver does, as its programs see it: /dev/sweep. */
#ifndef SWEEP_UAPI_H
#define SWEEP_UAPI_H

#include <linux/ioctl.h>
#include <linux/types.h>

enum sweep_memory { SWEEP_PRIVATE, SWEEP_COHERENT };
enum sweep_owner { SWEEP_OWN, SWEEP_FOREIGN, SWEEP_NOBODY };

struct sweep_cmd {
	__u64 addr;
	__u64 npages;
	__u32 memory;	/* SWEEP_MAP, SWEEP_UNMAP: which kind, and in folios of which order */
	__u32 order;
	__u32 owner;	/* SWEEP_MIGRATE, SWEEP_SNAPSHOT: whose device pages are meant */
	__u32 select;	/* SWEEP_MIGRATE: MIGRATE_VMA_SELECT_ flags */
	__u64 moved;	/* out: pages that were collected */
	__u64 entry[4];	/* out, for the first pages: MIGRATE_PFN_ or HMM_PFN_ bits without the frame */
};

/* Maps one folio of the driver's own device memory at addr. */
#define SWEEP_MAP	_IOWR('S', 0, struct sweep_cmd)
/* Collects and isolates the range as for a migration, and puts everything back. */
#define SWEEP_MIGRATE	_IOWR('S', 1, struct sweep_cmd)
/* What hmm_range_fault() says of the range without faulting anything in. */
#define SWEEP_SNAPSHOT	_IOWR('S', 2, struct sweep_cmd)
/* Takes the CPU's access away. */
#define SWEEP_EXCLUSIVE	_IOWR('S', 3, struct sweep_cmd)
/* Takes the folio of SWEEP_MAP away again. */
#define SWEEP_UNMAP	_IOWR('S', 4, struct sweep_cmd)

#endif

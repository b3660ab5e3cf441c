/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every case, by the name that it has in the kernel's tools/testing/selftests/mm/hmm-tests.c. */
#ifndef CASES_H
#define CASES_H

#define CASES \
	CASE(open_close) \
	CASE(anon_read) \
	CASE(anon_read_prot) \
	CASE(anon_write) \
	CASE(anon_write_prot) \
	CASE(anon_write_child) \
	CASE(anon_write_child_shared) \
	CASE(anon_write_huge) \
	CASE(anon_write_hugetlbfs) \
	CASE(file_read) \
	CASE(file_write) \
	CASE(migrate) \
	CASE(migrate_fault) \
	CASE(migrate_release) \
	CASE(migrate_shared) \
	CASE(migrate_mixed) \
	CASE(migrate_multiple) \
	CASE(anon_read_multiple) \
	CASE(anon_teardown) \
	CASE(mixedmap) \
	CASE(snapshot) \
	CASE(compound) \
	CASE(double_map) \
	CASE(exclusive) \
	CASE(exclusive_mprotect) \
	CASE(exclusive_cow) \
	CASE(hmm_gup_test) \
	CASE(hmm_cow_in_device)

#define CASE(name) void name(void);
CASES
#undef CASE

#endif

/* __sync and __atomic operations on one thread: values before and after. */
#include <stdio.h>

int main(void)
{
	int i = 5, expected, r;
	long l = 100;
	unsigned char c = 250;
	int *p = &i;

	printf("%d ", __sync_fetch_and_add(&i, 3));
	printf("%d\n", i);
	printf("%d\n", __sync_add_and_fetch(&i, 2));
	printf("%ld ", __sync_fetch_and_sub(&l, 1));
	printf("%ld\n", __sync_sub_and_fetch(&l, 9));
	printf("%d\n", __sync_add_and_fetch(&c, 10));
	printf("%d ", __sync_val_compare_and_swap(&i, 10, 20));
	printf("%d\n", i);
	printf("%d\n", __sync_bool_compare_and_swap(p, 10, 30));
	printf("%d\n", __sync_fetch_and_or(&i, 3));
	printf("%d\n", __sync_lock_test_and_set(&i, 7));
	printf("%d\n", __atomic_load_n(&i, __ATOMIC_ACQUIRE));
	__atomic_store_n(&i, 8, __ATOMIC_RELEASE);
	printf("%d\n", __atomic_exchange_n(&i, 9, __ATOMIC_SEQ_CST));
	printf("%d\n", __atomic_fetch_add(&i, 1, __ATOMIC_RELAXED));
	printf("%d\n", __atomic_add_fetch(&i, 1, __ATOMIC_RELAXED));
	printf("%d\n", __atomic_fetch_and(&i, 14, __ATOMIC_RELAXED));
	printf("%d\n", __atomic_xor_fetch(&i, 1, __ATOMIC_RELAXED));
	expected = 100;
	r = __atomic_compare_exchange_n(&i, &expected, 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
	printf("%d %d %d\n", r, expected, i);
	r = __atomic_compare_exchange_n(&i, &expected, 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
	printf("%d %d\n", r, i);
	__sync_synchronize();
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	return 0;
}

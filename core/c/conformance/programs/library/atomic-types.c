/* stdatomic.h on one thread. */
#include <stdatomic.h>
#include <stdio.h>

static atomic_int counter;
static _Atomic long plain = 5;
static atomic_flag lock = ATOMIC_FLAG_INIT;

int main(void)
{
	int expected = 3;
	_Atomic(unsigned char) byte = 250;

	atomic_init(&counter, 1);
	printf("%d\n", atomic_fetch_add(&counter, 4));
	printf("%d\n", atomic_load(&counter));
	printf("%d ", atomic_compare_exchange_strong(&counter, &expected, 9));
	printf("%d\n", expected);
	printf("%d ", atomic_compare_exchange_strong(&counter, &expected, 9));
	printf("%d\n", atomic_load_explicit(&counter, memory_order_acquire));
	atomic_store(&counter, 7);
	printf("%d\n", atomic_exchange(&counter, 8));
	plain += 2;
	plain++;
	counter -= 3;
	byte += 10;
	printf("%ld %d %d\n", plain, counter, byte);
	printf("%d %d\n", atomic_fetch_or(&counter, 0x10), atomic_is_lock_free(&counter));
	printf("%d ", atomic_flag_test_and_set(&lock));
	printf("%d\n", atomic_flag_test_and_set(&lock));
	atomic_flag_clear(&lock);
	atomic_thread_fence(memory_order_seq_cst);
	return counter - 0x15;
}

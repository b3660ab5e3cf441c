/* Threads that do not wait for each other: results, keys, mutexes, and leaving in the middle. */
#include <pthread.h>
#include <stdio.h>
#include <threads.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int total, begun;

static void begin(void)
{
	begun++;
}

static void finish(void *value)
{
	total += 1000 * *(int *)value;
}

static void leave(void *number)
{
	pthread_exit(number);
}

static void *add(void *number)
{
	pthread_once(&once, begin);
	pthread_setspecific(key, number);
	pthread_mutex_lock(&lock);
	total += *(int *)number;
	pthread_mutex_unlock(&lock);
	if (*(int *)number == 2)
		leave(number);
	return NULL;
}

static int square(void *number)
{
	return *(int *)number * *(int *)number;
}

int main(void)
{
	int numbers[] = { 1, 2, 3 }, result;
	pthread_t threads[3];
	thrd_t other;
	mtx_t mutex;

	pthread_key_create(&key, finish);
	for (int i = 0; i < 3; i++)
		pthread_create(&threads[i], NULL, add, &numbers[i]);
	for (int i = 0; i < 3; i++) {
		void *value;

		pthread_join(threads[i], &value);
		printf("%d ", value == &numbers[i]);
	}
	printf("%d %d\n", total, begun);
	thrd_create(&other, square, &numbers[2]);
	thrd_join(other, &result);
	mtx_init(&mutex, mtx_plain);
	printf("%d %d", result, mtx_lock(&mutex) == thrd_success);
	printf(" %d\n", mtx_trylock(&mutex) == thrd_busy);
	return 0;
}

import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/threads.c',
  provides: [
    'call_once',
    'cnd_broadcast',
    'cnd_destroy',
    'cnd_init',
    'cnd_signal',
    'cnd_wait',
    'mtx_destroy',
    'mtx_init',
    'mtx_lock',
    'mtx_trylock',
    'mtx_unlock',
    'thrd_create',
    'thrd_current',
    'thrd_detach',
    'thrd_equal',
    'thrd_exit',
    'thrd_join',
    'thrd_sleep',
    'thrd_yield',
    'tss_create',
    'tss_delete',
    'tss_get',
    'tss_set',
  ],
  text: String.raw`/* C11's threads, over those of POSIX. */
#include <errno.h>
#include <stdlib.h>
#include <threads.h>

struct start {
	thrd_start_t run;
	void *argument;
};

static int result_of(int error)
{
	return error == 0 ? thrd_success : error == EBUSY ? thrd_busy : thrd_error;
}

static void *begin(void *given)
{
	struct start start = *(struct start *)given;

	return (void *)(long)start.run(start.argument);
}

int thrd_create(thrd_t *thread, thrd_start_t start, void *argument)
{
	struct start given = { start, argument };

	return result_of(pthread_create(thread, NULL, begin, &given));
}

int thrd_join(thrd_t thread, int *result)
{
	void *value = NULL;
	int error = pthread_join(thread, &value);

	if (!error && result)
		*result = (int)(long)value;
	return result_of(error);
}

int thrd_detach(thrd_t thread)
{
	return result_of(pthread_detach(thread));
}

void thrd_exit(int result)
{
	pthread_exit((void *)(long)result);
}

thrd_t thrd_current(void)
{
	return pthread_self();
}

int thrd_equal(thrd_t a, thrd_t b)
{
	return a == b;
}

void thrd_yield(void)
{
}

int thrd_sleep(const struct timespec *time, struct timespec *left)
{
	return 0;
}

void call_once(once_flag *flag, void (*start)(void))
{
	pthread_once(flag, start);
}

int mtx_init(mtx_t *mutex, int kind)
{
	pthread_mutexattr_t attributes = { kind & mtx_recursive };

	return result_of(pthread_mutex_init(mutex, &attributes));
}

void mtx_destroy(mtx_t *mutex)
{
	pthread_mutex_destroy(mutex);
}

int mtx_lock(mtx_t *mutex)
{
	return result_of(pthread_mutex_lock(mutex));
}

int mtx_trylock(mtx_t *mutex)
{
	return result_of(pthread_mutex_trylock(mutex));
}

int mtx_unlock(mtx_t *mutex)
{
	return result_of(pthread_mutex_unlock(mutex));
}

int cnd_init(cnd_t *condition)
{
	return result_of(pthread_cond_init(condition, NULL));
}

void cnd_destroy(cnd_t *condition)
{
	pthread_cond_destroy(condition);
}

int cnd_wait(cnd_t *condition, mtx_t *mutex)
{
	return result_of(pthread_cond_wait(condition, mutex));
}

int cnd_signal(cnd_t *condition)
{
	return result_of(pthread_cond_signal(condition));
}

int cnd_broadcast(cnd_t *condition)
{
	return result_of(pthread_cond_broadcast(condition));
}

int tss_create(tss_t *key, tss_dtor_t destructor)
{
	return result_of(pthread_key_create(key, destructor));
}

void tss_delete(tss_t key)
{
	pthread_key_delete(key);
}

int tss_set(tss_t key, void *value)
{
	return result_of(pthread_setspecific(key, value));
}

void *tss_get(tss_t key)
{
	return pthread_getspecific(key);
}
`,
};

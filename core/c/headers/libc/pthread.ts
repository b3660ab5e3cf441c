import type { LibrarySource } from '../library.ts';

export const source: LibrarySource = {
  path: 'libc/pthread.c',
  provides: [
    'pthread_attr_destroy',
    'pthread_attr_init',
    'pthread_attr_setdetachstate',
    'pthread_attr_setstacksize',
    'pthread_cond_broadcast',
    'pthread_cond_destroy',
    'pthread_cond_init',
    'pthread_cond_signal',
    'pthread_cond_wait',
    'pthread_create',
    'pthread_detach',
    'pthread_equal',
    'pthread_exit',
    'pthread_getspecific',
    'pthread_join',
    'pthread_key_create',
    'pthread_key_delete',
    'pthread_mutex_destroy',
    'pthread_mutex_init',
    'pthread_mutex_lock',
    'pthread_mutex_trylock',
    'pthread_mutex_unlock',
    'pthread_mutexattr_destroy',
    'pthread_mutexattr_init',
    'pthread_mutexattr_settype',
    'pthread_once',
    'pthread_self',
    'pthread_setspecific',
  ],
  text: String.raw`/* Threads that run one after the other: a new one runs to its end before its creator goes on. */
#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#define KEYS 64

struct thread {
	pthread_t number;
	void *result;
	struct thread *creator, *next;
	void *specific[KEYS];
	jmp_buf leave;
};

static struct thread main_thread = { .number = 1 };
static struct thread *running = &main_thread, *ended;
static pthread_t last_number = 1;
static void (*destructors[KEYS])(void *);
static pthread_key_t key_count;

static void stuck(const char *what)
{
	fprintf(stderr, "%s would wait for ever: threads run one after the other here\n", what);
	abort();
}

static void run_destructors(struct thread *thread)
{
	pthread_key_t key;

	for (key = 0; key < key_count; key++) {
		void *value = thread->specific[key];

		thread->specific[key] = NULL;
		if (value && destructors[key])
			destructors[key](value);
	}
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument)
{
	struct thread *created = calloc(1, sizeof(*created));

	if (!created)
		return EAGAIN;
	*thread = created->number = ++last_number;
	created->creator = running;
	running = created;
	if (!setjmp(created->leave))
		created->result = start(argument);
	created = running;
	run_destructors(created);
	running = created->creator;
	created->next = ended;
	ended = created;
	return 0;
}

void pthread_exit(void *result)
{
	if (running == &main_thread)
		exit(0);
	running->result = result;
	longjmp(running->leave, 1);
}

int pthread_join(pthread_t thread, void **result)
{
	struct thread **link = &ended, *found;

	while (*link && (*link)->number != thread)
		link = &(*link)->next;
	found = *link;
	if (!found) {
		for (found = running; found; found = found->creator)
			if (found->number == thread)
				return EDEADLK;
		return ESRCH;
	}
	if (result)
		*result = found->result;
	*link = found->next;
	free(found);
	return 0;
}

int pthread_detach(pthread_t thread)
{
	return 0;
}

pthread_t pthread_self(void)
{
	return running->number;
}

int pthread_equal(pthread_t a, pthread_t b)
{
	return a == b;
}

int pthread_once(pthread_once_t *control, void (*start)(void))
{
	if (!*control) {
		*control = 1;
		start();
	}
	return 0;
}

int pthread_attr_init(pthread_attr_t *attributes)
{
	attributes->__detached = 0;
	return 0;
}

int pthread_attr_destroy(pthread_attr_t *attributes)
{
	return 0;
}

int pthread_attr_setdetachstate(pthread_attr_t *attributes, int state)
{
	attributes->__detached = state;
	return 0;
}

int pthread_attr_setstacksize(pthread_attr_t *attributes, size_t size)
{
	return 0;
}

int pthread_mutex_init(pthread_mutex_t *mutex, const pthread_mutexattr_t *attributes)
{
	mutex->__held = 0;
	mutex->__kind = attributes ? attributes->__kind : PTHREAD_MUTEX_NORMAL;
	mutex->__owner = 0;
	return 0;
}

int pthread_mutex_destroy(pthread_mutex_t *mutex)
{
	return mutex->__held ? EBUSY : 0;
}

int pthread_mutex_trylock(pthread_mutex_t *mutex)
{
	if (mutex->__held && (mutex->__kind != PTHREAD_MUTEX_RECURSIVE || mutex->__owner != running->number))
		return EBUSY;
	mutex->__held++;
	mutex->__owner = running->number;
	return 0;
}

int pthread_mutex_lock(pthread_mutex_t *mutex)
{
	if (pthread_mutex_trylock(mutex) == 0)
		return 0;
	if (mutex->__kind == PTHREAD_MUTEX_ERRORCHECK && mutex->__owner == running->number)
		return EDEADLK;
	stuck("pthread_mutex_lock");
	return EDEADLK;
}

int pthread_mutex_unlock(pthread_mutex_t *mutex)
{
	if (!mutex->__held)
		return mutex->__kind == PTHREAD_MUTEX_NORMAL ? 0 : EPERM;
	mutex->__held--;
	return 0;
}

int pthread_mutexattr_init(pthread_mutexattr_t *attributes)
{
	attributes->__kind = PTHREAD_MUTEX_NORMAL;
	return 0;
}

int pthread_mutexattr_destroy(pthread_mutexattr_t *attributes)
{
	return 0;
}

int pthread_mutexattr_settype(pthread_mutexattr_t *attributes, int kind)
{
	attributes->__kind = kind;
	return 0;
}

int pthread_cond_init(pthread_cond_t *condition, const pthread_condattr_t *attributes)
{
	condition->__unused = 0;
	return 0;
}

int pthread_cond_destroy(pthread_cond_t *condition)
{
	return 0;
}

int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *mutex)
{
	stuck("pthread_cond_wait");
	return EINVAL;
}

int pthread_cond_signal(pthread_cond_t *condition)
{
	return 0;
}

int pthread_cond_broadcast(pthread_cond_t *condition)
{
	return 0;
}

int pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
	if (key_count == KEYS)
		return EAGAIN;
	destructors[key_count] = destructor;
	*key = key_count++;
	return 0;
}

int pthread_key_delete(pthread_key_t key)
{
	destructors[key] = NULL;
	return 0;
}

int pthread_setspecific(pthread_key_t key, const void *value)
{
	if (key >= key_count)
		return EINVAL;
	running->specific[key] = (void *)value;
	return 0;
}

void *pthread_getspecific(pthread_key_t key)
{
	return key < key_count ? running->specific[key] : NULL;
}
`,
};

export default String.raw`#ifndef __SYS_UIO_H
#define __SYS_UIO_H
#include <sys/types.h>

struct iovec {
	void *iov_base;
	size_t iov_len;
};

/* On the model kernel only. */
ssize_t process_vm_readv(pid_t process, const struct iovec *local, unsigned long local_count,
			 const struct iovec *remote, unsigned long remote_count,
			 unsigned long flags);
ssize_t process_vm_writev(pid_t process, const struct iovec *local, unsigned long local_count,
			  const struct iovec *remote, unsigned long remote_count,
			  unsigned long flags);

#endif
`;

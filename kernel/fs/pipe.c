// SPDX-License-Identifier: GPL-2.0-or-later
/* Pipes. Small writes share a page as long as there is room behind what was written last. */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

static struct pipe_buffer *pipe_buf(struct pipe_inode_info *pipe, unsigned int number)
{
	return &pipe->bufs[number % PIPE_DEF_BUFFERS];
}

static struct page *pipe_get_page(struct pipe_inode_info *pipe)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(pipe->tmp_page); i++) {
		struct page *page = pipe->tmp_page[i];

		if (page) {
			pipe->tmp_page[i] = NULL;
			return page;
		}
	}
	return alloc_page(GFP_HIGHUSER);
}

static void pipe_put_page(struct pipe_inode_info *pipe, struct page *page)
{
	unsigned int i;

	for (i = 0; page_count(page) == 1 && i < ARRAY_SIZE(pipe->tmp_page); i++) {
		if (!pipe->tmp_page[i]) {
			pipe->tmp_page[i] = page;
			return;
		}
	}
	put_page(page);
}

static ssize_t pipe_read(struct file *filp, char __user *to, size_t total_len, loff_t *pos)
{
	struct pipe_inode_info *pipe = filp->private_data;
	ssize_t ret = 0;

	while (total_len) {
		struct pipe_buffer *buf = pipe_buf(pipe, pipe->tail);
		size_t chars = min(total_len, (size_t)buf->len);

		if (pipe_empty(pipe->head, pipe->tail)) {
			if (!pipe->writers || ret)
				break;
			if (filp->f_flags & O_NONBLOCK)
				return -EAGAIN;
			if (signal_pending(current))
				return -ERESTARTSYS;
			prepare_to_wait(&pipe->rd_wait, TASK_INTERRUPTIBLE);
			schedule();
			finish_wait(&pipe->rd_wait);
			continue;
		}
		if (copy_to_user(to + ret, page_address(buf->page) + buf->offset, chars))
			return ret ? ret : -EFAULT;
		ret += chars;
		total_len -= chars;
		buf->offset += chars;
		buf->len -= chars;
		if (!buf->len) {
			pipe_put_page(pipe, buf->page);
			buf->page = NULL;
			pipe->tail++;
		}
	}
	if (ret > 0)
		wake_up(&pipe->wr_wait);
	return ret;
}

/* Fills up the page that was written to last, if all of the odd rest fits in. */
static ssize_t pipe_merge(struct pipe_inode_info *pipe, const char __user *from, size_t total_len)
{
	size_t chars = total_len & (PAGE_SIZE - 1);
	struct pipe_buffer *buf = pipe_buf(pipe, pipe->head - 1);
	unsigned int end = buf->offset + buf->len;

	if (!chars || pipe_empty(pipe->head, pipe->tail) || end + chars > PAGE_SIZE)
		return 0;
	if (copy_from_user(page_address(buf->page) + end, from, chars))
		return -EFAULT;
	buf->len += chars;
	return chars;
}

static ssize_t pipe_append(struct pipe_inode_info *pipe, const char __user *from, size_t total_len)
{
	size_t chars = min(total_len, (size_t)PAGE_SIZE);
	struct page *page = pipe_get_page(pipe);
	struct pipe_buffer *buf;

	if (!page)
		return -ENOMEM;
	if (copy_from_user(page_address(page), from, chars)) {
		pipe_put_page(pipe, page);
		return -EFAULT;
	}
	buf = pipe_buf(pipe, pipe->head++);
	buf->page = page;
	buf->offset = 0;
	buf->len = chars;
	return chars;
}

static ssize_t pipe_write_some(struct pipe_inode_info *pipe, const char __user *from,
			       size_t total_len, bool is_first)
{
	ssize_t ret = is_first ? pipe_merge(pipe, from, total_len) : 0;

	return ret ? ret : pipe_append(pipe, from, total_len);
}

/* Everything is written, unless nobody is left to read it. */
static ssize_t pipe_write(struct file *filp, const char __user *from, size_t total_len, loff_t *pos)
{
	struct pipe_inode_info *pipe = filp->private_data;
	size_t ret = current->restart;
	ssize_t err = 0;

	current->restart = 0;
	while (ret < total_len) {
		if (!pipe->readers) {
			send_signal(SIGPIPE, current);
			err = -EPIPE;
			break;
		}
		if (!pipe_full(pipe->head, pipe->tail)) {
			err = pipe_write_some(pipe, from + ret, total_len - ret, !ret);
			if (err < 0)
				break;
			ret += err;
			wake_up(&pipe->rd_wait);
			continue;
		}
		err = filp->f_flags & O_NONBLOCK ? -EAGAIN : signal_pending(current) ? -ERESTARTSYS : 0;
		if (err)
			break;
		current->restart = ret;
		prepare_to_wait(&pipe->wr_wait, TASK_INTERRUPTIBLE);
		schedule();
		finish_wait(&pipe->wr_wait);
		current->restart = 0;
	}
	return ret ? (ssize_t)ret : err;
}

static void free_pipe_info(struct pipe_inode_info *pipe)
{
	unsigned int i;

	for (; !pipe_empty(pipe->head, pipe->tail); pipe->tail++)
		put_page(pipe_buf(pipe, pipe->tail)->page);
	for (i = 0; i < ARRAY_SIZE(pipe->tmp_page); i++)
		if (pipe->tmp_page[i])
			put_page(pipe->tmp_page[i]);
	kfree(pipe);
}

static int pipe_release(struct inode *inode, struct file *filp)
{
	struct pipe_inode_info *pipe = filp->private_data;

	if (filp->f_mode & FMODE_READ)
		pipe->readers--;
	if (filp->f_mode & FMODE_WRITE)
		pipe->writers--;
	if (!pipe->readers && !pipe->writers) {
		free_pipe_info(pipe);
		return 0;
	}
	wake_up(&pipe->rd_wait);
	wake_up(&pipe->wr_wait);
	return 0;
}

static int pipe_open(struct inode *inode, struct file *filp)
{
	struct pipe_inode_info *pipe = inode->i_private;

	filp->private_data = pipe;
	if (filp->f_mode & FMODE_READ)
		pipe->readers++;
	if (filp->f_mode & FMODE_WRITE)
		pipe->writers++;
	return 0;
}

static const struct file_operations pipefifo_fops = {
	.open = pipe_open,
	.read = pipe_read,
	.write = pipe_write,
	.release = pipe_release,
};

static struct inode *get_pipe_inode(void)
{
	struct inode *inode = new_inode(S_IFIFO | 0600);
	struct pipe_inode_info *pipe = kzalloc(sizeof(*pipe), GFP_KERNEL);

	if (!inode || !pipe)
		return NULL;
	init_waitqueue_head(&pipe->rd_wait);
	init_waitqueue_head(&pipe->wr_wait);
	inode->i_private = pipe;
	return inode;
}

/* Both ends as descriptors: what is read comes from fildes[0], what is written goes to fildes[1]. */
long sys_pipe2(int __user *fildes, int flags)
{
	struct inode *inode;
	int fd[2], i;

	if (flags & ~(O_CLOEXEC | O_NONBLOCK))
		return -EINVAL;
	inode = get_pipe_inode();
	if (!inode)
		return -ENOMEM;
	igrab(inode);
	flags &= O_NONBLOCK;
	for (i = 0; i < 2; i++) {
		struct file *file;

		fd[i] = get_unused_fd();
		if (fd[i] < 0) {
			iput(inode);
			if (i)
				sys_close(fd[0]);
			else
				iput(inode);
			return fd[i];
		}
		file = alloc_file(inode, flags | (i ? O_WRONLY : O_RDONLY), &pipefifo_fops);
		if (IS_ERR(file))
			return PTR_ERR(file);
		fd_install(fd[i], file);
	}
	if (copy_to_user(fildes, fd, sizeof(fd))) {
		sys_close(fd[0]);
		sys_close(fd[1]);
		return -EFAULT;
	}
	return 0;
}

// SPDX-License-Identifier: GPL-2.0-or-later
/* Managed resources: what a driver has set up for a device is undone when the device goes away. */
#include <linux/bug.h>
#include <linux/device.h>
#include <linux/errno.h>

struct devres {
	struct list_head entry;
	void (*action)(void *data);
	void *data;
};

void device_initialize(struct device *dev)
{
	INIT_LIST_HEAD(&dev->devres_head);
	dev->numa_node = 0;
}

int devm_add_action(struct device *dev, void (*action)(void *data), void *data)
{
	struct devres *dr = kzalloc(sizeof(*dr), GFP_KERNEL);

	if (!dr)
		return -ENOMEM;
	dr->action = action;
	dr->data = data;
	list_add(&dr->entry, &dev->devres_head);
	return 0;
}

int devm_add_action_or_reset(struct device *dev, void (*action)(void *data), void *data)
{
	int err = devm_add_action(dev, action, data);

	if (err)
		action(data);
	return err;
}

static void release_one(struct devres *dr)
{
	list_del(&dr->entry);
	dr->action(dr->data);
	kfree(dr);
}

void devm_release_action(struct device *dev, void (*action)(void *data), void *data)
{
	struct list_head *pos;

	list_for_each(pos, &dev->devres_head) {
		struct devres *dr = list_entry(pos, struct devres, entry);

		if (dr->action == action && dr->data == data) {
			release_one(dr);
			return;
		}
	}
	WARN_ON(1);	/* never added, or done already */
}

static void free_object(void *object)
{
	kfree(object);
}

void *devm_kzalloc(struct device *dev, size_t size, gfp_t gfp)
{
	void *object = kzalloc(size, gfp);

	if (object && devm_add_action_or_reset(dev, free_object, object))
		return NULL;
	return object;
}

void devm_kfree(struct device *dev, const void *object)
{
	devm_release_action(dev, free_object, (void *)object);
}

void devres_release_all(struct device *dev)
{
	while (!list_empty(&dev->devres_head))
		release_one(list_entry(dev->devres_head.next, struct devres, entry));
}

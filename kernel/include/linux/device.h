/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Devices as drivers see them: where they hang, and what goes away together with them. */
#ifndef _LINUX_DEVICE_H
#define _LINUX_DEVICE_H

#include <linux/list.h>
#include <linux/printk.h>
#include <linux/slab.h>

struct bus_type {
	const char *name;
};

struct device {
	struct device *parent;
	const struct bus_type *bus;
	char name[16];
	struct list_head devres_head;	/* see drivers/base/devres.c; the newest first */
	u64 *dma_mask;
	void *driver_data;
	int numa_node;
};

void device_initialize(struct device *dev);

static inline const char *dev_name(const struct device *dev)
{
	return dev->name;
}

static inline int dev_to_node(const struct device *dev)
{
	return dev->numa_node;
}

/* The driver's name; as long as there is none, the bus's. */
const char *dev_driver_string(const struct device *dev);

#define dev_info(dev, fmt, ...)	\
	pr_info("%s %s: " fmt, dev_driver_string(dev), dev_name(dev), ##__VA_ARGS__)
#define dev_warn(dev, fmt, ...)	\
	pr_warn("%s %s: " fmt, dev_driver_string(dev), dev_name(dev), ##__VA_ARGS__)

/* ---- what goes away with the device, in reverse order ---- */

/* Calls action(data) when the device goes away. 0 or -ENOMEM. */
int devm_add_action(struct device *dev, void (*action)(void *data), void *data);
/* The same; if that fails, the action is done at once. */
int devm_add_action_or_reset(struct device *dev, void (*action)(void *data), void *data);
/* Does one action now that would have been done in the end. */
void devm_release_action(struct device *dev, void (*action)(void *data), void *data);
void *devm_kzalloc(struct device *dev, size_t size, gfp_t gfp);
void devm_kfree(struct device *dev, const void *object);
void devres_release_all(struct device *dev);

#endif

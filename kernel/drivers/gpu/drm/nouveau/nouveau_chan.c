// SPDX-License-Identifier: GPL-2.0-or-later
/* Commands for the card, and fences that say how far it has come. */
#include <linux/bug.h>
#include <linux/errno.h>
#include "nouveau_drv.h"
#include "nvhw_cla0b5.h"

#ifdef CONFIG_DRM_NOUVEAU

/* A header says which register and how many words of data follow. */
#define PUSH_HDR_INC(method, count)	(1u << 29 | (count) << 16 | 4u << 13 | (method) >> 2)

struct nouveau_channel *nouveau_channel_new(struct nouveau_drm *drm)
{
	struct nouveau_channel *chan = kzalloc(sizeof(*chan), GFP_KERNEL);

	if (!chan)
		return NULL;
	chan->drm = drm;
	chan->push = kcalloc(PUSH_WORDS, sizeof(*chan->push), GFP_KERNEL);
	if (!chan->push) {
		kfree(chan);
		return NULL;
	}
	return chan;
}

void nouveau_channel_del(struct nouveau_channel *chan)
{
	kfree(chan->push);
	kfree(chan);
}

void PUSH_WAIT(struct nouveau_channel *chan, u32 words)
{
	if (chan->put + words > PUSH_WORDS)
		nouveau_card_run(chan);
}

void PUSH_MTHD(struct nouveau_channel *chan, u32 method, u32 data)
{
	BUG_ON(chan->put + 2 > PUSH_WORDS);
	chan->push[chan->put++] = PUSH_HDR_INC(method, 1);
	chan->push[chan->put++] = data;
}

int nouveau_fence_new(struct nouveau_fence **pfence, struct nouveau_channel *chan)
{
	struct nouveau_fence *fence = kzalloc(sizeof(*fence), GFP_KERNEL);

	*pfence = fence;
	if (!fence)
		return -ENOMEM;
	fence->chan = chan;
	fence->seqno = ++chan->sequence;
	PUSH_WAIT(chan, 2);
	PUSH_MTHD(chan, NV06E_SET_REFERENCE, fence->seqno);
	return 0;
}

/* The card works beside the CPU. In the model it takes its time until somebody waits for it. */
void nouveau_fence_wait(struct nouveau_fence *fence)
{
	if ((int)(fence->chan->reference - fence->seqno) < 0)
		nouveau_card_run(fence->chan);
	BUG_ON(fence->chan->reference != fence->seqno);
}

void nouveau_fence_unref(struct nouveau_fence **pfence)
{
	kfree(*pfence);
	*pfence = NULL;
}

#endif

// SPDX-License-Identifier: GPL-2.0-or-later
#include <linux/mm.h>

/*
 * The last reference to a folio is gone. Device memory goes back to its driver; the model has no
 * struct pages for RAM yet, so no other folio can get here.
 */
void __folio_put(struct folio *folio)
{
	VM_BUG_ON_FOLIO(!folio_is_zone_device(folio), folio);
#ifdef CONFIG_ZONE_DEVICE
	free_zone_device_folio(folio);
#endif
}

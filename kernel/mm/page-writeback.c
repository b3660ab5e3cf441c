// SPDX-License-Identifier: GPL-2.0-or-later
/* Nothing is written back in the model; but folios are marked when their contents change. */
#include <linux/fs.h>
#include <linux/mm.h>

/* For contents that lie nowhere else: nobody has to be told. */
bool noop_dirty_folio(struct address_space *mapping, struct folio *folio)
{
	if (folio_test_dirty(folio))
		return false;
	folio_set_dirty(folio);
	return true;
}

/* True if the folio was clean until now. */
bool folio_mark_dirty(struct folio *folio)
{
	struct address_space *mapping = folio_mapping(folio);

	if (mapping && mapping->a_ops)
		return mapping->a_ops->dirty_folio(mapping, folio);
	return noop_dirty_folio(mapping, folio);
}

#pragma once

#include <glib.h>

/**
 * LimbeckLinks:
 * @n: number of revisions
 *
 * Edges between revisions, which are numbers from 0: for each the others that it leads to, in order. Immutable,
 * two blocks of memory.
 */
typedef struct
{
  guint  n;
  guint *offsets;
  guint *items;
} LimbeckLinks;

/**
 * limbeck_links_new:
 * @n: number of revisions
 * @edges: (element-type guint): pairs of from and to; the order of those with the same from is kept
 *
 * Returns: (transfer full): the links
 */
LimbeckLinks *limbeck_links_new (guint n, GArray *edges);

/** limbeck_links_reverse: (transfer full): the same edges the other way round, each in the order of the revisions. */
LimbeckLinks *limbeck_links_reverse (const LimbeckLinks *self);

LimbeckLinks *limbeck_links_copy (const LimbeckLinks *self);
void          limbeck_links_free (LimbeckLinks *self);

static inline guint
limbeck_links_count (const LimbeckLinks *self, guint from)
{
  return self->offsets[from + 1] - self->offsets[from];
}

static inline const guint *
limbeck_links_get (const LimbeckLinks *self, guint from)
{
  return self->items + self->offsets[from];
}

/**
 * limbeck_links_close:
 * @self: links
 * @seeds: (array length=n_seeds): where to begin
 * @n_seeds: number of seeds
 *
 * Returns: (transfer full): one byte for each revision: 1 for the seeds and for what can be reached from them
 */
guint8 *limbeck_links_close (const LimbeckLinks *self, const guint *seeds, guint n_seeds);

/** limbeck_links_extend: adds @seed and what can be reached from it to @set, whose members are closed already. */
void limbeck_links_extend (const LimbeckLinks *self, guint seed, guint8 *set);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckLinks, limbeck_links_free)

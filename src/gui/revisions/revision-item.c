#include "config.h"

#include <glib/gi18n-lib.h>

#include "gui/revisions/revision-text.h"

#include "gui/revisions/revision-item.h"

struct _LimbeckRevisionItem
{
  GObject parent_instance;

  LimbeckListing *listing;
  guint           index;
  GHashTable     *live;

  gboolean is_cut_above;
  gboolean is_cut_below;
  gboolean has_moved;
  gboolean has_changed;
};

static guint changed_signal;
static guint moved_signal;

G_DEFINE_FINAL_TYPE (LimbeckRevisionItem, limbeck_revision_item, G_TYPE_OBJECT)

LimbeckRevisionItem *
limbeck_revision_item_new (LimbeckListing *listing, guint index, GHashTable *live)
{
  LimbeckRevisionItem *self;

  g_return_val_if_fail (listing != NULL, NULL);
  g_return_val_if_fail (live != NULL, NULL);

  self = g_object_new (LIMBECK_TYPE_REVISION_ITEM, NULL);
  self->listing = limbeck_listing_ref (listing);
  self->index = index;
  self->live = g_hash_table_ref (live);
  g_hash_table_insert (live, GUINT_TO_POINTER (index), self);

  return self;
}

void
limbeck_revision_item_move (LimbeckRevisionItem *self, LimbeckListing *listing, guint index)
{
  g_autoptr (LimbeckListing) before = NULL;

  g_return_if_fail (LIMBECK_IS_REVISION_ITEM (self));
  g_return_if_fail (listing != NULL);

  before = g_steal_pointer (&self->listing);
  self->has_moved = TRUE;
  self->has_changed |= !limbeck_listing_looks_same (before, self->index, listing, index);
  self->listing = limbeck_listing_ref (listing);
  self->index = index;
}

void
limbeck_revision_item_set_cut (LimbeckRevisionItem *self, gboolean above, gboolean below)
{
  g_return_if_fail (LIMBECK_IS_REVISION_ITEM (self));

  self->has_changed |= self->is_cut_above != above || self->is_cut_below != below;
  self->is_cut_above = above;
  self->is_cut_below = below;
}

void
limbeck_revision_item_tell (LimbeckRevisionItem *self)
{
  gboolean has_moved;
  gboolean has_changed;

  g_return_if_fail (LIMBECK_IS_REVISION_ITEM (self));

  has_moved = self->has_moved;
  has_changed = self->has_changed;
  self->has_moved = self->has_changed = FALSE;
  if (has_changed)
    g_signal_emit (self, changed_signal, 0);
  if (has_moved)
    g_signal_emit (self, moved_signal, 0);
}

gboolean
limbeck_revision_item_is_cut_above (LimbeckRevisionItem *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_ITEM (self), FALSE);

  return self->is_cut_above;
}

gboolean
limbeck_revision_item_is_cut_below (LimbeckRevisionItem *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_ITEM (self), FALSE);

  return self->is_cut_below;
}

LimbeckRevision *
limbeck_revision_item_get_revision (LimbeckRevisionItem *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_ITEM (self), NULL);

  return limbeck_revision_graph_get_nth (limbeck_listing_get_graph (self->listing), self->index);
}

LimbeckListing *
limbeck_revision_item_get_listing (LimbeckRevisionItem *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_ITEM (self), NULL);

  return self->listing;
}

guint
limbeck_revision_item_get_index (LimbeckRevisionItem *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_ITEM (self), 0);

  return self->index;
}

LimbeckRevisionState
limbeck_revision_item_get_state (LimbeckRevisionItem *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_ITEM (self), LIMBECK_REVISION_STATE_UNKNOWN);

  return limbeck_listing_get_state (self->listing, self->index);
}

gboolean
limbeck_revision_item_is_current (LimbeckRevisionItem *self)
{
  LimbeckStanding *standing;

  g_return_val_if_fail (LIMBECK_IS_REVISION_ITEM (self), FALSE);

  standing = limbeck_listing_get_standing (self->listing);

  return standing != NULL &&
         limbeck_standing_is_current (standing, limbeck_revision_item_get_revision (self));
}

char **
limbeck_revision_item_dup_places (LimbeckRevisionItem *self)
{
  g_autoptr (GStrvBuilder) places = g_strv_builder_new ();
  LimbeckRevision *revision;

  g_return_val_if_fail (LIMBECK_IS_REVISION_ITEM (self), NULL);

  revision = limbeck_revision_item_get_revision (self);
  if (limbeck_revision_item_is_current (self))
    g_strv_builder_add (places, _ ("current"));
  if (limbeck_revision_is_head (revision))
    g_strv_builder_add (places, _ ("head"));
  if (limbeck_revision_is_merge_point (revision))
    g_strv_builder_add (places, _ ("merge"));
  if (limbeck_revision_is_branch_point (revision))
    g_strv_builder_add (places, _ ("branch"));

  return g_strv_builder_end (places);
}

char **
limbeck_revision_item_dup_badges (LimbeckRevisionItem *self)
{
  g_autoptr (GStrvBuilder) badges = g_strv_builder_new ();
  g_auto (GStrv) places = NULL;
  LimbeckRevision *revision;

  g_return_val_if_fail (LIMBECK_IS_REVISION_ITEM (self), NULL);

  revision = limbeck_revision_item_get_revision (self);
  places = limbeck_revision_item_dup_places (self);
  g_strv_builder_addv (badges, (const char **) places);
  /* A label is inherited by the whole branch; where it is shown, it marks the branch's ends. */
  if (limbeck_revision_is_head (revision) || limbeck_revision_is_base (revision))
    g_strv_builder_addv (badges, (const char **) limbeck_revision_get_branch_labels (revision));

  return g_strv_builder_end (badges);
}

char *
limbeck_revision_item_dup_spoken (LimbeckRevisionItem *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) badges = NULL;
  g_auto (GStrv) spoken = NULL;
  LimbeckRevision *revision;

  g_return_val_if_fail (LIMBECK_IS_REVISION_ITEM (self), NULL);

  revision = limbeck_revision_item_get_revision (self);
  badges = limbeck_revision_item_dup_badges (self);
  g_strv_builder_add (words, limbeck_revision_text_message (revision));
  g_strv_builder_add (words, limbeck_revision_get_id (revision));
  g_strv_builder_add (words, limbeck_revision_text_state (limbeck_revision_item_get_state (self)));
  g_strv_builder_addv (words, (const char **) badges);
  spoken = g_strv_builder_end (words);

  return g_strjoinv (", ", spoken);
}

static void
limbeck_revision_item_finalize (GObject *object)
{
  LimbeckRevisionItem *self = LIMBECK_REVISION_ITEM (object);

  if (g_hash_table_lookup (self->live, GUINT_TO_POINTER (self->index)) == self)
    g_hash_table_remove (self->live, GUINT_TO_POINTER (self->index));
  g_clear_pointer (&self->live, g_hash_table_unref);
  g_clear_pointer (&self->listing, limbeck_listing_unref);

  G_OBJECT_CLASS (limbeck_revision_item_parent_class)->finalize (object);
}

static guint
add_signal (LimbeckRevisionItemClass *klass, const char *name)
{
  return g_signal_new (
      name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
limbeck_revision_item_class_init (LimbeckRevisionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_revision_item_finalize;

  changed_signal = add_signal (klass, "changed");
  moved_signal = add_signal (klass, "moved");
}

static void
limbeck_revision_item_init (LimbeckRevisionItem *self)
{
}

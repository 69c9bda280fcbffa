#include "config.h"

#include "gui/revisions/revision-text.h"
#include "gui/revisions/row-diff.h"

#include "gui/revisions/revision-model.h"

/* More places of change than this are told as one: each of them costs the list a walk. */
#define MAX_GAPS 500

struct _LimbeckRevisionModel
{
  GObject parent_instance;

  LimbeckListing *listing;
  char           *needle;
  GArray         *rows; /* indices in the listing; NULL shows all of them */
  GHashTable     *live; /* index → LimbeckRevisionItem that somebody holds */
};

static LimbeckRevisionGraph *
graph_of (LimbeckListing *listing)
{
  return listing != NULL ? limbeck_listing_get_graph (listing) : NULL;
}

static guint
count_rows (LimbeckListing *listing, GArray *rows)
{
  if (rows != NULL)
    return rows->len;

  return listing != NULL ? limbeck_revision_graph_get_n_revisions (graph_of (listing)) : 0;
}

static guint
nth_row (GArray *rows, guint position)
{
  return rows != NULL ? g_array_index (rows, guint, position) : position;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const guint *one = a;
  const guint *other = b;

  return (*one > *other) - (*one < *other);
}

/* The rows are in the order of the listing. */
static gboolean
find_row (LimbeckListing *listing, GArray *rows, guint index, guint *position)
{
  if (rows == NULL)
    {
      *position = index;

      return index < count_rows (listing, NULL);
    }

  return g_array_binary_search (rows, &index, compare_rows, position);
}

static GArray *
new_rows (guint n)
{
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);

  for (guint i = 0; i < n; i++)
    g_array_append_val (rows, i);

  return rows;
}

static GArray *
search_rows (LimbeckListing *listing, const char *needle)
{
  LimbeckRevisionGraph *graph;
  GArray               *rows;

  if (listing == NULL || needle == NULL)
    return NULL;

  graph = limbeck_listing_get_graph (listing);
  rows = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < limbeck_revision_graph_get_n_revisions (graph); i++)
    if (limbeck_revision_text_matches (limbeck_revision_graph_get_nth (graph, i), needle))
      g_array_append_val (rows, i);

  return rows;
}

static const char *
nth_id (LimbeckListing *listing, GArray *rows, guint position)
{
  return limbeck_revision_get_id (limbeck_revision_graph_get_nth (
      limbeck_listing_get_graph (listing), nth_row (rows, position)));
}

typedef struct
{
  LimbeckListing *listing;
  GArray         *rows;
} View;

/* Where each row of @after between the common beginning and the common end was in @before. */
static guint *
find_places (const View *before, const View *after, guint head, guint n)
{
  LimbeckRevisionGraph *graph = graph_of (before->listing);
  gboolean              is_same_graph = graph == graph_of (after->listing);
  guint                *places = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    {
      guint index = nth_row (after->rows, head + i);

      if (!is_same_graph)
        {
          LimbeckRevision *old = NULL;

          if (graph != NULL)
            old = limbeck_revision_graph_lookup (graph,
                                                 nth_id (after->listing, after->rows, head + i));
          index = old != NULL ? limbeck_revision_get_index (old) : LIMBECK_ROW_NOWHERE;
        }
      if (index == LIMBECK_ROW_NOWHERE ||
          !find_row (before->listing, before->rows, index, &places[i]) || places[i] < head)
        places[i] = LIMBECK_ROW_NOWHERE;
      else
        places[i] -= head;
    }

  return places;
}

static GArray *
find_gaps (const View *before, const View *after)
{
  guint             n_before = count_rows (before->listing, before->rows);
  guint             n_after = count_rows (after->listing, after->rows);
  guint             head = 0;
  guint             tail = 0;
  GArray           *gaps;
  g_autofree guint *places = NULL;

  while (head < n_before && head < n_after &&
         g_str_equal (nth_id (before->listing, before->rows, head),
                      nth_id (after->listing, after->rows, head)))
    head++;
  while (tail < n_before - head && tail < n_after - head &&
         g_str_equal (nth_id (before->listing, before->rows, n_before - tail - 1),
                      nth_id (after->listing, after->rows, n_after - tail - 1)))
    tail++;

  places = find_places (before, after, head, n_after - tail - head);
  gaps = limbeck_row_diff (places, n_after - tail - head, n_before - tail - head, MAX_GAPS);
  for (guint i = 0; i < gaps->len; i++)
    {
      g_array_index (gaps, LimbeckRowGap, i).old_start += head;
      g_array_index (gaps, LimbeckRowGap, i).new_start += head;
    }

  return gaps;
}
/* A search may have taken away the neighbours, on which the lines of the graph would go on. */
static void
place_item (LimbeckRevisionModel *self, LimbeckRevisionItem *item)
{
  guint index = limbeck_revision_item_get_index (item);
  guint position;

  if (self->rows == NULL || !find_row (self->listing, self->rows, index, &position))
    limbeck_revision_item_set_cut (item, FALSE, FALSE);
  else
    limbeck_revision_item_set_cut (item,
                                   position == 0 || nth_row (self->rows, position - 1) + 1 != index,
                                   position + 1 == self->rows->len ||
                                       nth_row (self->rows, position + 1) != index + 1);
}

static void limbeck_revision_model_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LimbeckRevisionModel,
                               limbeck_revision_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      limbeck_revision_model_list_model_init))

static GPtrArray *
hold_items (LimbeckRevisionModel *self)
{
  GPtrArray     *items = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer       item;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_ptr_array_add (items, g_object_ref (item));

  return items;
}

/* The items that are held go over to @listing; those of revisions that are gone stay what they were. */
static void
move_items (LimbeckRevisionModel *self, LimbeckListing *listing)
{
  g_autoptr (GPtrArray) items = hold_items (self);

  g_hash_table_remove_all (self->live);
  for (guint i = 0; listing != NULL && i < items->len; i++)
    {
      LimbeckRevisionItem *item = g_ptr_array_index (items, i);
      const char          *id = limbeck_revision_get_id (limbeck_revision_item_get_revision (item));
      LimbeckRevision     *revision = limbeck_revision_graph_lookup (graph_of (listing), id);

      if (revision == NULL)
        continue;
      limbeck_revision_item_move (item, listing, limbeck_revision_get_index (revision));
      g_hash_table_insert (
          self->live, GUINT_TO_POINTER (limbeck_revision_get_index (revision)), item);
    }
}

static void
set_view (LimbeckRevisionModel *self, const View *view)
{
  if (self->listing != view->listing)
    {
      move_items (self, view->listing);
      g_clear_pointer (&self->listing, limbeck_listing_unref);
      self->listing = view->listing != NULL ? limbeck_listing_ref (view->listing) : NULL;
    }
  g_clear_pointer (&self->rows, g_array_unref);
  self->rows = view->rows != NULL ? g_array_ref (view->rows) : NULL;
}

/* From the bottom to the top, so that the positions above stay what they are. */
static void
remove_gaps (LimbeckRevisionModel *self, GArray *gaps)
{
  if (self->rows == NULL)
    self->rows = new_rows (count_rows (self->listing, NULL));
  for (guint i = gaps->len; i > 0; i--)
    {
      const LimbeckRowGap *gap = &g_array_index (gaps, LimbeckRowGap, i - 1);

      if (gap->n_removed == 0)
        continue;
      g_array_remove_range (self->rows, gap->old_start, gap->n_removed);
      g_list_model_items_changed (G_LIST_MODEL (self), gap->old_start, gap->n_removed, 0);
    }
}

static GArray *
find_kept (const View *view, GArray *gaps)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (guint));
  guint   n = count_rows (view->listing, view->rows);
  guint   position = 0;

  for (guint i = 0; i <= gaps->len; i++)
    {
      const LimbeckRowGap *gap = i < gaps->len ? &g_array_index (gaps, LimbeckRowGap, i) : NULL;

      for (; position < (gap != NULL ? gap->new_start : n); position++)
        {
          guint row = nth_row (view->rows, position);

          g_array_append_val (kept, row);
        }
      if (gap != NULL)
        position += gap->n_added;
    }

  return kept;
}

static void
add_gaps (LimbeckRevisionModel *self, const View *view, GArray *gaps)
{
  for (guint i = 0; i < gaps->len; i++)
    {
      const LimbeckRowGap *gap = &g_array_index (gaps, LimbeckRowGap, i);
      g_autoptr (GArray) added = g_array_new (FALSE, FALSE, sizeof (guint));

      if (gap->n_added == 0)
        continue;
      for (guint j = 0; j < gap->n_added; j++)
        {
          guint row = nth_row (view->rows, gap->new_start + j);

          g_array_append_val (added, row);
        }
      g_array_insert_vals (self->rows, gap->new_start, added->data, added->len);
      g_list_model_items_changed (G_LIST_MODEL (self), gap->new_start, 0, gap->n_added);
    }
}

/* Rows that stay must not be told to be new; each step leaves a list that can be asked. */
static void
change_rows (LimbeckRevisionModel *self, const View *view, GArray *gaps)
{
  const LimbeckRowGap *gap = gaps->len == 1 ? &g_array_index (gaps, LimbeckRowGap, 0) : NULL;

  if (gaps->len > 1)
    {
      View kept = { view->listing, NULL };

      remove_gaps (self, gaps);
      kept.rows = find_kept (view, gaps);
      set_view (self, &kept);
      g_array_unref (kept.rows);
      add_gaps (self, view, gaps);
    }
  set_view (self, view);
  if (gap != NULL)
    g_list_model_items_changed (G_LIST_MODEL (self), gap->new_start, gap->n_removed, gap->n_added);
}

static void
tell_items (LimbeckRevisionModel *self)
{
  g_autoptr (GPtrArray) items = hold_items (self);

  for (guint i = 0; i < items->len; i++)
    place_item (self, g_ptr_array_index (items, i));
  for (guint i = 0; i < items->len; i++)
    limbeck_revision_item_tell (g_ptr_array_index (items, i));
}

static void
show (LimbeckRevisionModel *self, LimbeckListing *listing)
{
  g_autoptr (GArray) rows = search_rows (listing, self->needle);
  g_autoptr (GArray) gaps = NULL;
  const View before = { self->listing, self->rows };
  const View after = { listing, rows };

  gaps = find_gaps (&before, &after);
  change_rows (self, &after, gaps);
  tell_items (self);
}

LimbeckRevisionModel *
limbeck_revision_model_new (void)
{
  return g_object_new (LIMBECK_TYPE_REVISION_MODEL, NULL);
}

void
limbeck_revision_model_set_listing (LimbeckRevisionModel *self, LimbeckListing *listing)
{
  g_return_if_fail (LIMBECK_IS_REVISION_MODEL (self));

  if (self->listing != listing)
    show (self, listing);
}

LimbeckListing *
limbeck_revision_model_get_listing (LimbeckRevisionModel *self)
{
  g_return_val_if_fail (LIMBECK_IS_REVISION_MODEL (self), NULL);

  return self->listing;
}

void
limbeck_revision_model_set_needle (LimbeckRevisionModel *self, const char *needle)
{
  g_return_if_fail (LIMBECK_IS_REVISION_MODEL (self));

  if (g_strcmp0 (self->needle, needle) == 0)
    return;

  g_free (self->needle);
  self->needle = g_strdup (needle);
  show (self, self->listing);
}

gboolean
limbeck_revision_model_find (LimbeckRevisionModel *self, const char *id, guint *position)
{
  LimbeckRevision *revision;

  g_return_val_if_fail (LIMBECK_IS_REVISION_MODEL (self), FALSE);
  g_return_val_if_fail (id != NULL && position != NULL, FALSE);

  if (self->listing == NULL)
    return FALSE;

  revision = limbeck_revision_graph_lookup (graph_of (self->listing), id);

  return revision != NULL &&
         find_row (self->listing, self->rows, limbeck_revision_get_index (revision), position);
}

static GType
limbeck_revision_model_get_item_type (GListModel *model)
{
  return LIMBECK_TYPE_REVISION_ITEM;
}

static guint
limbeck_revision_model_get_n_items (GListModel *model)
{
  LimbeckRevisionModel *self = LIMBECK_REVISION_MODEL (model);

  return count_rows (self->listing, self->rows);
}

static gpointer
limbeck_revision_model_get_item (GListModel *model, guint position)
{
  LimbeckRevisionModel *self = LIMBECK_REVISION_MODEL (model);
  LimbeckRevisionItem  *item;
  guint                 index;

  if (position >= count_rows (self->listing, self->rows))
    return NULL;

  index = nth_row (self->rows, position);
  item = g_hash_table_lookup (self->live, GUINT_TO_POINTER (index));
  if (item != NULL)
    return g_object_ref (item);

  item = limbeck_revision_item_new (self->listing, index, self->live);
  place_item (self, item);

  return item;
}

static void
limbeck_revision_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = limbeck_revision_model_get_item_type;
  iface->get_n_items = limbeck_revision_model_get_n_items;
  iface->get_item = limbeck_revision_model_get_item;
}

static void
limbeck_revision_model_finalize (GObject *object)
{
  LimbeckRevisionModel *self = LIMBECK_REVISION_MODEL (object);

  g_clear_pointer (&self->listing, limbeck_listing_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->live, g_hash_table_unref);
  g_free (self->needle);

  G_OBJECT_CLASS (limbeck_revision_model_parent_class)->finalize (object);
}

static void
limbeck_revision_model_class_init (LimbeckRevisionModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_revision_model_finalize;
}

static void
limbeck_revision_model_init (LimbeckRevisionModel *self)
{
  self->live = g_hash_table_new (NULL, NULL);
}

#include "config.h"

#include "core/project/project.h"
#include "gui/revisions/revision-model.h"
#include "limbeck-check.h"
#include "many-revisions.h"

static LimbeckRevisionGraph *
read_graph (LimbeckScratch *project, LimbeckRevisionGraph *previous)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LimbeckProject)
      opened = limbeck_project_open (limbeck_scratch_get_directory (project), NULL, &error);
  g_autoptr (LimbeckTarget) target = limbeck_project_find_target (opened, NULL, &error);
  g_autoptr (LimbeckConfiguration)
      configuration = limbeck_configuration_load (target, NULL, NULL, &error);
  LimbeckRevisionGraph *graph = limbeck_revision_graph_load (
      configuration, NULL, previous, NULL, &error);

  ck_assert_msg (graph != NULL, "%s", error != NULL ? error->message : "");

  return graph;
}

static LimbeckListing *
read_listing (LimbeckScratch *project)
{
  g_autoptr (LimbeckRevisionGraph) graph = read_graph (project, NULL);

  return limbeck_listing_new (graph, NULL, NULL);
}

static char *
dup_nth_id (GListModel *model, guint position)
{
  g_autoptr (LimbeckRevisionItem) item = g_list_model_get_item (model, position);

  ck_assert_ptr_nonnull (item);

  return g_strdup (limbeck_revision_get_id (limbeck_revision_item_get_revision (item)));
}

/* Follows what the model tells, as a list view does, and asks it for every row that comes. */
static void
follow_cb (GListModel *model, guint position, guint n_removed, guint n_added, gpointer data)
{
  GPtrArray *ids = data;

  g_ptr_array_remove_range (ids, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (ids, position + i, dup_nth_id (model, position + i));
  ck_assert_uint_eq (ids->len, g_list_model_get_n_items (model));
}

static void
assert_followed (LimbeckRevisionModel *model, GPtrArray *ids)
{
  ck_assert_uint_eq (ids->len, g_list_model_get_n_items (G_LIST_MODEL (model)));
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *id = dup_nth_id (G_LIST_MODEL (model), i);

      ck_assert_str_eq (id, g_ptr_array_index (ids, i));
    }
}

START_TEST (what_is_told_leads_to_what_is_there)
  {
    g_autoptr (GRand) rand = g_rand_new_with_seed (_i);
    g_autoptr (LimbeckScratch) project = limbeck_many_revisions_new (0);
    g_autoptr (LimbeckRevisionModel) model = limbeck_revision_model_new ();
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
    gboolean is_there[40] = { FALSE };

    g_signal_connect (model, "items-changed", G_CALLBACK (follow_cb), ids);
    for (guint round = 0; round < 12; round++)
      {
        g_autoptr (LimbeckListing) listing = NULL;

        /* Missing parents make a broken tree, which is shown all the same. */
        for (guint i = 0; i < 6; i++)
          {
            guint number = g_rand_int_range (rand, 0, G_N_ELEMENTS (is_there));

            if (is_there[number])
              limbeck_many_revisions_remove (project, number);
            else
              limbeck_many_revisions_write (project, number, number % 3 == 0 ? "fizz" : "step");
            is_there[number] = !is_there[number];
          }
        listing = read_listing (project);
        limbeck_revision_model_set_listing (model, listing);
        assert_followed (model, ids);
        limbeck_revision_model_set_needle (model, g_rand_boolean (rand) ? "fizz" : NULL);
        assert_followed (model, ids);
      }
    limbeck_revision_model_set_listing (model, NULL);
    ck_assert_uint_eq (ids->len, 0);
  }
END_TEST

static void
count_cb (gpointer item, guint *n)
{
  (*n)++;
}

START_TEST (a_row_that_looks_as_before_is_left_alone)
  {
    g_autoptr (LimbeckScratch) project = limbeck_many_revisions_new (10);
    g_autoptr (LimbeckRevisionModel) model = limbeck_revision_model_new ();
    g_autoptr (LimbeckListing) before = read_listing (project);
    g_autoptr (LimbeckListing) after = NULL;
    g_autoptr (LimbeckRevisionItem) head = NULL;
    g_autoptr (LimbeckRevisionItem) below = NULL;
    g_autoptr (LimbeckRevisionItem) same = NULL;
    guint n_head_changes = 0;
    guint n_changes = 0;
    guint n_moves = 0;

    limbeck_revision_model_set_listing (model, before);
    head = g_list_model_get_item (G_LIST_MODEL (model), 0);
    below = g_list_model_get_item (G_LIST_MODEL (model), 5);
    g_signal_connect (head, "changed", G_CALLBACK (count_cb), &n_head_changes);
    g_signal_connect (below, "changed", G_CALLBACK (count_cb), &n_changes);
    g_signal_connect (below, "moved", G_CALLBACK (count_cb), &n_moves);

    limbeck_many_revisions_write (project, 10, "one more");
    after = read_listing (project);
    limbeck_revision_model_set_listing (model, after);
    same = g_list_model_get_item (G_LIST_MODEL (model), 6);
    ck_assert_ptr_eq (same, below);
    ck_assert_uint_eq (limbeck_revision_item_get_index (below), 6);
    /* It is no head any more, and a line comes from above. */
    ck_assert_uint_eq (n_head_changes, 1);
    ck_assert_uint_eq (n_changes, 0);
    ck_assert_uint_eq (n_moves, 1);
  }
END_TEST

START_TEST (items_live_only_while_they_are_held)
  {
    g_autoptr (LimbeckScratch) project = limbeck_many_revisions_new (3);
    g_autoptr (LimbeckRevisionModel) model = limbeck_revision_model_new ();
    g_autoptr (LimbeckListing) listing = read_listing (project);
    LimbeckRevisionItem *item;
    gpointer             weak;

    limbeck_revision_model_set_listing (model, listing);
    item = g_list_model_get_item (G_LIST_MODEL (model), 1);
    weak = item;
    g_object_add_weak_pointer (G_OBJECT (item), &weak);
    g_object_unref (item);
    ck_assert_ptr_null (weak);

    /* One that outlives its model does not mind. */
    item = g_list_model_get_item (G_LIST_MODEL (model), 2);
    g_clear_object (&model);
    ck_assert_str_eq (limbeck_revision_get_id (limbeck_revision_item_get_revision (item)),
                      "000000000000");
    g_object_unref (item);
  }
END_TEST

START_TEST (a_search_tells_which_rows_have_lost_their_neighbours)
  {
    g_autoptr (LimbeckScratch) project = limbeck_many_revisions_new (4);
    g_autoptr (LimbeckRevisionModel) model = limbeck_revision_model_new ();
    g_autoptr (LimbeckListing) listing = NULL;
    g_autoptr (LimbeckRevisionItem) upper = NULL;
    g_autoptr (LimbeckRevisionItem) lower = NULL;

    limbeck_many_revisions_write (project, 1, "Wanted");
    limbeck_many_revisions_write (project, 2, "wanted too");
    listing = read_listing (project);
    limbeck_revision_model_set_listing (model, listing);
    upper = g_list_model_get_item (G_LIST_MODEL (model), 1);
    lower = g_list_model_get_item (G_LIST_MODEL (model), 2);
    ck_assert (!limbeck_revision_item_is_cut_above (upper));

    limbeck_revision_model_set_needle (model, "wanted");
    ck_assert_uint_eq (g_list_model_get_n_items (G_LIST_MODEL (model)), 2);
    ck_assert (limbeck_revision_item_is_cut_above (upper));
    ck_assert (!limbeck_revision_item_is_cut_below (upper));
    ck_assert (!limbeck_revision_item_is_cut_above (lower));
    ck_assert (limbeck_revision_item_is_cut_below (lower));

    limbeck_revision_model_set_needle (model, NULL);
    ck_assert (!limbeck_revision_item_is_cut_above (upper));
    ck_assert (!limbeck_revision_item_is_cut_below (lower));
  }
END_TEST

static Suite *
revision_model_suite (void)
{
  Suite *suite = suite_create ("revision-model");
  TCase *tcase = tcase_create ("revision-model");

  tcase_add_loop_test (tcase, what_is_told_leads_to_what_is_there, 0, 20);
  tcase_add_test (tcase, a_row_that_looks_as_before_is_left_alone);
  tcase_add_test (tcase, items_live_only_while_they_are_held);
  tcase_add_test (tcase, a_search_tells_which_rows_have_lost_their_neighbours);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (revision_model_suite ());
}

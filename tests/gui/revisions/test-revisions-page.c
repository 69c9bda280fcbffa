#include "config.h"

#include <glib/gstdio.h>

#include "gui-test.h"
#include "gui/revisions/revision-row.h"
#include "limbeck-check.h"
#include "many-revisions.h"

#define N_REVISIONS 2000

static LimbeckScratch *project;

/* One window on many revisions, scrolled to the middle, with a row there selected and focused. */
typedef struct
{
  LimbeckWindow *window;
  GtkListView   *list_view;
  GListModel    *shown;
  guint          n_wanted;
} Scene;

static guint
nth_number (GListModel *shown, guint position)
{
  g_autoptr (LimbeckRevisionItem) item = g_list_model_get_item (shown, position);

  return g_ascii_strtoull (
      limbeck_revision_get_id (limbeck_revision_item_get_revision (item)), NULL, 16);
}

static LimbeckRevisionRow *
row_at (GtkListView *list_view, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (list_view), 200, y, GTK_PICK_INSENSITIVE);

  if (picked != NULL && !LIMBECK_IS_REVISION_ROW (picked))
    picked = gtk_widget_get_ancestor (picked, LIMBECK_TYPE_REVISION_ROW);
  /* Between two rows there may be a border. */
  if (picked == NULL)
    return row_at (list_view, y + 3);

  return LIMBECK_REVISION_ROW (picked);
}

static char *
dup_row_id (LimbeckRevisionRow *row)
{
  return g_strdup (limbeck_revision_get_id (
      limbeck_revision_item_get_revision (limbeck_revision_row_get_item (row))));
}

static int
row_y (Scene *scene, LimbeckRevisionRow *row)
{
  graphene_point_t point;

  ck_assert (gtk_widget_compute_point (
      GTK_WIDGET (row), GTK_WIDGET (scene->list_view), &GRAPHENE_POINT_INIT (0, 0), &point));

  return point.y;
}

static char *
dup_focused_id (Scene *scene)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (scene->window));
  GtkWidget *child = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  ck_assert_msg (LIMBECK_IS_REVISION_ROW (child), "the focus is not on a row");

  return dup_row_id (LIMBECK_REVISION_ROW (child));
}

static char *
dup_selected_id (Scene *scene)
{
  LimbeckRevisionItem *item = gtk_single_selection_get_selected_item (
      GTK_SINGLE_SELECTION (scene->shown));

  ck_assert_ptr_nonnull (item);

  return g_strdup (limbeck_revision_get_id (limbeck_revision_item_get_revision (item)));
}

static gboolean
has_as_many (gpointer data)
{
  Scene *scene = data;

  return g_list_model_get_n_items (scene->shown) == scene->n_wanted;
}

static void
wait_for_rows (Scene *scene, guint n)
{
  scene->n_wanted = n;
  limbeck_gui_test_wait (has_as_many, scene);
  limbeck_gui_test_settle (scene->window);
}

static LimbeckRevisionRow *
find_row (Scene *scene, const char *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (scene->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget       *row = gtk_widget_get_first_child (child);
      g_autofree char *row_id = NULL;

      if (row == NULL || limbeck_revision_row_get_item (LIMBECK_REVISION_ROW (row)) == NULL)
        continue;
      row_id = dup_row_id (LIMBECK_REVISION_ROW (row));
      if (g_str_equal (row_id, id))
        return LIMBECK_REVISION_ROW (row);
    }

  ck_abort_msg ("there is no row for %s", id);

  return NULL;
}

/* Each row's connection to its item, which is a new one once the row is filled anew. */
static GHashTable *
fillings (Scene *scene)
{
  GHashTable *filled = g_hash_table_new (NULL, NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (scene->list_view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      LimbeckRevisionRow  *row = LIMBECK_REVISION_ROW (gtk_widget_get_first_child (child));
      LimbeckRevisionItem *item = row != NULL ? limbeck_revision_row_get_item (row) : NULL;

      if (item != NULL)
        g_hash_table_insert (filled,
                             row,
                             GSIZE_TO_POINTER (g_signal_handler_find (
                                 item, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, row)));
    }
  ck_assert_uint_ge (g_hash_table_size (filled), 100);

  return filled;
}

static guint
count_filled_since (Scene *scene, GHashTable *before)
{
  g_autoptr (GHashTable) now = fillings (scene);
  GHashTableIter iter;
  gpointer       row;
  gpointer       filling;
  guint          n = 0;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, &row, &filling))
    if (g_hash_table_lookup (before, row) != filling)
      n++;

  return n;
}

static void
select_in_the_middle (Scene *scene, guint position)
{
  g_autofree char *id = NULL;

  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (scene->shown), position);
  gtk_widget_activate_action (GTK_WIDGET (scene->list_view), "list.scroll-to-item", "u", position);
  limbeck_gui_test_settle (scene->window);
  id = dup_selected_id (scene);
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (find_row (scene, id))));
  for (guint i = 0; i < 3; i++)
    limbeck_gui_test_press ("Down");
  limbeck_gui_test_settle (scene->window);
}

static Scene *
open_scene (void)
{
  Scene *scene = g_new0 (Scene, 1);

  scene->window = limbeck_gui_test_open (limbeck_scratch_get_directory (project));
  scene->list_view = limbeck_gui_test_find (scene->window, "list_view");
  scene->shown = G_LIST_MODEL (gtk_list_view_get_model (scene->list_view));
  wait_for_rows (scene, N_REVISIONS);
  limbeck_gui_test_wait_surveyed (scene->window);

  return scene;
}

/* What a person has before the eyes must not move while files change elsewhere. */
static void
change_files (Scene *scene, guint n_shown, const char *message)
{
  LimbeckRevisionRow *first = row_at (scene->list_view, 40);
  g_autofree char    *first_id = dup_row_id (first);
  g_autofree char    *selected_id = dup_selected_id (scene);
  g_autofree char    *focused_id = dup_focused_id (scene);
  int                 first_y = row_y (scene, first);
  guint               visible = g_ascii_strtoull (first_id, NULL, 16);

  for (guint change = 0; change < 3; change++)
    {
      LimbeckRevisionRow *now;
      g_autoptr (GHashTable) filled = NULL;
      g_autofree char *now_first = NULL;
      g_autofree char *now_selected = NULL;
      g_autofree char *now_focused = NULL;

      filled = fillings (scene);
      if (change == 0)
        limbeck_many_revisions_write (project, N_REVISIONS, "step that came");
      else if (change == 1)
        limbeck_many_revisions_remove (project, N_REVISIONS);
      else
        limbeck_many_revisions_write (project, visible, message);
      if (change < 2)
        wait_for_rows (scene, n_shown + (change == 0 ? 1 : 0));
      else
        limbeck_gui_test_wait_label (scene->list_view, message);
      limbeck_gui_test_wait_surveyed (scene->window);

      now = row_at (scene->list_view, 40);
      now_first = dup_row_id (now);
      now_selected = dup_selected_id (scene);
      now_focused = dup_focused_id (scene);
      ck_assert_str_eq (now_first, first_id);
      ck_assert_int_eq (row_y (scene, now), first_y);
      ck_assert_ptr_eq (now, first);
      ck_assert_str_eq (now_selected, selected_id);
      ck_assert_str_eq (now_focused, focused_id);
      /* Of some two hundred rows, the one that comes in at their end. */
      ck_assert_uint_le (count_filled_since (scene, filled), 1);
    }
}

START_TEST (the_list_stays_where_it_is_when_files_change)
  {
    g_autofree Scene *scene = open_scene ();

    select_in_the_middle (scene, N_REVISIONS / 2);
    change_files (scene, N_REVISIONS, "step that was saved again");
  }
END_TEST

START_TEST (the_list_stays_where_it_is_under_a_search)
  {
    g_autofree Scene *scene = open_scene ();

    gtk_search_bar_set_search_mode (limbeck_gui_test_find (scene->window, "search_bar"), TRUE);
    limbeck_gui_test_type (scene->window, "search_entry", "step");
    wait_for_rows (scene, N_REVISIONS);
    select_in_the_middle (scene, N_REVISIONS / 3);
    change_files (scene, N_REVISIONS, "step that was saved under a search");
  }
END_TEST

START_TEST (a_search_keeps_the_selection_and_gives_everything_back)
  {
    g_autofree Scene *scene = open_scene ();
    g_autofree char  *before = NULL;
    g_autofree char  *during = NULL;
    g_autofree char  *after = NULL;

    select_in_the_middle (scene, N_REVISIONS - 1 - 1234);
    before = dup_selected_id (scene);
    gtk_search_bar_set_search_mode (limbeck_gui_test_find (scene->window, "search_bar"), TRUE);
    limbeck_gui_test_type (scene->window, "search_entry", "step 123");
    /* 123, and 1230 to 1239. */
    wait_for_rows (scene, 11);
    during = dup_selected_id (scene);
    ck_assert_str_eq (during, before);
    limbeck_gui_test_shoot (scene->window, "search-many");
    ck_assert_uint_eq (nth_number (scene->shown, 10), 123);
    limbeck_gui_test_type (scene->window, "search_entry", "");
    wait_for_rows (scene, N_REVISIONS);
    after = dup_selected_id (scene);
    ck_assert_str_eq (after, before);
  }
END_TEST

/* GTK keeps two hundred rows; what they consist of would be most of the cost of opening a project. */
START_TEST (only_rows_that_are_seen_are_made)
  {
    g_autofree Scene *scene = open_scene ();
    GtkWidget        *list_view = GTK_WIDGET (scene->list_view);
    guint             n_rows = 0;
    guint             n_made = 0;

    for (GtkWidget *child = gtk_widget_get_first_child (list_view); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      {
        GtkWidget *row = gtk_widget_get_first_child (child);

        n_rows++;
        if (row != NULL && gtk_widget_get_first_child (row) != NULL)
          n_made++;
      }

    ck_assert_uint_ge (n_rows, 100);
    ck_assert_uint_ge (n_made, 10);
    ck_assert_uint_le (n_made, 40);
  }
END_TEST

static const char *const moved_directories[] = { "migrations/versions", "migrations" };

START_TEST (a_directory_that_goes_and_comes_again_is_followed)
  {
    g_autofree Scene *scene = open_scene ();
    g_autofree char  *directory = limbeck_scratch_dup_path (project, moved_directories[_i]);
    g_autofree char  *aside = limbeck_scratch_dup_path (project, "aside");

    ck_assert_int_eq (g_rename (directory, aside), 0);
    limbeck_gui_test_wait_mapped (scene->window, "list_view", FALSE);
    limbeck_scratch_make_directory (project, "migrations/versions");
    limbeck_scratch_write (project, "migrations/env.py", "");
    limbeck_many_revisions_write (project, 0, "the only one");
    limbeck_gui_test_wait_label (scene->list_view, "the only one");
    wait_for_rows (scene, 1);
    limbeck_many_revisions_write (project, 1, "the next one");
    wait_for_rows (scene, 2);
  }
END_TEST

static void
start (void)
{
  project = limbeck_many_revisions_new (N_REVISIONS);
  limbeck_gui_test_start ();
}

static void
stop (void)
{
  limbeck_gui_test_stop ();
  g_clear_pointer (&project, limbeck_scratch_free);
}

static Suite *
revisions_page_suite (void)
{
  Suite *suite = suite_create ("revisions-page");
  TCase *tcase = tcase_create ("revisions-page");

  tcase_add_checked_fixture (tcase, start, stop);
  tcase_add_test (tcase, the_list_stays_where_it_is_when_files_change);
  tcase_add_test (tcase, the_list_stays_where_it_is_under_a_search);
  tcase_add_test (tcase, a_search_keeps_the_selection_and_gives_everything_back);
  tcase_add_test (tcase, only_rows_that_are_seen_are_made);
  tcase_add_loop_test (tcase,
                       a_directory_that_goes_and_comes_again_is_followed,
                       0,
                       G_N_ELEMENTS (moved_directories));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (revisions_page_suite ());
}

#include "config.h"

#include <string.h>

#include "assistant-test.h"
#include "secret-search.h"

/* Nothing that the window does with a database that has a password may show the password anywhere. */

#define SECRET "Geh3im-Wort"
#define HEAD "68d3c1f5279e"
#define LEAK "9f00aa11bb22"

static const LimbeckTestRevision leaking = {
  .revision = LEAK,
  .down = HEAD,
  .message = "prints what it should not",
  .upgrade = "print(op.get_bind().engine.url.render_as_string(hide_password=False))\n"
             "print('" SECRET "')",
};

static void
search_text (const char *text)
{
  ck_assert_msg (text == NULL || strstr (text, SECRET) == NULL, "“%s”", text);
}

static void
search_widget (GtkWidget *widget)
{
  search_text (gtk_widget_get_tooltip_text (widget));
  if (GTK_IS_LABEL (widget))
    search_text (gtk_label_get_label (GTK_LABEL (widget)));
  if (GTK_IS_EDITABLE (widget))
    search_text (gtk_editable_get_text (GTK_EDITABLE (widget)));
  if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer   *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
      GtkTextIter      start;
      GtkTextIter      end;
      g_autofree char *text = NULL;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
      search_text (text);
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    search_widget (child);
}

static gboolean
search_all_cb (gpointer data)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    search_widget (window->data);
  limbeck_secret_search_arguments (SECRET);

  return G_SOURCE_CONTINUE;
}

static LimbeckTestProject *
make_shop (const char *database)
{
  LimbeckTestCluster *cluster = limbeck_gui_shop_get_cluster ();
  LimbeckTestProject *project;

  limbeck_test_cluster_create_role (cluster, "keeper", SECRET);
  project = limbeck_gui_shop_new_for (database, "keeper", SECRET);
  limbeck_test_cluster_run (cluster, database, "grant all on schema public to keeper");
  limbeck_test_project_add_revisions (project, &leaking, 1);

  return project;
}

START_TEST (a_password_is_shown_nowhere)
  {
    g_auto (LimbeckGuide) guide = { 0 };
    LimbeckTestProject *project = make_shop ("secret");
    guint               source = g_timeout_add (20, search_all_cb, NULL);

    limbeck_guide_open_project (&guide, "secret", project, LIMBECK_DIRECTION_UPGRADE, "heads");
    limbeck_guide_go_to_backup (&guide);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_mapped (guide.assistant, "what", TRUE);
    limbeck_guide_next (&guide);
    limbeck_gui_test_wait_label (guide.assistant, "7 revisions were applied to “secret”.");
    limbeck_guide_assert_stands_at (&guide, LEAK);
    search_all_cb (NULL);
    g_source_remove (source);

    limbeck_secret_search_tree (g_get_user_state_dir (), SECRET);
    limbeck_secret_search_tree (g_get_user_data_dir (), SECRET);
    limbeck_secret_search_tree (g_get_user_cache_dir (), SECRET);
  }
END_TEST

static Suite *
assistant_secret_suite (void)
{
  Suite *suite = suite_create ("assistant-secret");
  TCase *tcase = tcase_create ("assistant-secret");

  tcase_set_timeout (tcase, 240);
  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
  tcase_add_test (tcase, a_password_is_shown_nowhere);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (assistant_secret_suite ());
}

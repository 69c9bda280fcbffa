#include <string.h>

#include "core/revisions/revision-graph.h"
#include "core/revisions/revision-map.h"
#include "core/revisions/revision-names.h"

#include "graph-of.h"
#include "limbeck-check.h"

static LimbeckRevisionMap *
make_map (void)
{
  g_autoptr (GPtrArray) scripts = scripts_of (
      "aaaa1", "bbbb1 < aaaa1 : lib", "bbbb2 < aaaa1 : app", "cccc1 < bbbb2", "z", NULL);

  return limbeck_revision_map_new (scripts);
}

static char *
describe (const LimbeckRevisionMap *map, GArray *numbers, GError *error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (numbers == NULL)
    return g_strdup (
        g_error_matches (error, LIMBECK_REVISION_ERROR, LIMBECK_REVISION_ERROR_NO_SUCH_REVISION)
            ? "no such"
        : g_error_matches (error, LIMBECK_REVISION_ERROR, LIMBECK_REVISION_ERROR_SEVERAL_HEADS)
            ? "several"
            : "?");

  for (guint i = 0; i < numbers->len; i++)
    g_string_append_printf (text,
                            "%s%s",
                            i > 0 ? " " : "",
                            limbeck_revision_map_get_id (map, g_array_index (numbers, guint, i)));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct
{
  const char *target;
  const char *says;
} targets[] = {
  { "aaaa1", "aaaa1" },
  { "aaaa", "aaaa1" },
  { "a", "aaaa1" },
  { "bbbb", "no such" },
  { "li", "no such" },
  { "z", "z" },
  { "lib", "bbbb1" },
  { "libr", "no such" },
  { "heads", "bbbb1 cccc1 z" },
  { "head", "several" },
  { "base", "" },
  { "lib@head", "bbbb1" },
  { "app@head", "cccc1" },
  { "app@heads", "cccc1" },
  { "app@aaaa1", "aaaa1" },
  { "cccc1@aaaa", "aaaa1" },
  { "app@bbbb1", "no such" },
  { "nothing@head", "no such" },
  { "nothing", "no such" },
};

START_TEST (a_target_means_what_it_means_to_alembic)
  {
    g_autoptr (LimbeckRevisionMap) map = make_map ();
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray) numbers = limbeck_revision_names_resolve (map, targets[_i].target, &error);
    g_autofree char *says = describe (map, numbers, error);

    ck_assert_str_eq (says, targets[_i].says);
    ck_assert (error == NULL || strstr (error->message, "“") != NULL);
  }
END_TEST

START_TEST (a_branch_narrows_a_beginning_down)
  {
    g_autoptr (LimbeckRevisionMap) map = make_map ();
    g_autoptr (GError) error = NULL;

    ck_assert_int_eq (limbeck_revision_names_find (map, "bbbb", "app", &error), 2);
    ck_assert_ptr_null (error);
    ck_assert_int_eq (limbeck_revision_names_find (map, "bbbb", NULL, &error), -1);
    ck_assert_ptr_nonnull (error);
  }
END_TEST

START_TEST (only_one_may_be_meant_where_one_is_asked_for)
  {
    g_autoptr (LimbeckRevisionMap) map = make_map ();
    g_autoptr (GError) error = NULL;
    int number = 0;

    ck_assert (limbeck_revision_names_resolve_one (map, "base", &number, &error));
    ck_assert_int_eq (number, -1);
    ck_assert (limbeck_revision_names_resolve_one (map, "z", &number, &error));
    ck_assert_int_eq (number, 4);
    ck_assert (!limbeck_revision_names_resolve_one (map, "heads", &number, &error));
    ck_assert_ptr_nonnull (error);
  }
END_TEST

START_TEST (a_lineage_goes_up_and_down)
  {
    g_autoptr (LimbeckRevisionMap) map = make_map ();
    g_autofree guint8 *lineage = limbeck_revision_names_get_lineage (map, "app", NULL);

    ck_assert (lineage[0] == 1 && lineage[1] == 0 && lineage[2] == 1 && lineage[3] == 1 &&
               lineage[4] == 0);
  }
END_TEST

START_TEST (the_first_unknown_row_is_named)
  {
    const char *const good[] = { "z", "aaaa1", NULL };
    const char *const bad[] = { "z", "gone", NULL };
    g_autoptr (LimbeckRevisionMap) map = make_map ();
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray) numbers = limbeck_revision_names_find_rows (map, good, &error);

    ck_assert_uint_eq (numbers->len, 2);
    ck_assert_uint_eq (g_array_index (numbers, guint, 0), 4);
    ck_assert_ptr_null (limbeck_revision_names_find_rows (map, bad, &error));
    ck_assert_ptr_nonnull (strstr (error->message, "“gone”"));
  }
END_TEST

static Suite *
revision_names_suite (void)
{
  Suite *suite = suite_create ("revision-names");
  TCase *tcase = tcase_create ("revision-names");

  tcase_add_loop_test (
      tcase, a_target_means_what_it_means_to_alembic, 0, (int) G_N_ELEMENTS (targets));
  tcase_add_test (tcase, a_branch_narrows_a_beginning_down);
  tcase_add_test (tcase, only_one_may_be_meant_where_one_is_asked_for);
  tcase_add_test (tcase, a_lineage_goes_up_and_down);
  tcase_add_test (tcase, the_first_unknown_row_is_named);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (revision_names_suite ());
}

#include <string.h>

#include "core/revisions/range-target.h"
#include "core/revisions/revision-graph.h"

#include "graph-of.h"
#include "limbeck-check.h"

static const struct
{
  const char *target;
  const char *label;
  const char *symbol;
  int         steps; /* 0: absolute */
} relatives[] = {
  { "+1", NULL, NULL, 1 },        { "-2", NULL, NULL, -2 },     { "abc+1", NULL, "abc", 1 },
  { "abc-12", NULL, "abc", -12 }, { "lib@+3", "lib", NULL, 3 }, { "lib@abc-1", "lib", "abc", -1 },
  { "head-1", NULL, "head", -1 }, { "abc", NULL, NULL, 0 },     { "lib@head", NULL, NULL, 0 },
  { "heads", NULL, NULL, 0 },     { "+", NULL, NULL, 0 },       { "a+b", NULL, NULL, 0 },
};

START_TEST (a_relative_target_has_parts)
  {
    g_auto (LimbeckRelativeTarget) target = { NULL };

    ck_assert_int_eq (limbeck_relative_target_parse (&target, relatives[_i].target),
                      relatives[_i].steps != 0);
    if (relatives[_i].steps == 0)
      return;

    ck_assert_pstr_eq (target.label, relatives[_i].label);
    ck_assert_pstr_eq (target.symbol, relatives[_i].symbol);
    ck_assert_int_eq (target.steps, relatives[_i].steps);
  }
END_TEST

static LimbeckRevisionMap *
make_map (void)
{
  g_autoptr (GPtrArray) scripts = scripts_of ("a", "b < a : lib", "c < a : app", "d < c", NULL);

  return limbeck_revision_map_new (scripts);
}

static const struct
{
  const char *row;
  const char *target;
  const char *says; /* NULL: refused */
} upgrades[] = {
  { NULL, "a", "a" },     { NULL, "heads", "b d" }, { NULL, "base", "" },    { NULL, "+1", "a" },
  { "a", "lib@+1", "b" }, { "a", "app@+2", "d" },   { "c", "+1", "d" },      { "a", "c+1", "d" },
  { "a", "d-1", "c" },    { "a", "head", NULL },    { "a", "app@+3", NULL }, { "d", "-1", NULL },
  { "a", "gone", NULL },
};

START_TEST (an_upgrade_goes_to_what_is_meant)
  {
    const char *const rows[] = { upgrades[_i].row, NULL };
    g_autoptr (LimbeckRevisionMap) map = make_map ();
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray)
        numbers = limbeck_range_target_upgrade (map, rows, upgrades[_i].target, &error);
    g_autoptr (GString) text = g_string_new (NULL);

    ck_assert_int_eq (numbers != NULL, upgrades[_i].says != NULL);
    if (numbers == NULL)
      {
        ck_assert_int_eq (error->domain, LIMBECK_REVISION_ERROR);
        return;
      }
    for (guint i = 0; i < numbers->len; i++)
      g_string_append_printf (text,
                              "%s%s",
                              i > 0 ? " " : "",
                              limbeck_revision_map_get_id (map, g_array_index (numbers, guint, i)));
    ck_assert_str_eq (text->str, upgrades[_i].says);
  }
END_TEST

static const struct
{
  const char *row;
  const char *target;
  const char *says; /* "" for base, NULL: refused */
} downgrades[] = {
  { "d", "base", "" }, { "d", "a", "a" },  { "d", "-1", "c" },  { "d", "-3", "" },
  { "d", "d-1", "c" }, { "b", "-1", "a" }, { "d", "-4", NULL }, { "d", "gone", NULL },
};

START_TEST (a_downgrade_goes_to_what_is_meant)
  {
    const char *const rows[] = { downgrades[_i].row, NULL };
    g_autoptr (LimbeckRevisionMap) map = make_map ();
    g_autoptr (GError) error = NULL;
    g_autofree char *branch = NULL;
    int              number = 0;
    gboolean         is_clear = limbeck_range_target_downgrade (
        map, rows, downgrades[_i].target, &branch, &number, &error);

    ck_assert_int_eq (is_clear, downgrades[_i].says != NULL);
    if (is_clear)
      ck_assert_str_eq (number < 0 ? "" : limbeck_revision_map_get_id (map, number),
                        downgrades[_i].says);
    else
      ck_assert_int_eq (error->domain, LIMBECK_REVISION_ERROR);
  }
END_TEST

START_TEST (a_branch_limits_a_downgrade)
  {
    const char *const rows[] = { "b", "d", NULL };
    g_autoptr (LimbeckRevisionMap) map = make_map ();
    g_autoptr (GError) error = NULL;
    g_autofree char *branch = NULL;
    int              number = 0;

    ck_assert (limbeck_range_target_downgrade (map, rows, "app@base", &branch, &number, &error));
    ck_assert_str_eq (branch, "app");
    ck_assert_int_eq (number, -1);
  }
END_TEST

static Suite *
range_target_suite (void)
{
  Suite *suite = suite_create ("range-target");
  TCase *tcase = tcase_create ("range-target");

  tcase_add_loop_test (tcase, a_relative_target_has_parts, 0, (int) G_N_ELEMENTS (relatives));
  tcase_add_loop_test (tcase, an_upgrade_goes_to_what_is_meant, 0, (int) G_N_ELEMENTS (upgrades));
  tcase_add_loop_test (
      tcase, a_downgrade_goes_to_what_is_meant, 0, (int) G_N_ELEMENTS (downgrades));
  tcase_add_test (tcase, a_branch_limits_a_downgrade);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (range_target_suite ());
}

#include "core/revisions/range-sets.h"

#include "graph-of.h"
#include "limbeck-check.h"

static LimbeckRevisionMap *
make_map (void)
{
  g_autoptr (GPtrArray) scripts = scripts_of ("a", "b < a", "c < a", "d < b ~ c", "e", NULL);

  return limbeck_revision_map_new (scripts);
}

static GArray *
numbers_of (const LimbeckRevisionMap *map, const char *ids)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (const char *p = ids; *p != '\0'; p++)
    {
      const char id[] = { *p, '\0' };
      guint      number = limbeck_revision_map_find_id (map, id);

      g_array_append_val (numbers, number);
    }

  return numbers;
}

static const struct
{
  const char *rows;
  const char *applied;
  const char *current;
} tables[] = {
  { "", "", "" },        { "a", "a", "a" },     { "b", "ab", "b" },
  { "bc", "abc", "bc" }, { "d", "abcd", "cd" }, { "de", "abcde", "cde" },
};

START_TEST (rows_say_what_is_applied_and_what_is_current)
  {
    g_autoptr (LimbeckRevisionMap) map = make_map ();
    g_autoptr (GArray) rows = numbers_of (map, tables[_i].rows);
    g_autofree guint8 *applied = limbeck_range_find_applied (map, rows);
    g_autoptr (GArray) current = limbeck_range_find_current (map, applied);
    g_autoptr (GString) text = g_string_new (NULL);

    for (guint i = 0; i < map->n; i++)
      if (applied[i])
        g_string_append (text, limbeck_revision_map_get_id (map, i));
    ck_assert_str_eq (text->str, tables[_i].applied);

    g_string_truncate (text, 0);
    for (guint i = 0; i < map->n; i++)
      for (guint k = 0; k < current->len; k++)
        if (g_array_index (current, guint, k) == i)
          g_string_append (text, limbeck_revision_map_get_id (map, i));
    ck_assert_str_eq (text->str, tables[_i].current);
  }
END_TEST

static const struct
{
  const char *rows;
  const char *above; /* NULL: none lies below another */
  const char *below;
} overlaps[] = {
  { "", NULL, NULL }, { "a", NULL, NULL }, { "bc", NULL, NULL }, { "be", NULL, NULL },
  { "ba", "b", "a" }, { "ab", "b", "a" },  { "ecda", "d", "a" },
};

START_TEST (one_below_another_is_found)
  {
    g_autoptr (LimbeckRevisionMap) map = make_map ();
    g_autoptr (GArray) rows = numbers_of (map, overlaps[_i].rows);
    guint    above = 0;
    guint    below = 0;
    gboolean is_found = limbeck_range_find_overlap (map, rows, &above, &below);

    ck_assert_int_eq (is_found, overlaps[_i].above != NULL);
    if (is_found)
      {
        g_autofree guint8 *closed = limbeck_links_close (map->down, &above, 1);

        ck_assert_uint_eq (closed[below], 1);
        ck_assert_uint_ne (above, below);
      }
  }
END_TEST

static Suite *
range_sets_suite (void)
{
  Suite *suite = suite_create ("range-sets");
  TCase *tcase = tcase_create ("range-sets");

  tcase_add_loop_test (
      tcase, rows_say_what_is_applied_and_what_is_current, 0, (int) G_N_ELEMENTS (tables));
  tcase_add_loop_test (tcase, one_below_another_is_found, 0, (int) G_N_ELEMENTS (overlaps));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (range_sets_suite ());
}

#include <string.h>

#include "core/revisions/lanes.h"
#include "core/revisions/revision-private.h"
#include "core/revisions/revision.h"

#include "graph-of.h"
#include "limbeck-check.h"

#define N_GRAPHS 100
#define MAX_REVISIONS 60
#define MAX_LANES 41

typedef struct
{
  guint                  node_lane;
  guint                  color;
  guint                  n_lines;
  const LimbeckLaneLine *lines;
} Row;

static Row
get_row (LimbeckLanes *lanes, guint i)
{
  Row row;

  row.lines = limbeck_lanes_get_row (lanes, i, &row.node_lane, &row.color, &row.n_lines);

  return row;
}

/* Each revision follows up to three older ones, mostly the newest, and may depend on others. */
static LimbeckRevisionGraph *
random_graph (GRand *rand)
{
  g_autoptr (GPtrArray)
      scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_script_unref);
  guint n = g_rand_int_range (rand, 1, MAX_REVISIONS);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      guint n_parents = i == 0 ? 0 : (guint) g_rand_int_range (rand, 0, 12) % 4;

      g_string_append_printf (line, "r%u <", i);
      for (guint k = 0; k < n_parents; k++)
        g_string_append_printf (line, " r%d", g_rand_int_range (rand, i > 8 ? i - 8 : 0, i));
      if (i > 0 && g_rand_int_range (rand, 0, 5) == 0)
        g_string_append_printf (line, " ~ r%d", g_rand_int_range (rand, 0, i));
      g_ptr_array_add (scripts, script_of_line (line->str));
    }

  return graph_of_scripts (scripts);
}

static gboolean
enters (const Row *row, const LimbeckLaneLine *line)
{
  for (guint i = 0; i < row->n_lines; i++)
    if (row->lines[i].from == line->to && row->lines[i].color == line->color &&
        row->lines[i].is_dependency == line->is_dependency)
      return TRUE;

  return FALSE;
}

static gboolean
leaves (const Row *row, const LimbeckLaneLine *line)
{
  for (guint i = 0; i < row->n_lines; i++)
    if (row->lines[i].to == line->from && row->lines[i].color == line->color &&
        row->lines[i].is_dependency == line->is_dependency)
      return TRUE;

  return FALSE;
}

START_TEST (a_line_goes_on_where_it_left_the_row_above)
  {
    g_autoptr (GRand) rand = g_rand_new_with_seed (_i);
    g_autoptr (LimbeckRevisionGraph) graph = random_graph (rand);
    g_autoptr (LimbeckLanes) lanes = limbeck_lanes_new (graph);
    guint n = limbeck_revision_graph_get_n_revisions (graph);

    for (guint r = 0; r < n; r++)
      {
        Row row = get_row (lanes, r);
        Row above = r > 0 ? get_row (lanes, r - 1) : (Row){ 0 };
        Row below = r + 1 < n ? get_row (lanes, r + 1) : (Row){ 0 };

        for (guint i = 0; i < row.n_lines; i++)
          {
            ck_assert (row.lines[i].from >= 0 || row.lines[i].to >= 0);
            ck_assert (row.lines[i].to < 0 || enters (&below, &row.lines[i]));
            ck_assert (row.lines[i].from < 0 || leaves (&above, &row.lines[i]));
          }
      }
  }
END_TEST

START_TEST (a_lane_holds_one_line_at_the_edge_of_a_row)
  {
    g_autoptr (GRand) rand = g_rand_new_with_seed (_i);
    g_autoptr (LimbeckRevisionGraph) graph = random_graph (rand);
    g_autoptr (LimbeckLanes) lanes = limbeck_lanes_new (graph);

    for (guint r = 0; r < limbeck_revision_graph_get_n_revisions (graph); r++)
      {
        Row row = get_row (lanes, r);

        for (guint i = 0; i < row.n_lines; i++)
          for (guint k = 0; k < i; k++)
            {
              const LimbeckLaneLine *a = &row.lines[i];
              const LimbeckLaneLine *b = &row.lines[k];

              ck_assert (a->from < 0 || a->from != b->from);
              /* What leads to the same revision joins. */
              if (a->to >= 0 && a->to == b->to)
                ck_assert (a->color == b->color && a->is_dependency == b->is_dependency);
            }
      }
  }
END_TEST

/* The row in which the line that starts at @lane below @row ends at the node. */
static guint
follow (LimbeckLanes *lanes, guint n, guint row, int lane)
{
  for (guint r = row + 1; r < n; r++)
    {
      Row below = get_row (lanes, r);

      for (guint i = 0; i < below.n_lines; i++)
        if (below.lines[i].from == lane)
          {
            if (below.lines[i].to < 0)
              return r;
            lane = below.lines[i].to;
            break;
          }
    }

  return n;
}

static gboolean
is_linked (LimbeckLinks *links, guint from, guint to)
{
  for (guint i = 0; i < limbeck_links_count (links, from); i++)
    if (limbeck_links_get (links, from)[i] == to)
      return TRUE;

  return FALSE;
}

START_TEST (every_edge_is_drawn_from_child_to_parent_and_no_other)
  {
    g_autoptr (GRand) rand = g_rand_new_with_seed (_i);
    g_autoptr (LimbeckRevisionGraph) graph = random_graph (rand);
    g_autoptr (LimbeckLanes) lanes = limbeck_lanes_new (graph);
    const LimbeckRevisionMap *map = limbeck_revision_graph_get_map (graph);

    for (guint r = 0; r < map->n; r++)
      {
        guint number = limbeck_revision_get_number (limbeck_revision_graph_get_nth (graph, r));
        guint n_started = 0;
        Row   row = get_row (lanes, r);

        for (guint i = 0; i < row.n_lines; i++)
          if (row.lines[i].from < 0)
            {
              guint end = follow (lanes, map->n, r, row.lines[i].to);

              ck_assert_uint_lt (end, map->n);
              ck_assert (is_linked (
                  row.lines[i].is_dependency ? map->dependencies : map->parents,
                  number,
                  limbeck_revision_get_number (limbeck_revision_graph_get_nth (graph, end))));
              n_started++;
            }
        ck_assert_uint_eq (n_started,
                           limbeck_links_count (map->parents, number) +
                               limbeck_links_count (map->dependencies, number));
      }
  }
END_TEST

START_TEST (nothing_passes_behind_a_node)
  {
    g_autoptr (GRand) rand = g_rand_new_with_seed (_i);
    g_autoptr (LimbeckRevisionGraph) graph = random_graph (rand);
    g_autoptr (LimbeckLanes) lanes = limbeck_lanes_new (graph);

    for (guint r = 0; r < limbeck_revision_graph_get_n_revisions (graph); r++)
      {
        Row   row = get_row (lanes, r);
        guint n_ending = 0;
        guint n_on_lane = 0;

        for (guint i = 0; i < row.n_lines; i++)
          {
            gboolean is_on_lane = row.lines[i].from == (int) row.node_lane;

            ck_assert (!is_on_lane || row.lines[i].to < 0);
            n_ending += row.lines[i].from >= 0 && row.lines[i].to < 0;
            n_on_lane += is_on_lane;
            /* A way by down_revision keeps its colour through the node that it leads to. */
            if (is_on_lane && !row.lines[i].is_dependency)
              ck_assert_uint_eq (row.lines[i].color, row.color);
          }
        ck_assert_uint_eq (n_on_lane, n_ending > 0 ? 1 : 0);
      }
  }
END_TEST

START_TEST (the_width_is_that_of_the_widest_row)
  {
    g_autoptr (GRand) rand = g_rand_new_with_seed (_i);
    g_autoptr (LimbeckRevisionGraph) graph = random_graph (rand);
    g_autoptr (LimbeckLanes) lanes = limbeck_lanes_new (graph);
    int widest = 0;

    for (guint r = 0; r < limbeck_revision_graph_get_n_revisions (graph); r++)
      {
        Row row = get_row (lanes, r);

        widest = MAX (widest, (int) row.node_lane);
        for (guint i = 0; i < row.n_lines; i++)
          widest = MAX (widest, MAX (row.lines[i].from, row.lines[i].to));
      }

    ck_assert_uint_eq (limbeck_lanes_get_width (lanes), widest + 1);
  }
END_TEST

/* What a filter shows are rows of the same lanes: a row is drawn alike whatever is shown around it. */
START_TEST (a_row_has_the_same_lines_whenever_it_is_asked_for)
  {
    g_autoptr (GRand) rand = g_rand_new_with_seed (_i);
    g_autoptr (LimbeckRevisionGraph) graph = random_graph (rand);
    g_autoptr (LimbeckLanes) lanes = limbeck_lanes_new (graph);
    g_autoptr (LimbeckLanes) again = limbeck_lanes_new (graph);
    guint n = limbeck_revision_graph_get_n_revisions (graph);

    for (guint i = 0; i < n; i++)
      {
        guint r = g_rand_int_range (rand, 0, n);
        Row   one = get_row (lanes, r);
        Row   other = get_row (again, r);

        ck_assert_uint_eq (one.node_lane, other.node_lane);
        ck_assert_uint_eq (one.color, other.color);
        ck_assert_uint_eq (one.n_lines, other.n_lines);
        for (guint k = 0; k < one.n_lines; k++)
          ck_assert (one.lines[k].from == other.lines[k].from &&
                     one.lines[k].to == other.lines[k].to &&
                     one.lines[k].color == other.lines[k].color &&
                     one.lines[k].is_dependency == other.lines[k].is_dependency);
      }
  }
END_TEST

/* "LANE: FROM>TO …" for each row, a "*" for a node and a "~" for a dependency. */
static char *
draw (LimbeckRevisionGraph *graph)
{
  g_autoptr (LimbeckLanes) lanes = limbeck_lanes_new (graph);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint r = 0; r < limbeck_revision_graph_get_n_revisions (graph); r++)
    {
      Row row = get_row (lanes, r);

      g_string_append_printf (text, "%s%u:", r > 0 ? " | " : "", row.node_lane);
      for (guint i = 0; i < row.n_lines; i++)
        {
          const LimbeckLaneLine *line = &row.lines[i];

          g_string_append_c (text, ' ');
          if (line->from >= 0)
            g_string_append_printf (text, "%d", line->from);
          else
            g_string_append_c (text, '*');
          g_string_append_c (text, line->is_dependency ? '~' : '>');
          if (line->to >= 0)
            g_string_append_printf (text, "%d", line->to);
          else
            g_string_append_c (text, '*');
        }
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

START_TEST (a_line_of_revisions_takes_one_lane)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a", "b < a", "c < b", NULL);
    g_autofree char *drawn = draw (graph);

    ck_assert_str_eq (drawn, "0: *>0 | 0: 0>* *>0 | 0: 0>*");
  }
END_TEST

START_TEST (a_merge_opens_a_lane_and_a_branch_point_closes_it)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a", "b < a", "c < a", "d < b c", NULL);
    g_autofree char *drawn = draw (graph);

    ck_assert_str_eq (drawn, "0: *>0 *>1 | 0: 0>* 1>1 *>0 | 1: 0>0 1>* *>0 | 0: 0>*");
  }
END_TEST

START_TEST (a_dependency_has_a_lane_of_its_own)
  {
    g_autoptr (LimbeckRevisionGraph) graph = graph_of ("a", "x", "b < a ~ x", NULL);
    g_autofree char *drawn = draw (graph);

    ck_assert_str_eq (drawn, "0: *>0 *~1 | 0: 0>* 1~1 | 1: 1~*");
  }
END_TEST

START_TEST (thousands_of_heads_share_the_last_lane)
  {
    g_autoptr (GPtrArray)
        scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_script_unref);
    g_autoptr (LimbeckRevisionGraph) graph = NULL;
    g_autoptr (LimbeckLanes) lanes = NULL;

    for (guint i = 0; i < 2000; i++)
      {
        g_autofree char *base = g_strdup_printf ("a%u", i);
        g_autofree char *head = g_strdup_printf ("b%u < a%u", i, i);

        g_ptr_array_insert (scripts, 0, script_of_line (base));
        g_ptr_array_add (scripts, script_of_line (head));
      }
    graph = graph_of_scripts (scripts);
    lanes = limbeck_lanes_new (graph);

    ck_assert_uint_le (limbeck_lanes_get_width (lanes), MAX_LANES);
    for (guint r = 0; r < 4000; r++)
      ck_assert_uint_le (get_row (lanes, r).n_lines, 2 * MAX_LANES);
  }
END_TEST

START_TEST (an_empty_tree_has_no_lanes)
  {
    g_autoptr (GPtrArray) scripts = g_ptr_array_new ();
    g_autoptr (LimbeckRevisionGraph) graph = graph_of_scripts (scripts);
    g_autoptr (LimbeckLanes) lanes = limbeck_lanes_new (graph);

    ck_assert_uint_eq (limbeck_lanes_get_width (lanes), 0);
  }
END_TEST

START_TEST (a_cycle_is_drawn_all_the_same)
  {
    g_autoptr (LimbeckRevisionGraph)
        graph = graph_of ("a < c", "b < a", "c < b", "d < d", "e < gone", NULL);
    g_autoptr (LimbeckLanes) lanes = limbeck_lanes_new (graph);

    for (guint r = 0; r < limbeck_revision_graph_get_n_revisions (graph); r++)
      ck_assert_uint_lt (get_row (lanes, r).node_lane, limbeck_lanes_get_width (lanes));
  }
END_TEST

static Suite *
lanes_suite (void)
{
  Suite *suite = suite_create ("lanes");
  TCase *drawn = tcase_create ("drawn");
  TCase *random = tcase_create ("random");

  tcase_add_test (drawn, a_line_of_revisions_takes_one_lane);
  tcase_add_test (drawn, a_merge_opens_a_lane_and_a_branch_point_closes_it);
  tcase_add_test (drawn, a_dependency_has_a_lane_of_its_own);
  tcase_add_test (drawn, thousands_of_heads_share_the_last_lane);
  tcase_add_test (drawn, an_empty_tree_has_no_lanes);
  tcase_add_test (drawn, a_cycle_is_drawn_all_the_same);
  suite_add_tcase (suite, drawn);

  tcase_add_loop_test (random, a_line_goes_on_where_it_left_the_row_above, 0, N_GRAPHS);
  tcase_add_loop_test (random, a_lane_holds_one_line_at_the_edge_of_a_row, 0, N_GRAPHS);
  tcase_add_loop_test (random, every_edge_is_drawn_from_child_to_parent_and_no_other, 0, N_GRAPHS);
  tcase_add_loop_test (random, nothing_passes_behind_a_node, 0, N_GRAPHS);
  tcase_add_loop_test (random, the_width_is_that_of_the_widest_row, 0, N_GRAPHS);
  tcase_add_loop_test (random, a_row_has_the_same_lines_whenever_it_is_asked_for, 0, N_GRAPHS);
  suite_add_tcase (suite, random);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (lanes_suite ());
}

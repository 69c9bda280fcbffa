#include "config.h"

#include "core/revisions/revision-graph-private.h"
#include "core/revisions/revision-private.h"

#include "core/revisions/lanes.h"

#define FREE G_MAXUINT

/*
 * No window is as wide as a tree with thousands of open heads: what lies to the right of this is drawn as one lane, which
 * also keeps the memory in bounds.
 */
#define MAX_LANES 40

struct _LimbeckLanes
{
  guint    n_rows;
  guint    width;
  guint   *first_line;
  guint8  *node_lanes;
  guint16 *node_colors;
  GArray  *lines;
};

/* A lane leads to a revision further down; the newest revisions come first. */
typedef struct
{
  guint    target;
  guint16  color;
  gboolean is_dependency;
} Lane;

typedef struct
{
  LimbeckLanes *lanes;
  GArray       *open;
  guint16       n_colors;
} Pass;

static Lane *
get_lane (Pass *pass, guint i)
{
  return &g_array_index (pass->open, Lane, i);
}

static gint16
clamp_lane (int lane)
{
  return MIN (lane, MAX_LANES);
}

static void
add_line (Pass *pass, guint first, int from, int to, const Lane *lane)
{
  GArray         *lines = pass->lanes->lines;
  LimbeckLaneLine line = {
    .from = clamp_lane (from),
    .to = clamp_lane (to),
    .color = lane->color,
    .is_dependency = lane->is_dependency,
  };

  pass->lanes->width = MAX (pass->lanes->width, (guint) MAX (line.from, line.to) + 1);
  if (from >= MAX_LANES || to >= MAX_LANES)
    for (guint i = first; i < lines->len; i++)
      {
        LimbeckLaneLine *other = &g_array_index (lines, LimbeckLaneLine, i);

        if (other->from == line.from && other->to == line.to)
          return;
      }
  g_array_append_val (lines, line);
}

static guint
find_lane (Pass *pass, guint target, gboolean is_dependency)
{
  for (guint i = 0; i < pass->open->len; i++)
    if (get_lane (pass, i)->target == target && get_lane (pass, i)->is_dependency == is_dependency)
      return i;

  return FREE;
}

static guint
take_free_lane (Pass *pass)
{
  Lane lane = { .target = FREE };

  for (guint i = 0; i < pass->open->len; i++)
    if (get_lane (pass, i)->target == FREE)
      return i;
  g_array_append_val (pass->open, lane);

  return pass->open->len - 1;
}

/* Where the row's node is: on the first lane that leads to it, or on a new one. */
static guint
place_node (Pass *pass, guint number, guint16 *color)
{
  guint lane = find_lane (pass, number, FALSE);

  if (lane == FREE)
    lane = find_lane (pass, number, TRUE);
  if (lane != FREE && !get_lane (pass, lane)->is_dependency)
    *color = get_lane (pass, lane)->color;
  else
    *color = pass->n_colors++;

  return lane != FREE ? lane : take_free_lane (pass);
}

/* Lines from above: those that lead to the node end there, the others pass. */
static void
add_upper_lines (Pass *pass, guint number, guint first)
{
  for (guint i = 0; i < pass->open->len; i++)
    {
      Lane *lane = get_lane (pass, i);

      if (lane->target == FREE)
        continue;
      if (lane->target != number)
        add_line (pass, first, i, i, lane);
      else
        {
          add_line (pass, first, i, -1, lane);
          lane->target = FREE;
        }
    }
}

static void
add_lower_line (Pass    *pass,
                guint    first,
                guint    target,
                gboolean is_dependency,
                guint    node_lane,
                guint16  node_color)
{
  guint i = find_lane (pass, target, is_dependency);

  if (i == FREE)
    {
      gboolean goes_on = !is_dependency && get_lane (pass, node_lane)->target == FREE;

      i = goes_on ? node_lane : take_free_lane (pass);
      *get_lane (pass, i) = (Lane){
        .target = target,
        .color = goes_on ? node_color : pass->n_colors++,
        .is_dependency = is_dependency,
      };
    }
  add_line (pass, first, -1, i, get_lane (pass, i));
}

static void
trim (Pass *pass)
{
  while (pass->open->len > 0 && get_lane (pass, pass->open->len - 1)->target == FREE)
    g_array_set_size (pass->open, pass->open->len - 1);
}

static void
add_row (Pass *pass, const LimbeckRevisionMap *map, guint row, guint number)
{
  LimbeckLanes *lanes = pass->lanes;
  guint         first = lanes->lines->len;
  guint16       color;
  guint         node_lane = place_node (pass, number, &color);

  lanes->first_line[row] = first;
  lanes->node_lanes[row] = clamp_lane (node_lane);
  lanes->node_colors[row] = color;
  lanes->width = MAX (lanes->width, (guint) lanes->node_lanes[row] + 1);

  add_upper_lines (pass, number, first);
  for (guint i = 0; i < limbeck_links_count (map->parents, number); i++)
    add_lower_line (
        pass, first, limbeck_links_get (map->parents, number)[i], FALSE, node_lane, color);
  for (guint i = 0; i < limbeck_links_count (map->dependencies, number); i++)
    add_lower_line (
        pass, first, limbeck_links_get (map->dependencies, number)[i], TRUE, node_lane, color);
  trim (pass);
}

LimbeckLanes *
limbeck_lanes_new (LimbeckRevisionGraph *graph)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Lane));
  const LimbeckRevisionMap *map;
  LimbeckLanes             *self;
  Pass                      pass;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph), NULL);

  map = limbeck_revision_graph_get_map (graph);
  self = g_new0 (LimbeckLanes, 1);
  self->n_rows = map->n;
  self->first_line = g_new0 (guint, map->n + 1);
  self->node_lanes = g_new0 (guint8, MAX (map->n, 1));
  self->node_colors = g_new0 (guint16, MAX (map->n, 1));
  self->lines = g_array_new (FALSE, FALSE, sizeof (LimbeckLaneLine));

  pass = (Pass){ .lanes = self, .open = open };
  for (guint row = 0; row < map->n; row++)
    add_row (
        &pass, map, row, limbeck_revision_get_number (limbeck_revision_graph_get_nth (graph, row)));
  self->first_line[map->n] = self->lines->len;

  return self;
}

void
limbeck_lanes_free (LimbeckLanes *self)
{
  if (self == NULL)
    return;

  g_free (self->first_line);
  g_free (self->node_lanes);
  g_free (self->node_colors);
  g_array_unref (self->lines);
  g_free (self);
}

guint
limbeck_lanes_get_width (LimbeckLanes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

const LimbeckLaneLine *
limbeck_lanes_get_row (LimbeckLanes *self,
                       guint         index,
                       guint        *node_lane,
                       guint        *node_color,
                       guint        *n_lines)
{
  g_return_val_if_fail (self != NULL && index < self->n_rows, NULL);
  g_return_val_if_fail (node_lane != NULL && node_color != NULL && n_lines != NULL, NULL);

  *node_lane = self->node_lanes[index];
  *node_color = self->node_colors[index];
  *n_lines = self->first_line[index + 1] - self->first_line[index];

  return &g_array_index (self->lines, LimbeckLaneLine, self->first_line[index]);
}

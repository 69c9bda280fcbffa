#include "config.h"

#include <string.h>

#include "core/base/json.h"
#include "core/revisions/revision-range.h"
#include "core/revisions/revision.h"

#include "agreement.h"
#include "graph-of.h"
#include "oracle.h"
#include "random-tree.h"

#define N_QUESTIONS 24

typedef enum
{
  UPGRADE,
  DOWNGRADE,
  CURRENT,
  N_KINDS,
} Kind;

static const char *const kind_names[N_KINDS] = { "upgrade", "downgrade", "current" };

typedef struct
{
  Kind   kind;
  char **rows;
  char  *target;
} Question;

static const char *const causes[] = {
  [LIMBECK_REVISION_ERROR_UNREADABLE] = "unreadable",
  [LIMBECK_REVISION_ERROR_NO_SUCH_REVISION] = "no-such-revision",
  [LIMBECK_REVISION_ERROR_SEVERAL_HEADS] = "several-heads",
  [LIMBECK_REVISION_ERROR_AMBIGUOUS] = "ambiguous",
  [LIMBECK_REVISION_ERROR_OUT_OF_RANGE] = "out-of-range",
  [LIMBECK_REVISION_ERROR_OVERLAP] = "overlap",
  [LIMBECK_REVISION_ERROR_NOT_BELOW] = "not-below",
  [LIMBECK_REVISION_ERROR_BROKEN] = "broken",
};

static void
clear_question (gpointer data)
{
  Question *question = data;

  g_strfreev (question->rows);
  g_free (question->target);
}

static GArray *
make_questions (RandomTree *tree, GRand *rand)
{
  GArray *questions = g_array_new (FALSE, FALSE, sizeof (Question));

  g_array_set_clear_func (questions, clear_question);
  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      Question question = {
        .kind = i % 12 == 0 ? CURRENT : i % 2,
        .rows = random_tree_make_rows (tree, rand),
        .target = random_tree_make_target (tree, rand),
      };

      g_array_append_val (questions, question);
    }

  return questions;
}

static void
write_tree (JsonBuilder *builder, GPtrArray *scripts)
{
  json_builder_set_member_name (builder, "scripts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < scripts->len; i++)
    {
      LimbeckScript *script = g_ptr_array_index (scripts, i);

      json_builder_begin_object (builder);
      limbeck_json_add_string (builder, "id", script->texts[LIMBECK_SCRIPT_ID]);
      limbeck_json_add_strv (builder, "down", script->lists[LIMBECK_SCRIPT_DOWN_REVISIONS]);
      limbeck_json_add_strv (builder, "depends", script->lists[LIMBECK_SCRIPT_DEPENDS_ON]);
      limbeck_json_add_strv (builder, "labels", script->lists[LIMBECK_SCRIPT_BRANCH_LABELS]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static JsonNode *
ask (Oracle *oracle, GPtrArray *scripts, GArray *questions)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  write_tree (builder, scripts);
  json_builder_set_member_name (builder, "questions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < questions->len; i++)
    {
      Question *question = &g_array_index (questions, Question, i);

      json_builder_begin_object (builder);
      limbeck_json_add_string (builder, "kind", kind_names[question->kind]);
      limbeck_json_add_strv (builder, "rows", (const char *const *) question->rows);
      limbeck_json_add_string (builder, "target", question->target);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  return oracle_ask (oracle, builder);
}

static gboolean
compare (const char *what, const char *ours, const char *theirs)
{
  if (strcmp (ours, theirs) == 0)
    return TRUE;

  g_printerr ("# %s: Limbeck “%s”, Alembic “%s”\n", what, ours, theirs);

  return FALSE;
}

static gboolean
compare_list (JsonObject *answer, const char *name, char *ours)
{
  g_autofree char *taken = ours;
  g_autofree char *theirs = oracle_join (json_object_get_array_member (answer, name));

  return compare (name, taken, theirs);
}

static gboolean
compare_flags (JsonObject *flags, LimbeckRevision *revision)
{
  JsonArray *theirs = json_object_get_array_member (flags, limbeck_revision_get_id (revision));
  g_autofree char *labels = g_strjoinv (" ",
                                        (char **) limbeck_revision_get_branch_labels (revision));
  g_autofree char *their_labels = oracle_join (json_array_get_array_element (theirs, 3));
  gboolean         is_same = limbeck_revision_is_head (revision) ==
                         json_array_get_boolean_element (theirs, 0) &&
                     limbeck_revision_is_branch_point (revision) ==
                         json_array_get_boolean_element (theirs, 1) &&
                     limbeck_revision_is_merge_point (revision) ==
                         json_array_get_boolean_element (theirs, 2);

  if (!is_same)
    g_printerr ("# flags of %s differ\n", limbeck_revision_get_id (revision));

  return compare (limbeck_revision_get_id (revision), labels, their_labels) && is_same;
}

static gboolean
compare_graph (LimbeckRevisionGraph *graph, JsonObject *answer)
{
  JsonObject *flags = json_object_get_object_member (answer, "flags");
  gboolean    is_same =
      compare_list (answer, "heads", ids_of (limbeck_revision_graph_get_heads (graph))) &
      compare_list (answer, "real_heads", ids_of (limbeck_revision_graph_get_real_heads (graph))) &
      compare_list (answer, "bases", ids_of (limbeck_revision_graph_get_bases (graph))) &
      compare_list (answer, "history", listing_of (graph));

  for (guint i = 0; i < limbeck_revision_graph_get_n_revisions (graph); i++)
    is_same &= compare_flags (flags, limbeck_revision_graph_get_nth (graph, i));

  return is_same;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (limbeck_revision_get_id (*(LimbeckRevision *const *) a),
                 limbeck_revision_get_id (*(LimbeckRevision *const *) b));
}

/* What a plan is passed on as has to mean the same plan. */
static gboolean
check_resolved (LimbeckRevisionGraph *graph,
                const Question       *question,
                GPtrArray            *revisions,
                const char           *resolved)
{
  const char *const *rows = (const char *const *) question->rows;
  g_autofree char   *before = ids_of (revisions);
  g_autofree char   *after = NULL;
  g_autoptr (GPtrArray)
      again = question->kind == UPGRADE
                  ? limbeck_revision_range_upgrade (graph, rows, resolved, NULL, NULL)
                  : limbeck_revision_range_downgrade (graph, rows, resolved, NULL, NULL);

  if (again == NULL)
    {
      g_printerr ("# %s for %s can’t be planned\n", resolved, question->target);
      return FALSE;
    }
  after = ids_of (again);

  return compare (resolved, after, before);
}

static gboolean
is_in (const char *id, char **ids)
{
  return g_strv_contains ((const char *const *) ids, id);
}

/* Rows are always the newest of what is applied; if they are so before, they have to be so after every step. */
static gboolean
check_rows (LimbeckRevisionGraph *graph, const Question *question, GPtrArray *steps)
{
  const char *const *rows = (const char *const *) question->rows;
  g_autoptr (GBytes) applied = limbeck_revision_range_applied (graph, rows, NULL);
  g_autofree guint8 *set = g_memdup2 (g_bytes_get_data (applied, NULL), g_bytes_get_size (applied));
  const LimbeckRevisionMap *map = limbeck_revision_graph_get_map (graph);
  g_autoptr (GPtrArray) rows_of_steps = limbeck_revision_range_rows_of_steps (
      graph, rows, steps, question->kind == UPGRADE);

  for (guint i = 0; i <= steps->len; i++)
    {
      char **after = i == 0 ? question->rows : g_ptr_array_index (rows_of_steps, i - 1);

      if (i > 0)
        set[limbeck_revision_get_index (g_ptr_array_index (steps, i - 1))] = question->kind ==
                                                                             UPGRADE;
      for (guint number = 0; number < map->n; number++)
        {
          LimbeckRevision *revision = limbeck_revision_graph_get_by_number (graph, number);
          gboolean         is_newest = set[limbeck_revision_get_index (revision)];

          for (guint k = 0; k < limbeck_links_count (map->above, number); k++)
            is_newest &= !set[limbeck_revision_get_index (limbeck_revision_graph_get_by_number (
                graph, limbeck_links_get (map->above, number)[k]))];
          if (is_newest == is_in (limbeck_revision_get_id (revision), after))
            continue;
          if (i == 0)
            return TRUE;
          g_printerr ("# rows after step %u of %s\n", i, question->target);
          return FALSE;
        }
    }

  return TRUE;
}

static GPtrArray *
plan (LimbeckRevisionGraph *graph, const Question *question, gboolean *is_right, GError **error)
{
  const char *const *rows = (const char *const *) question->rows;
  GPtrArray         *revisions = NULL;
  g_auto (GStrv) targets = NULL;
  g_autofree char *target = NULL;

  if (question->kind == UPGRADE)
    revisions = limbeck_revision_range_upgrade (graph, rows, question->target, &targets, error);
  else if (question->kind == DOWNGRADE)
    revisions = limbeck_revision_range_downgrade (graph, rows, question->target, &target, error);
  else
    revisions = limbeck_revision_range_current (graph, rows, error);

  if (revisions != NULL && question->kind == CURRENT)
    g_ptr_array_sort (revisions, compare_ids);
  else if (revisions != NULL)
    {
      if (targets != NULL && g_strv_length (targets) == 1)
        target = g_strdup (targets[0]);
      *is_right = (target == NULL || check_resolved (graph, question, revisions, target)) &&
                  check_rows (graph, question, revisions);
    }

  return revisions;
}

/* Where Alembic only asserts, any refusal will do. */
static gboolean
compare_answer (LimbeckRevisionGraph *graph, const Question *question, JsonObject *answer)
{
  g_autoptr (GError) error = NULL;
  gboolean is_right = TRUE;
  g_autoptr (GPtrArray) revisions = plan (graph, question, &is_right, &error);
  g_autofree char *ours = revisions != NULL ? ids_of (revisions) : g_strdup (causes[error->code]);
  g_autofree char *theirs = NULL;
  g_autofree char *rows = g_strjoinv (" ", question->rows);
  g_autofree char *what = g_strdup_printf (
      "%s %s from [%s]", kind_names[question->kind], question->target, rows);

  if (json_object_has_member (answer, "ids"))
    theirs = oracle_join (json_object_get_array_member (answer, "ids"));
  else
    theirs = g_strdup (json_object_get_string_member (answer, "cause"));
  if (strcmp (theirs, "assertion") == 0 && revisions == NULL)
    return TRUE;

  return compare (what, ours, theirs) && is_right;
}

static gboolean
compare_tree (Oracle *oracle, GRand *rand, guint *n_plans)
{
  g_autoptr (RandomTree) tree = random_tree_new (rand);
  g_autoptr (GArray) questions = make_questions (tree, rand);
  g_autoptr (GPtrArray)
      scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_script_unref);
  g_autoptr (LimbeckRevisionGraph) graph = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *answer;
  gboolean    is_same;

  for (guint i = 0; i < tree->lines->len; i++)
    g_ptr_array_add (scripts, script_of_line (g_ptr_array_index (tree->lines, i)));
  graph = graph_of_scripts (scripts);
  node = ask (oracle, scripts, questions);
  answer = json_node_get_object (node);

  if (json_object_has_member (answer, "refused"))
    is_same = !limbeck_revision_graph_is_sound (graph);
  else
    {
      JsonArray *answers = json_object_get_array_member (answer, "answers");

      is_same = compare_graph (graph, answer);
      for (guint i = 0; i < questions->len; i++, (*n_plans)++)
        is_same &= compare_answer (graph,
                                   &g_array_index (questions, Question, i),
                                   json_array_get_object_element (answers, i));
    }

  for (guint i = 0; !is_same && i < tree->lines->len; i++)
    g_printerr ("#   %s\n", (const char *) g_ptr_array_index (tree->lines, i));

  return is_same;
}

guint
agreement_count_differences (guint n_trees, guint32 seed, guint *n_plans)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (Oracle) oracle = oracle_new ("alembic-oracle.py");
  guint n_compared = 0;
  guint n_differences = 0;

  for (guint i = 0; i < n_trees; i++)
    n_differences += !compare_tree (oracle, rand, &n_compared);
  if (n_plans != NULL)
    *n_plans = n_compared;

  return n_differences;
}

#include "config.h"

#include <glib/gi18n-lib.h>
#include <sys/stat.h>

#include "core/base/finding.h"
#include "core/base/json.h"
#include "core/plan/id-set.h"
#include "core/plan/risks.h"
#include "core/plan/step-source.h"
#include "core/revisions/revision-range.h"

#include "core/plan/plan.h"

struct _LimbeckPlan
{
  GObject          parent;
  LimbeckDirection direction;
  char            *target;
  GStrv            from;
  GStrv            arguments;
  GPtrArray       *steps;
  GPtrArray       *rows;
  GPtrArray       *risks;
  GPtrArray       *findings;
  char            *token;
};

G_DEFINE_FINAL_TYPE (LimbeckPlan, limbeck_plan, G_TYPE_OBJECT)

static void
limbeck_plan_finalize (GObject *object)
{
  LimbeckPlan *self = LIMBECK_PLAN (object);

  g_free (self->target);
  g_strfreev (self->from);
  g_strfreev (self->arguments);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->risks);
  g_ptr_array_unref (self->findings);
  g_free (self->token);

  G_OBJECT_CLASS (limbeck_plan_parent_class)->finalize (object);
}

static void
limbeck_plan_class_init (LimbeckPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_plan_finalize;
}

static void
limbeck_plan_init (LimbeckPlan *self)
{
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->risks = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_risk_free);
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static char **
dup_sorted (const char *const *rows)
{
  char **sorted = g_strdupv ((char **) rows);

  qsort (sorted, g_strv_length (sorted), sizeof (char *), compare_strings);

  return sorted;
}

static const char *const *
get_last_rows (LimbeckPlan *self)
{
  return g_ptr_array_index (self->rows, self->rows->len - 1);
}

/* Adds the steps of one Alembic command, and the rows after each. */
static void
add_steps (LimbeckPlan *self, LimbeckRevisionGraph *graph, GPtrArray *steps)
{
  const gboolean is_upgrade = self->direction == LIMBECK_DIRECTION_UPGRADE;
  g_autoptr (GPtrArray)
      rows = limbeck_revision_range_rows_of_steps (graph, get_last_rows (self), steps, is_upgrade);

  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (self->steps, g_object_ref (g_ptr_array_index (steps, i)));
  g_ptr_array_extend_and_steal (self->rows, g_steal_pointer (&rows));
}

/* Whether @ids are exactly what `alembic upgrade heads` goes to. */
static gboolean
are_all_heads (LimbeckRevisionGraph *graph, char **ids)
{
  GPtrArray *heads = limbeck_revision_graph_get_real_heads (graph);

  if (g_strv_length (ids) != heads->len)
    return FALSE;
  for (guint i = 0; i < heads->len; i++)
    if (!g_strv_contains ((const char *const *) ids,
                          limbeck_revision_get_id (g_ptr_array_index (heads, i))))
      return FALSE;

  return TRUE;
}

/* Several targets that are not all heads: Alembic takes one for each command, so the steps are those of the commands one
 * after another. */
static gboolean
plan_each_target (LimbeckPlan *self, LimbeckRevisionGraph *graph, char **ids, GError **error)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GPtrArray)
          steps = limbeck_revision_range_upgrade (graph, get_last_rows (self), ids[i], NULL, error);

      if (steps == NULL)
        return FALSE;
      if (steps->len > 0)
        g_strv_builder_add (arguments, ids[i]);
      add_steps (self, graph, steps);
    }
  self->arguments = g_strv_builder_end (arguments);

  return TRUE;
}

static gboolean
plan_upgrade (LimbeckPlan *self, LimbeckRevisionGraph *graph, GError **error)
{
  g_auto (GStrv) resolved = NULL;
  g_autoptr (GPtrArray) steps = limbeck_revision_range_upgrade (
      graph, (const char *const *) self->from, self->target, &resolved, error);

  if (steps == NULL)
    return FALSE;

  if (g_strv_length (resolved) > 1 && !are_all_heads (graph, resolved))
    return plan_each_target (self, graph, resolved, error);

  if (steps->len == 0)
    self->arguments = g_new0 (char *, 1);
  else if (g_str_equal (self->target, "heads") || g_strv_length (resolved) > 1)
    self->arguments = g_strsplit ("heads", ",", 1);
  else
    self->arguments = g_steal_pointer (&resolved);
  add_steps (self, graph, steps);

  return TRUE;
}

static gboolean
plan_downgrade (LimbeckPlan *self, LimbeckRevisionGraph *graph, GError **error)
{
  g_autofree char *resolved = NULL;
  g_autoptr (GPtrArray) steps = limbeck_revision_range_downgrade (
      graph, (const char *const *) self->from, self->target, &resolved, error);

  if (steps == NULL)
    return FALSE;

  self->arguments = g_new0 (char *, 2);
  if (steps->len > 0)
    self->arguments[0] = g_steal_pointer (&resolved);
  add_steps (self, graph, steps);

  return TRUE;
}

/* What stands for the contents of a file that can't be read as text, for example a `.pyc`: a changed file shows all the same. */
static char *
dup_stamp (const char *path)
{
  struct stat st;

  if (path == NULL || stat (path, &st) != 0)
    return g_strdup ("unreadable");

  return g_strdup_printf ("unread %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld",
                          (gint64) st.st_size,
                          (gint64) st.st_mtim.tv_sec,
                          st.st_mtim.tv_nsec);
}

static void
add_hashed (GChecksum *checksum, const char *text)
{
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
}

static void
hash_rows (GChecksum *checksum, const char *const *rows)
{
  for (gsize i = 0; rows[i] != NULL; i++)
    add_hashed (checksum, rows[i]);
  add_hashed (checksum, "");
}

/* A step whose function is not there fails before anything runs: Alembic looks all of them up when it makes its own plan. */
static void
look_for_blocker (LimbeckPlan *self, LimbeckRevision *revision, LimbeckStepSource *source)
{
  const char         *name = limbeck_direction_to_string (self->direction);
  const char         *path = limbeck_revision_get_path (revision);
  LimbeckStepFunction function = limbeck_step_source_judge (source, name);
  const char         *remedy = NULL;
  g_autofree char    *title = NULL;

  if (function == LIMBECK_STEP_FUNCTION_MISSING)
    title = g_strdup_printf (
        /* Translators: the first %s is a revision id, the second the name of a Python function. */
        _ ("Revision “%s” has no function %s()."),
        limbeck_revision_get_id (revision),
        name);
  else if (function == LIMBECK_STEP_FUNCTION_RAISES)
    title = g_strdup_printf (
        /* Translators: the first %s is a revision id, the second the name of a Python function. */
        _ ("Revision “%s” refuses to run: its %s() only raises an error."),
        limbeck_revision_get_id (revision),
        name);
  else
    return;

  if (self->direction == LIMBECK_DIRECTION_DOWNGRADE)
    remedy = _ (
        "Choose a revision above it, write its downgrade(), or restore a backup from before it.");
  else
    remedy = _ ("Write its upgrade(), or take the revision out of the way.");
  g_ptr_array_add (
      self->findings,
      limbeck_finding_new ("step-not-written", LIMBECK_SEVERITY_BLOCKER, title, path, remedy));
}

static void
look_at_files (LimbeckPlan *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_auto (GStrv) from = dup_sorted ((const char *const *) self->from);

  add_hashed (checksum, limbeck_direction_to_string (self->direction));
  hash_rows (checksum, (const char *const *) self->arguments);
  hash_rows (checksum, (const char *const *) from);

  for (guint i = 0; i < self->steps->len; i++)
    {
      LimbeckRevision *revision = g_ptr_array_index (self->steps, i);
      const char      *id = limbeck_revision_get_id (revision);
      const char      *path = limbeck_revision_get_path (revision);
      g_autoptr (LimbeckStepSource) source = limbeck_step_source_read (path, NULL);
      g_autofree char *stamp = source == NULL ? dup_stamp (path) : NULL;

      add_hashed (checksum, id);
      add_hashed (checksum, source ? limbeck_step_source_get_sha256 (source) : stamp);
      limbeck_risks_collect (id, source, self->direction, self->risks);
      if (source != NULL)
        look_for_blocker (self, revision, source);
    }
  self->token = g_strdup (g_checksum_get_string (checksum));
}

LimbeckPlan *
limbeck_plan_new (LimbeckRevisionGraph *graph,
                  const char *const    *rows,
                  LimbeckDirection      direction,
                  const char           *target,
                  GError              **error)
{
  g_autoptr (LimbeckPlan) self = NULL;
  gboolean is_planned = FALSE;

  g_return_val_if_fail (LIMBECK_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (rows != NULL && target != NULL, NULL);

  self = g_object_new (LIMBECK_TYPE_PLAN, NULL);
  self->direction = direction;
  self->target = g_strdup (target);
  self->from = g_strdupv ((char **) rows);
  g_ptr_array_add (self->rows, dup_sorted (rows));

  is_planned = direction == LIMBECK_DIRECTION_UPGRADE ? plan_upgrade (self, graph, error)
                                                      : plan_downgrade (self, graph, error);
  if (!is_planned)
    return NULL;
  look_at_files (self);

  return g_steal_pointer (&self);
}

LimbeckDirection
limbeck_plan_get_direction (LimbeckPlan *self)
{
  g_return_val_if_fail (LIMBECK_IS_PLAN (self), LIMBECK_DIRECTION_UPGRADE);

  return self->direction;
}

const char *
limbeck_plan_get_target (LimbeckPlan *self)
{
  g_return_val_if_fail (LIMBECK_IS_PLAN (self), NULL);

  return self->target;
}

const char *const *
limbeck_plan_get_arguments (LimbeckPlan *self)
{
  g_return_val_if_fail (LIMBECK_IS_PLAN (self), NULL);

  return (const char *const *) self->arguments;
}

const char *const *
limbeck_plan_get_from (LimbeckPlan *self)
{
  g_return_val_if_fail (LIMBECK_IS_PLAN (self), NULL);

  return (const char *const *) self->from;
}

const char *const *
limbeck_plan_get_to (LimbeckPlan *self)
{
  g_return_val_if_fail (LIMBECK_IS_PLAN (self), NULL);

  return get_last_rows (self);
}

const char *const *
limbeck_plan_get_rows_after (LimbeckPlan *self, guint n_steps)
{
  g_return_val_if_fail (LIMBECK_IS_PLAN (self) && n_steps < self->rows->len, NULL);

  return g_ptr_array_index (self->rows, n_steps);
}

int
limbeck_plan_count_steps_done (LimbeckPlan *self, const char *const *rows)
{
  g_return_val_if_fail (LIMBECK_IS_PLAN (self) && rows != NULL, -1);

  for (guint i = 0; i < self->rows->len; i++)
    if (limbeck_id_set_equal (rows, g_ptr_array_index (self->rows, i)))
      return (int) i;

  return -1;
}

GPtrArray *
limbeck_plan_get_steps (LimbeckPlan *self)
{
  g_return_val_if_fail (LIMBECK_IS_PLAN (self), NULL);

  return self->steps;
}

GPtrArray *
limbeck_plan_get_risks (LimbeckPlan *self)
{
  g_return_val_if_fail (LIMBECK_IS_PLAN (self), NULL);

  return self->risks;
}

gboolean
limbeck_plan_has_risk (LimbeckPlan *self, const char *id)
{
  g_return_val_if_fail (LIMBECK_IS_PLAN (self) && id != NULL, FALSE);

  for (guint i = 0; i < self->risks->len; i++)
    if (g_str_equal (((LimbeckRisk *) g_ptr_array_index (self->risks, i))->id, id))
      return TRUE;

  return FALSE;
}

GPtrArray *
limbeck_plan_get_findings (LimbeckPlan *self)
{
  g_return_val_if_fail (LIMBECK_IS_PLAN (self), NULL);

  return self->findings;
}

const char *
limbeck_plan_get_token (LimbeckPlan *self)
{
  g_return_val_if_fail (LIMBECK_IS_PLAN (self), NULL);

  return self->token;
}

static void
write_steps (LimbeckPlan *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->steps->len; i++)
    {
      LimbeckRevision *step = g_ptr_array_index (self->steps, i);

      json_builder_begin_object (builder);
      limbeck_json_add_string (builder, "revision", limbeck_revision_get_id (step));
      limbeck_json_add_string (builder, "message", limbeck_revision_get_message (step));
      limbeck_json_add_string (builder, "path", limbeck_revision_get_path (step));
      limbeck_json_add_strv (builder, "rows_after", limbeck_plan_get_rows_after (self, i + 1));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_risks (LimbeckPlan *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "risks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->risks->len; i++)
    {
      const LimbeckRisk *risk = g_ptr_array_index (self->risks, i);

      json_builder_begin_object (builder);
      limbeck_json_add_string (builder, "id", risk->id);
      limbeck_json_add_string (builder, "revision", risk->revision);
      limbeck_json_add_string (builder, "text", risk->text);
      limbeck_json_add_string (builder, "excerpt", risk->excerpt);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
limbeck_plan_write (LimbeckPlan *self, JsonBuilder *builder)
{
  g_return_if_fail (LIMBECK_IS_PLAN (self) && JSON_IS_BUILDER (builder));

  limbeck_json_add_string (builder, "direction", limbeck_direction_to_string (self->direction));
  limbeck_json_add_string (builder, "target", self->target);
  limbeck_json_add_strv (builder, "from", (const char *const *) self->from);
  limbeck_json_add_strv (builder, "to", get_last_rows (self));
  write_steps (self, builder);
  write_risks (self, builder);
  limbeck_json_add_string (builder, "token", self->token);
}

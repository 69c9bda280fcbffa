#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/run/leftovers.h"
#include "core/run/verdict-text.h"

#include "core/run/verdict.h"

struct _LimbeckVerdict
{
  GObject        parent;
  LimbeckOutcome outcome;
  LimbeckEnding  ending;
  int            exit_status;
  int            n_steps_done;
  gboolean       is_after_known;
  char          *title;
  char          *detail;
  char          *remedy;
  GStrv          before;
  GStrv          after;
  GStrv          left_behind;
  char          *output_path;
  gint64         duration_us;
};

G_DEFINE_FINAL_TYPE (LimbeckVerdict, limbeck_verdict, G_TYPE_OBJECT)

const char *
limbeck_outcome_to_string (LimbeckOutcome outcome)
{
  switch (outcome)
    {
    case LIMBECK_OUTCOME_SUCCEEDED:
      return "succeeded";
    case LIMBECK_OUTCOME_NOTHING_TO_DO:
      return "nothing-to-do";
    case LIMBECK_OUTCOME_ROLLED_BACK:
      return "rolled-back";
    case LIMBECK_OUTCOME_PARTIAL:
      return "partial";
    case LIMBECK_OUTCOME_PARTIAL_UNTRACKED:
      return "partial-untracked";
    case LIMBECK_OUTCOME_STILL_RUNNING:
      return "still-running";
    case LIMBECK_OUTCOME_UNKNOWN:
    default:
      return "unknown";
    }
}

const char *
limbeck_ending_to_string (LimbeckEnding ending)
{
  switch (ending)
    {
    case LIMBECK_ENDING_CANCELLED:
      return "cancelled";
    case LIMBECK_ENDING_TIMED_OUT:
      return "timed-out";
    case LIMBECK_ENDING_NOT_STARTED:
      return "not-started";
    case LIMBECK_ENDING_UNSEEN:
      return "unseen";
    case LIMBECK_ENDING_EXITED:
    default:
      return "exited";
    }
}

static void
limbeck_verdict_finalize (GObject *object)
{
  LimbeckVerdict *self = LIMBECK_VERDICT (object);

  g_free (self->title);
  g_free (self->detail);
  g_free (self->remedy);
  g_strfreev (self->before);
  g_strfreev (self->after);
  g_strfreev (self->left_behind);
  g_free (self->output_path);

  G_OBJECT_CLASS (limbeck_verdict_parent_class)->finalize (object);
}

static void
limbeck_verdict_class_init (LimbeckVerdictClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = limbeck_verdict_finalize;
}

static void
limbeck_verdict_init (LimbeckVerdict *self)
{
}

static gboolean
is_listed (const char *const *strings)
{
  return strings != NULL && strings[0] != NULL;
}

static LimbeckOutcome
judge (const LimbeckEvidence *evidence, int n_done, const char *const *left_behind)
{
  const int n_steps = (int) limbeck_plan_get_steps (evidence->plan)->len;

  if (is_listed (evidence->sessions))
    return LIMBECK_OUTCOME_STILL_RUNNING;
  if (evidence->after == NULL)
    return LIMBECK_OUTCOME_UNKNOWN;
  if (n_steps == 0)
    return LIMBECK_OUTCOME_NOTHING_TO_DO;
  if (n_done == n_steps)
    return LIMBECK_OUTCOME_SUCCEEDED;
  if (n_done < 0 || is_listed (left_behind))
    return LIMBECK_OUTCOME_PARTIAL_UNTRACKED;
  if (n_done > 0)
    return LIMBECK_OUTCOME_PARTIAL;

  /* The rows are the old ones, but without a look at the catalog nobody can say that nothing has happened. */
  return evidence->changes != NULL ? LIMBECK_OUTCOME_ROLLED_BACK : LIMBECK_OUTCOME_UNKNOWN;
}

/* "public.ix_a" is not mentioned by a line about "public.ix_ab". */
static gboolean
is_about (const char *line, const char *name)
{
  const gsize length = strlen (name);

  for (const char *at = strstr (line, name); at != NULL; at = strstr (at + 1, name))
    if (at > line && at[-1] == ' ' && strchr (" :", at[length]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_mentioned (char **lines, const char *name)
{
  for (gsize i = 0; lines[i] != NULL; i++)
    if (is_about (lines[i], name))
      return TRUE;

  return FALSE;
}

/* The comparison leaves out an index of a table that is new itself; one that is not valid has to be named all the same. */
static char **
add_invalid_index (char **lines, const char *index)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  g_autofree char *line = NULL;

  if (index == NULL || is_mentioned (lines, index))
    return lines;

  builder = g_strv_builder_new ();
  /* Translators: %s is the name of an index. */
  line = g_strdup_printf (_ ("added: index %s (invalid)"), index);
  g_strv_builder_addv (builder, (const char **) lines);
  g_strv_builder_add (builder, line);
  g_strfreev (lines);

  return g_strv_builder_end (builder);
}

static char **
select_left_behind (const LimbeckEvidence *evidence, int n_done)
{
  const guint n_steps = limbeck_plan_get_steps (evidence->plan)->len;
  char      **lines = NULL;

  if (n_done >= 0 && (guint) n_done == n_steps)
    return g_new0 (char *, 1);
  if (evidence->changes == NULL)
    lines = g_new0 (char *, 1);
  else if (n_done < 0)
    lines = g_strdupv ((char **) evidence->changes);
  else
    lines = limbeck_leftovers_select (evidence->plan, (guint) n_done, evidence->changes);

  return add_invalid_index (lines, evidence->invalid_index);
}

LimbeckVerdict *
limbeck_verdict_new (const LimbeckEvidence *evidence)
{
  LimbeckVerdict *self = NULL;

  g_return_val_if_fail (evidence != NULL && LIMBECK_IS_PLAN (evidence->plan), NULL);
  g_return_val_if_fail (evidence->database != NULL && evidence->before != NULL, NULL);

  self = g_object_new (LIMBECK_TYPE_VERDICT, NULL);
  self->ending = evidence->ending;
  self->exit_status = evidence->exit_status;
  self->output_path = g_strdup (evidence->output_path);
  self->duration_us = evidence->duration_us;
  self->before = g_strdupv ((char **) evidence->before);
  self->is_after_known = evidence->after != NULL;
  self->after = evidence->after ? g_strdupv ((char **) evidence->after) : g_new0 (char *, 1);
  self->n_steps_done = evidence->after
                           ? limbeck_plan_count_steps_done (evidence->plan, evidence->after)
                           : -1;
  self->left_behind = select_left_behind (evidence, self->n_steps_done);
  self->outcome = judge (evidence, self->n_steps_done, (const char *const *) self->left_behind);
  self->title = limbeck_verdict_text_dup_title (evidence, self->outcome, self->n_steps_done);
  self->detail = limbeck_verdict_text_dup_detail (evidence, self->outcome, self->n_steps_done);
  self->remedy = limbeck_verdict_text_dup_remedy (
      evidence, self->outcome, self->n_steps_done, (const char *const *) self->left_behind);

  return self;
}

LimbeckOutcome
limbeck_verdict_get_outcome (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), LIMBECK_OUTCOME_UNKNOWN);

  return self->outcome;
}

LimbeckEnding
limbeck_verdict_get_ending (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), LIMBECK_ENDING_EXITED);

  return self->ending;
}

int
limbeck_verdict_get_exit_status (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), -1);

  return self->exit_status;
}

int
limbeck_verdict_get_n_steps_done (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), -1);

  return self->n_steps_done;
}

const char *
limbeck_verdict_get_title (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), NULL);

  return self->title;
}

const char *
limbeck_verdict_get_detail (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), NULL);

  return self->detail;
}

const char *
limbeck_verdict_get_remedy (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), NULL);

  return self->remedy;
}

const char *const *
limbeck_verdict_get_before (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), NULL);

  return (const char *const *) self->before;
}

const char *const *
limbeck_verdict_get_after (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), NULL);

  return (const char *const *) self->after;
}

const char *const *
limbeck_verdict_get_left_behind (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), NULL);

  return (const char *const *) self->left_behind;
}

const char *
limbeck_verdict_get_output_path (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), NULL);

  return self->output_path;
}

gint64
limbeck_verdict_get_duration_us (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), 0);

  return self->duration_us;
}

int
limbeck_verdict_get_status (LimbeckVerdict *self)
{
  g_return_val_if_fail (LIMBECK_IS_VERDICT (self), 6);

  switch (self->outcome)
    {
    case LIMBECK_OUTCOME_SUCCEEDED:
    case LIMBECK_OUTCOME_NOTHING_TO_DO:
      return 0;
    case LIMBECK_OUTCOME_ROLLED_BACK:
      /* What it did, it did elsewhere. */
      if (self->ending == LIMBECK_ENDING_UNSEEN)
        return 6;
      return self->ending == LIMBECK_ENDING_CANCELLED || self->ending == LIMBECK_ENDING_TIMED_OUT
                 ? 5
                 : 1;
    case LIMBECK_OUTCOME_PARTIAL:
    case LIMBECK_OUTCOME_PARTIAL_UNTRACKED:
    case LIMBECK_OUTCOME_STILL_RUNNING:
    case LIMBECK_OUTCOME_UNKNOWN:
    default:
      return 6;
    }
}

void
limbeck_verdict_write (LimbeckVerdict *self, JsonBuilder *builder)
{
  g_return_if_fail (LIMBECK_IS_VERDICT (self) && JSON_IS_BUILDER (builder));

  json_builder_begin_object (builder);
  limbeck_json_add_string (builder, "outcome", limbeck_outcome_to_string (self->outcome));
  limbeck_json_add_strv (builder, "before", (const char *const *) self->before);
  if (self->is_after_known)
    limbeck_json_add_strv (builder, "after", (const char *const *) self->after);
  else
    limbeck_json_add_string (builder, "after", NULL);
  limbeck_json_add_strv (builder, "left_behind", (const char *const *) self->left_behind);
  limbeck_json_add_string (builder, "remedy", self->remedy);
  limbeck_json_add_string (builder, "ending", limbeck_ending_to_string (self->ending));
  limbeck_json_add_int (builder, "exit_status", self->exit_status);
  limbeck_json_add_string (builder, "title", self->title);
  limbeck_json_add_string (builder, "detail", self->detail);
  limbeck_json_add_string (builder, "output", self->output_path);
  json_builder_end_object (builder);
}

/* What the checks ask the server. */

#include "config.h"

#include "core/checks/check-list.h"
#include "core/checks/facts-private.h"
#include "core/database/questions.h"

/* Each question has this long, and a slow one must not make a person wait for all of them one after the other. */
#define QUESTION_TIMEOUT_MS 4000
#define TIMEOUT_MS 12000

/* A server that ends a statement itself says so with a code. */
gboolean
limbeck_facts_is_silence (const GError *error)
{
  return g_error_matches (error, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_LOST) ||
         (g_error_matches (error, LIMBECK_DATABASE_ERROR, LIMBECK_DATABASE_ERROR_TIMED_OUT) &&
          limbeck_database_error_get_sqlstate (error) == NULL);
}

/* Each check that asks something itself would wait for its own time limit. */
static gboolean
has_fallen_silent (GPtrArray *answers)
{
  for (guint i = 0; i < answers->len; i++)
    if (limbeck_facts_is_silence (
            ((LimbeckQuestionAnswer *) g_ptr_array_index (answers, i))->error))
      return TRUE;

  return FALSE;
}

void
limbeck_facts_ask_server (LimbeckFacts *self, GCancellable *cancellable)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) answers = NULL;
  g_auto (GStrv) questions = NULL;
  const char *const names[] = { "{table}", "{schema}", NULL };
  const char *const values[] = { self->version_table, self->version_schema };

  for (const LimbeckCheck *check = limbeck_check_list; check->func != NULL; check++)
    {
      g_autofree char *question = check->sql ? limbeck_questions_dup_filled (
                                                   self->connection, check->sql, names, values)
                                             : NULL;

      if (question == NULL)
        continue;
      g_strv_builder_add (builder, question);
      g_ptr_array_add (ids, (char *) check->id);
    }

  questions = g_strv_builder_end (builder);
  answers = limbeck_questions_ask (self->connection,
                                   (const char *const *) questions,
                                   QUESTION_TIMEOUT_MS,
                                   TIMEOUT_MS,
                                   cancellable);
  if (has_fallen_silent (answers))
    g_clear_object (&self->connection);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  self->answers = g_hash_table_new_full (
      g_str_hash, g_str_equal, NULL, (GDestroyNotify) limbeck_question_answer_free);
  for (guint i = 0; i < answers->len; i++)
    g_hash_table_insert (self->answers, ids->pdata[i], g_steal_pointer (&answers->pdata[i]));
}

const LimbeckRows *
limbeck_facts_get_rows (const LimbeckFacts *self, const char *id)
{
  const LimbeckQuestionAnswer *answer = self->answers ? g_hash_table_lookup (self->answers, id)
                                                      : NULL;

  return answer ? answer->rows : NULL;
}

const GError *
limbeck_facts_get_answer_error (const LimbeckFacts *self, const char *id)
{
  const LimbeckQuestionAnswer *answer = self->answers ? g_hash_table_lookup (self->answers, id)
                                                      : NULL;

  return answer ? answer->error : NULL;
}

gint64
limbeck_facts_get_unaccounted_bytes (const LimbeckFacts *self, gint64 accounted)
{
  gint64 size = self->state ? limbeck_database_state_get_size_bytes (self->state) : -1;

  return MAX (size - accounted, 0);
}

#include "config.h"

#include <string.h>

#include "core/database/connection-private.h"

#include "core/database/questions.h"

/* Statements of the script that come before the first question. */
#define N_SETTINGS 3

void
limbeck_question_answer_free (LimbeckQuestionAnswer *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->rows, limbeck_rows_free);
  g_clear_error (&self->error);
  g_free (self);
}

/* The timeouts count for each statement of a script, from PostgreSQL 13 on; before, for all of them together. */
static char *
build_script (const char *const *questions, GPtrArray *answers, guint statement_timeout_ms)
{
  GString *script = g_string_new ("SET LOCAL transaction_read_only = on;");

  g_string_append_printf (script,
                          " SET LOCAL statement_timeout = %u; SET LOCAL lock_timeout = %u;",
                          statement_timeout_ms,
                          statement_timeout_ms / 2);
  for (guint i = 0; i < answers->len; i++)
    {
      const LimbeckQuestionAnswer *answer = g_ptr_array_index (answers, i);

      if (answer->rows == NULL && answer->error == NULL)
        g_string_append_printf (script, " %s;", questions[i]);
    }

  return g_string_free (script, FALSE);
}

/* Hands what was answered to those who have no answer yet. Returns the first who still has none. */
static LimbeckQuestionAnswer *
distribute (GPtrArray *answers, GPtrArray *rows)
{
  guint next = N_SETTINGS;

  for (guint i = 0; i < answers->len; i++)
    {
      LimbeckQuestionAnswer *answer = g_ptr_array_index (answers, i);

      if (answer->rows != NULL || answer->error != NULL)
        continue;
      if (next >= rows->len)
        return answer;
      answer->rows = g_steal_pointer (&rows->pdata[next++]);
    }

  return NULL;
}

/* Whether the server has refused one statement, and may answer the next. */
static gboolean
is_refusal (const GError *error, const GPtrArray *rows)
{
  return rows->len >= N_SETTINGS && error->domain == LIMBECK_DATABASE_ERROR &&
         limbeck_database_error_get_sqlstate (error) != NULL &&
         error->code != LIMBECK_DATABASE_ERROR_LOST;
}

static void
give_up (GPtrArray *answers, const GError *error)
{
  for (guint i = 0; i < answers->len; i++)
    {
      LimbeckQuestionAnswer *answer = g_ptr_array_index (answers, i);

      if (answer->rows == NULL && answer->error == NULL)
        answer->error = g_error_copy (error);
    }
}

GPtrArray *
limbeck_questions_ask (LimbeckConnection *connection,
                       const char *const *questions,
                       guint              statement_timeout_ms,
                       guint              timeout_ms,
                       GCancellable      *cancellable)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func (
      (GDestroyNotify) limbeck_question_answer_free);
  LimbeckQuestionAnswer *first = NULL;
  gint64                 deadline_us = limbeck_deadline_after (timeout_ms);

  g_return_val_if_fail (LIMBECK_IS_CONNECTION (connection), answers);
  g_return_val_if_fail (questions != NULL, answers);

  for (guint i = 0; questions[i] != NULL; i++)
    g_ptr_array_add (answers, g_new0 (LimbeckQuestionAnswer, 1));
  if (answers->len == 0)
    return answers;

  do
    {
      g_autoptr (GPtrArray)
          rows = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_rows_free);
      g_autofree char *script = build_script (questions, answers, statement_timeout_ms);
      g_autoptr (GError) error = NULL;
      gint64   left_ms = (deadline_us - g_get_monotonic_time ()) / 1000;
      gboolean is_done = limbeck_connection_run_script (
          connection, script, rows, (guint) CLAMP (left_ms, 1, G_MAXINT), cancellable, &error);

      first = distribute (answers, rows);
      if (is_done)
        break;
      if (first != NULL && is_refusal (error, rows))
        first->error = g_steal_pointer (&error);
      else
        {
          give_up (answers, error);
          break;
        }
    }
  while (first != NULL);

  return answers;
}

char *
limbeck_questions_dup_filled (LimbeckConnection *connection,
                              const char        *sql,
                              const char *const *names,
                              const char *const *values)
{
  g_autoptr (GString) filled = g_string_new (NULL);

  g_return_val_if_fail (LIMBECK_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (sql != NULL && names != NULL && values != NULL, NULL);

  while (*sql != '\0')
    {
      guint            i = 0;
      g_autofree char *literal = NULL;

      while (names[i] != NULL && !g_str_has_prefix (sql, names[i]))
        i++;
      if (names[i] == NULL)
        {
          g_string_append_c (filled, *sql++);
          continue;
        }
      literal = values[i] ? limbeck_connection_quote_literal (connection, values[i])
                          : g_strdup ("NULL");
      if (literal == NULL)
        return NULL;
      g_string_append (filled, literal);
      sql += strlen (names[i]);
    }

  return g_string_free (g_steal_pointer (&filled), FALSE);
}

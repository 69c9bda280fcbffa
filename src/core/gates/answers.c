#include "config.h"

#include "core/base/json.h"

#include "core/gates/gate.h"

struct _LimbeckAnswers
{
  LimbeckBackupAnswer backup_answer;
  LimbeckBackup      *backup;
  GPtrArray          *accepted;
  char               *confirmation;
  char               *reason;
};

const char *
limbeck_backup_answer_to_string (LimbeckBackupAnswer answer)
{
  switch (answer)
    {
    case LIMBECK_BACKUP_ANSWER_TAKE:
      return "take";
    case LIMBECK_BACKUP_ANSWER_RECENT:
      return "recent";
    case LIMBECK_BACKUP_ANSWER_OWN:
      return "own";
    case LIMBECK_BACKUP_ANSWER_NONE:
      return "none";
    case LIMBECK_BACKUP_ANSWER_UNANSWERED:
    default:
      return "unanswered";
    }
}

LimbeckAnswers *
limbeck_answers_new (void)
{
  LimbeckAnswers *self = g_new0 (LimbeckAnswers, 1);

  self->accepted = g_ptr_array_new_with_free_func (g_free);

  return self;
}

LimbeckAnswers *
limbeck_answers_copy (const LimbeckAnswers *self)
{
  LimbeckAnswers *copy = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  copy = limbeck_answers_new ();
  limbeck_answers_set_backup (copy, self->backup_answer, self->backup);
  for (guint i = 0; i < self->accepted->len; i++)
    limbeck_answers_accept (copy, g_ptr_array_index (self->accepted, i));
  limbeck_answers_set_confirmation (copy, self->confirmation);
  limbeck_answers_set_reason (copy, self->reason);

  return copy;
}

void
limbeck_answers_free (LimbeckAnswers *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->backup);
  g_clear_pointer (&self->accepted, g_ptr_array_unref);
  g_free (self->confirmation);
  g_free (self->reason);
  g_free (self);
}

void
limbeck_answers_set_backup (LimbeckAnswers *self, LimbeckBackupAnswer answer, LimbeckBackup *backup)
{
  g_return_if_fail (self != NULL);

  self->backup_answer = answer;
  g_set_object (&self->backup, backup);
}

void
limbeck_answers_accept (LimbeckAnswers *self, const char *id)
{
  g_return_if_fail (self != NULL && id != NULL);

  if (!limbeck_answers_has_accepted (self, id))
    g_ptr_array_add (self->accepted, g_strdup (id));
}

gboolean
limbeck_answers_has_accepted (const LimbeckAnswers *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, FALSE);

  return g_ptr_array_find_with_equal_func (self->accepted, id, g_str_equal, NULL);
}

void
limbeck_answers_set_confirmation (LimbeckAnswers *self, const char *name)
{
  g_autofree char *copy = g_strdup (name);

  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->confirmation, g_free);
  self->confirmation = g_steal_pointer (&copy);
}

const char *
limbeck_answers_get_confirmation (const LimbeckAnswers *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->confirmation;
}

void
limbeck_answers_set_reason (LimbeckAnswers *self, const char *reason)
{
  g_autofree char *copy = g_strdup (reason);

  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->reason, g_free);
  self->reason = g_steal_pointer (&copy);
}

LimbeckBackupAnswer
limbeck_answers_get_backup_answer (const LimbeckAnswers *self)
{
  g_return_val_if_fail (self != NULL, LIMBECK_BACKUP_ANSWER_UNANSWERED);

  return self->backup_answer;
}

LimbeckBackup *
limbeck_answers_get_backup (const LimbeckAnswers *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->backup;
}

const char *
limbeck_answers_get_reason (const LimbeckAnswers *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reason;
}

void
limbeck_answers_write (const LimbeckAnswers *self, JsonBuilder *builder)
{
  g_return_if_fail (self != NULL && JSON_IS_BUILDER (builder));

  json_builder_begin_object (builder);
  limbeck_json_add_string (
      builder, "backup", limbeck_backup_answer_to_string (self->backup_answer));
  limbeck_json_add_string (
      builder, "backup_path", self->backup ? limbeck_backup_get_path (self->backup) : NULL);
  json_builder_set_member_name (builder, "accepted");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->accepted->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (self->accepted, i));
  json_builder_end_array (builder);
  limbeck_json_add_string (builder, "confirmation", self->confirmation);
  limbeck_json_add_string (builder, "reason", self->reason);
  json_builder_end_object (builder);
}

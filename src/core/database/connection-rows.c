#include "config.h"

#include "core/database/connection-private.h"

struct _LimbeckRows
{
  PGresult *result;
  /* (nullable): cells that are not UTF-8 (a database in SQL_ASCII holds anything), made valid */
  GHashTable *repaired;
};

LimbeckRows *
limbeck_rows_new (PGresult *result)
{
  LimbeckRows *self = g_new0 (LimbeckRows, 1);

  self->result = result;

  return self;
}

guint
limbeck_rows_get_n_rows (const LimbeckRows *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint) PQntuples (self->result);
}

gboolean
limbeck_rows_is_null (const LimbeckRows *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL, TRUE);
  g_return_val_if_fail (row < (guint) PQntuples (self->result), TRUE);
  g_return_val_if_fail (column < (guint) PQnfields (self->result), TRUE);

  return PQgetisnull (self->result, (int) row, (int) column);
}

static const char *
repair (LimbeckRows *self, const char *value)
{
  char *repaired;

  if (self->repaired == NULL)
    self->repaired = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  repaired = g_hash_table_lookup (self->repaired, value);
  if (repaired == NULL)
    {
      repaired = g_utf8_make_valid (value, -1);
      g_hash_table_insert (self->repaired, (gpointer) value, repaired);
    }

  return repaired;
}

gboolean
limbeck_rows_is_true (const LimbeckRows *self, guint row, guint column)
{
  return g_strcmp0 (limbeck_rows_get (self, row, column), "t") == 0;
}

const char *
limbeck_rows_get (const LimbeckRows *self, guint row, guint column)
{
  const char *value;

  if (limbeck_rows_is_null (self, row, column))
    return NULL;
  value = PQgetvalue (self->result, (int) row, (int) column);

  return g_utf8_validate (value, -1, NULL) ? value : repair ((LimbeckRows *) self, value);
}

void
limbeck_rows_free (LimbeckRows *self)
{
  if (self == NULL)
    return;

  PQclear (self->result);
  g_clear_pointer (&self->repaired, g_hash_table_unref);
  g_free (self);
}

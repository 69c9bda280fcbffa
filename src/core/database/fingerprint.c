#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/database/connection-error.h"
#include "core/database/connection-private.h"
#include "core/database/fingerprint-sql.h"

#include "core/database/fingerprint.h"

/* Definitions longer than this are not shown in a line about a change. */
#define SHOWN_LENGTH 70

/* The columns of the query. */
enum
{
  KIND,
  PARENT,
  NAME,
  NOTE,
  DEFINITION,
  REST,
};

typedef struct
{
  char *key;
  char *kind;
  char *parent;
  char *name;
  char *note;
  char *definition;
  char *rest;
} Entry;

struct _LimbeckFingerprint
{
  /* Sorted by key. */
  GPtrArray  *entries;
  GHashTable *entries_by_key;
  char       *hash;
};

static const struct
{
  const char *id;
  const char *word;
} words[] = {
  { "table", N_ ("table") },
  { "view", N_ ("view") },
  { "materialized-view", N_ ("materialized view") },
  { "sequence", N_ ("sequence") },
  { "composite-type", N_ ("composite type") },
  { "foreign-table", N_ ("foreign table") },
  { "column", N_ ("column") },
  { "constraint", N_ ("constraint") },
  { "index", N_ ("index") },
  { "trigger", N_ ("trigger") },
  { "constraint-triggers", N_ ("triggers of constraints on") },
  { "rule", N_ ("rule") },
  { "policy", N_ ("policy") },
  { "schema", N_ ("schema") },
  { "aggregate", N_ ("aggregate") },
  { "procedure", N_ ("procedure") },
  { "function", N_ ("function") },
  { "enum", N_ ("enumeration") },
  { "domain", N_ ("domain") },
  { "range-type", N_ ("range type") },
  { "type", N_ ("type") },
  { "extension", N_ ("extension") },
  { "statistics", N_ ("statistics object") },
  { "event-trigger", N_ ("event trigger") },
  { "publication", N_ ("publication") },
  { "publication-schema", N_ ("schema in a publication") },
  { "subscription", N_ ("subscription") },
  { "default-privileges", N_ ("default privileges") },
  { "cast", N_ ("cast") },
  { "operator", N_ ("operator") },
  { "operator-class", N_ ("operator class") },
  { "collation", N_ ("collation") },
  { "text-search", N_ ("text search") },
  { "foreign-data-wrapper", N_ ("foreign-data wrapper") },
  { "foreign-server", N_ ("foreign server") },
  { "user-mapping", N_ ("user mapping") },
  { "language", N_ ("language") },
  { "database", N_ ("database") },
  { "comment", N_ ("comment on") },
  { "security-label", N_ ("security label on") },
  { "invalid", N_ ("invalid") },
  { "not-valid", N_ ("not validated") },
  { "disabled", N_ ("disabled") },
  { "not-populated", N_ ("not populated") },
  { "default", N_ ("default") },
};

static const char *
translate (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].id, id))
      return _ (words[i].word);

  return id;
}

static void
entry_free (Entry *self)
{
  g_free (self->key);
  g_free (self->kind);
  g_free (self->parent);
  g_free (self->name);
  g_free (self->note);
  g_free (self->definition);
  g_free (self->rest);
  g_free (self);
}

static Entry *
entry_new (const LimbeckRows *rows, guint row)
{
  Entry *self = g_new0 (Entry, 1);

  self->kind = g_strdup (limbeck_rows_get (rows, row, KIND));
  self->parent = g_strdup (limbeck_rows_get (rows, row, PARENT));
  self->name = g_strdup (limbeck_rows_get (rows, row, NAME));
  self->note = g_strdup (limbeck_rows_get (rows, row, NOTE));
  self->definition = g_strdup (limbeck_rows_get (rows, row, DEFINITION));
  self->rest = g_strdup (limbeck_rows_get (rows, row, REST));
  self->key = g_strdup_printf ("%s %s", self->kind, self->name);

  return self;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = *(const Entry *const *) a;
  const Entry *second = *(const Entry *const *) b;

  return strcmp (first->key, second->key);
}

/* With the lengths in between, so that no two different catalogs give the same bytes. */
static void
hash_field (GChecksum *checksum, const char *field)
{
  gsize            length = strlen (field);
  g_autofree char *prefix = g_strdup_printf ("%" G_GSIZE_FORMAT ":", length);

  g_checksum_update (checksum, (const guchar *) prefix, (gssize) strlen (prefix));
  g_checksum_update (checksum, (const guchar *) field, (gssize) length);
}

static LimbeckFingerprint *
fingerprint_new (const LimbeckRows *rows)
{
  LimbeckFingerprint *self = g_new0 (LimbeckFingerprint, 1);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  self->entries_by_key = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < limbeck_rows_get_n_rows (rows); i++)
    g_ptr_array_add (self->entries, entry_new (rows, i));
  g_ptr_array_sort (self->entries, compare_entries);
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      g_hash_table_insert (self->entries_by_key, entry->key, entry);
      hash_field (checksum, entry->key);
      hash_field (checksum, entry->note);
      hash_field (checksum, entry->definition);
      hash_field (checksum, entry->rest);
    }
  self->hash = g_strdup (g_checksum_get_string (checksum));

  return self;
}

LimbeckFingerprint *
limbeck_fingerprint_take (LimbeckConnection *connection,
                          const char        *ignore_table,
                          guint              timeout_ms,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_autofree char *literal = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *script = NULL;
  g_autoptr (GPtrArray)
      answers = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_rows_free);

  g_return_val_if_fail (LIMBECK_IS_CONNECTION (connection), NULL);

  literal = limbeck_connection_quote_literal (connection, ignore_table ? ignore_table : "");
  if (literal == NULL)
    {
      limbeck_database_error_set (error,
                                  LIMBECK_DATABASE_ERROR_QUERY,
                                  NULL,
                                  /* Translators: %s is the name of a table */
                                  _ ("The name of the version table “%s” is not valid text."),
                                  ignore_table);
      return NULL;
    }
  sql = limbeck_fingerprint_dup_sql (limbeck_connection_get_server_version (connection), literal);
  script = g_strconcat (limbeck_fingerprint_get_settings (), sql, NULL);
  if (!limbeck_connection_run_script (connection, script, answers, timeout_ms, cancellable, error))
    return NULL;

  return fingerprint_new (answers->pdata[answers->len - 1]);
}

const char *
limbeck_fingerprint_get_hash (LimbeckFingerprint *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->hash;
}

static gboolean
is_short (const char *definition)
{
  return *definition && g_utf8_strlen (definition, -1) <= SHOWN_LENGTH &&
         strchr (definition, '\n') == NULL;
}

/* "index public.ix_a (invalid)" */
static char *
describe (const Entry *entry)
{
  if (*entry->note)
    return g_strdup_printf (
        "%s %s (%s)", translate (entry->kind), entry->name, translate (entry->note));

  return g_strdup_printf ("%s %s", translate (entry->kind), entry->name);
}

static char *
describe_change (const Entry *before, const Entry *after)
{
  g_autofree char *what = describe (after);

  if (!g_str_equal (before->definition, after->definition))
    {
      if (is_short (before->definition) && is_short (after->definition))
        return g_strdup_printf ("%s: %s → %s", what, before->definition, after->definition);
      return g_steal_pointer (&what);
    }
  if (!g_str_equal (before->note, after->note))
    /* Translators: an object of the database, a word; part of “changed: index public.ix_a (was: invalid)” */
    return *after->note ? g_steal_pointer (&what)
                        : g_strdup_printf (_ ("%s (was: %s)"), what, translate (before->note));

  /* Translators: %s is an object of the database; part of “changed: table public.orders (…)” */
  return g_strdup_printf (_ ("%s (made again, or its owner, privileges or options)"), what);
}

/* A column of a table that has come or gone as a whole is not worth a line. */
static gboolean
goes_without_saying (const Entry *entry, LimbeckFingerprint *other)
{
  static const char *const kinds[] = { "table",          "view",          "materialized-view",
                                       "composite-type", "foreign-table", NULL };

  if (*entry->parent == '\0')
    return FALSE;
  for (gsize i = 0; kinds[i]; i++)
    {
      g_autofree char *key = g_strdup_printf ("%s %s", kinds[i], entry->parent);

      if (g_hash_table_contains (other->entries_by_key, key))
        return FALSE;
    }

  return TRUE;
}

char **
limbeck_fingerprint_compare (LimbeckFingerprint *before, LimbeckFingerprint *after)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  g_return_val_if_fail (before != NULL, NULL);
  g_return_val_if_fail (after != NULL, NULL);

  for (guint i = 0; i < after->entries->len; i++)
    {
      Entry           *entry = after->entries->pdata[i];
      Entry           *old = g_hash_table_lookup (before->entries_by_key, entry->key);
      g_autofree char *what = NULL;

      if (old == NULL && !goes_without_saying (entry, before))
        {
          what = describe (entry);
          /* Translators: %s is an object of the database: “added: index public.ix_a (invalid)” */
          g_ptr_array_add (lines, g_strdup_printf (_ ("added: %s"), what));
        }
      else if (old && (!g_str_equal (old->note, entry->note) ||
                       !g_str_equal (old->definition, entry->definition) ||
                       !g_str_equal (old->rest, entry->rest)))
        {
          what = describe_change (old, entry);
          /* Translators: %s is an object of the database */
          g_ptr_array_add (lines, g_strdup_printf (_ ("changed: %s"), what));
        }
    }
  for (guint i = 0; i < before->entries->len; i++)
    {
      Entry *entry = before->entries->pdata[i];

      if (!g_hash_table_contains (after->entries_by_key, entry->key) &&
          !goes_without_saying (entry, after))
        {
          g_autofree char *what = describe (entry);

          /* Translators: %s is an object of the database */
          g_ptr_array_add (lines, g_strdup_printf (_ ("removed: %s"), what));
        }
    }
  g_ptr_array_add (lines, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}

void
limbeck_fingerprint_free (LimbeckFingerprint *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->entries_by_key);
  g_ptr_array_unref (self->entries);
  g_free (self->hash);
  g_free (self);
}

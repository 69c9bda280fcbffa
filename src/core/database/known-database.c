#include "config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "core/database/known-database-file.h"

#include "core/database/known-database.h"

void
limbeck_known_database_free (LimbeckKnownDatabase *self)
{
  if (self == NULL)
    return;
  g_free (self->system_identifier);
  g_free (self->database);
  g_free (self);
}

/* Where @url leads, in its own words: "host=localhost port=5432 dbname=shop". */
static char *
dup_key (LimbeckDatabaseUrl *url)
{
  static const char *const keywords[] = { "service", "host", "hostaddr", "port", "dbname" };
  g_autoptr (GString) key = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      const char *value = limbeck_database_url_get_parameter (url, keywords[i]);

      if (value != NULL)
        g_string_append_printf (key, "%s%s=%s", key->len > 0 ? " " : "", keywords[i], value);
    }
  if (key->len == 0)
    g_string_assign (key, "default");

  return g_utf8_make_valid (key->str, -1);
}

static const char *
get_text (JsonObject *entry, const char *name)
{
  return json_object_get_string_member_with_default (entry, name, NULL);
}

static gint64
read_moment (JsonObject *entry, const char *name)
{
  const char *text = get_text (entry, name);
  g_autoptr (GDateTime) moment = text ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return moment ? g_date_time_to_unix (moment) * G_USEC_PER_SEC : 0;
}

static LimbeckKnownDatabase *
read_entry (JsonObject *entry)
{
  LimbeckKnownDatabase *self = g_new0 (LimbeckKnownDatabase, 1);

  self->system_identifier = g_strdup (get_text (entry, "system_identifier"));
  self->database_oid = (guint32) json_object_get_int_member_with_default (entry, "database_oid", 0);
  self->timeline = (guint32) json_object_get_int_member_with_default (entry, "timeline", 0);
  self->database = g_strdup (get_text (entry, "database"));
  self->first_seen = read_moment (entry, "first_seen");
  self->last_seen = read_moment (entry, "last_seen");
  self->has_class = limbeck_target_class_from_string (get_text (entry, "class"),
                                                      &self->target_class);
  self->has_guess = limbeck_target_class_from_string (get_text (entry, "guess"), &self->guess);

  return self;
}

LimbeckKnownDatabase *
limbeck_known_database_find (LimbeckTarget *target, LimbeckDatabaseUrl *url, GError **error)
{
  g_autoptr (JsonObject) file = NULL;
  g_autofree char *key = NULL;
  JsonObject      *entry = NULL;

  g_return_val_if_fail (LIMBECK_IS_TARGET (target) && LIMBECK_IS_DATABASE_URL (url), NULL);

  file = limbeck_known_database_file_load (target, error);
  key = dup_key (url);
  entry = file ? limbeck_known_database_file_find (file, key) : NULL;

  return entry ? read_entry (entry) : NULL;
}

LimbeckIdentity
limbeck_known_database_compare (const LimbeckKnownDatabase *self, LimbeckDatabaseState *state)
{
  const char *identifier = NULL;
  guint32     timeline = 0;

  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (state), LIMBECK_IDENTITY_OTHER);

  if (self == NULL || self->database_oid == 0)
    return LIMBECK_IDENTITY_NEW;

  identifier = limbeck_database_state_get_system_identifier (state);
  timeline = limbeck_database_state_get_timeline (state);
  if (self->database_oid != limbeck_database_state_get_database_oid (state) ||
      (self->system_identifier != NULL && identifier != NULL &&
       !g_str_equal (self->system_identifier, identifier)))
    return LIMBECK_IDENTITY_OTHER;
  if (self->system_identifier == NULL || identifier == NULL ||
      (self->timeline != 0 && timeline != 0 && self->timeline != timeline))
    return LIMBECK_IDENTITY_UNPROVEN;

  return LIMBECK_IDENTITY_SAME;
}

/* What changes in an entry: @state and @guess_word, or @class_word. */
typedef struct
{
  LimbeckDatabaseState *state;
  gboolean              is_accepted;
  const char           *guess_word;
  const char           *class_word;
} Change;

/* What the server keeps to itself today is not forgotten of the same database. */
static void
write_identity (JsonObject *entry, LimbeckDatabaseState *state, LimbeckIdentity identity)
{
  const char   *identifier = limbeck_database_state_get_system_identifier (state);
  const guint32 timeline = limbeck_database_state_get_timeline (state);

  if (identity == LIMBECK_IDENTITY_NEW || identity == LIMBECK_IDENTITY_OTHER)
    {
      json_object_remove_member (entry, "system_identifier");
      json_object_remove_member (entry, "timeline");
      json_object_remove_member (entry, "first_seen");
    }
  if (identifier != NULL)
    json_object_set_string_member (entry, "system_identifier", identifier);
  if (timeline != 0)
    json_object_set_int_member (entry, "timeline", timeline);
  json_object_set_int_member (
      entry, "database_oid", limbeck_database_state_get_database_oid (state));
  json_object_set_string_member (entry, "database", limbeck_database_state_get_database (state));
}

static void
write_moments (JsonObject *entry)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *moment = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  if (get_text (entry, "first_seen") == NULL)
    json_object_set_string_member (entry, "first_seen", moment);
  json_object_set_string_member (entry, "last_seen", moment);
}

static gboolean
is_on_the_same_server (const LimbeckKnownDatabase *known, LimbeckDatabaseState *state)
{
  return known->system_identifier != NULL &&
         g_strcmp0 (known->system_identifier,
                    limbeck_database_state_get_system_identifier (state)) == 0;
}

static gboolean
write_state (JsonObject *entry, const Change *change, GError **error)
{
  g_autoptr (LimbeckKnownDatabase) known = read_entry (entry);
  const LimbeckIdentity identity = limbeck_known_database_compare (known, change->state);

  if (!change->is_accepted && identity != LIMBECK_IDENTITY_NEW && identity != LIMBECK_IDENTITY_SAME)
    {
      g_set_error_literal (
          error,
          G_IO_ERROR,
          G_IO_ERROR_EXISTS,
          _ ("Another database has been remembered for this URL in the meantime. Look again."));
      return FALSE;
    }
  if (identity == LIMBECK_IDENTITY_OTHER && known->has_class &&
      known->target_class != LIMBECK_TARGET_CLASS_PRODUCTION &&
      !is_on_the_same_server (known, change->state))
    json_object_remove_member (entry, "class");
  if (identity == LIMBECK_IDENTITY_OTHER)
    json_object_remove_member (entry, "guess");
  write_identity (entry, change->state, identity);
  write_moments (entry);

  return TRUE;
}

static gboolean
write_change (LimbeckTarget *target, const char *key, const Change *change, GError **error)
{
  GError *cause = NULL;
  g_autoptr (JsonObject) file = limbeck_known_database_file_load (target, &cause);
  JsonObject *entry = NULL;

  if (cause != NULL)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  if (file == NULL)
    file = limbeck_known_database_file_new (target);
  entry = limbeck_known_database_file_ensure (file, key);
  if (change->state != NULL && !write_state (entry, change, error))
    return FALSE;
  if (change->guess_word != NULL)
    json_object_set_string_member (entry, "guess", change->guess_word);
  if (change->class_word != NULL)
    json_object_set_string_member (entry, "class", change->class_word);

  return limbeck_known_database_file_save (target, file, error);
}

static gboolean
make_change (LimbeckTarget *target, LimbeckDatabaseUrl *url, const Change *change, GError **error)
{
  g_autofree char *key = dup_key (url);
  const int        lock = limbeck_known_database_file_lock (target, error);
  gboolean         is_written = FALSE;

  if (lock < 0)
    return FALSE;
  is_written = write_change (target, key, change, error);
  close (lock);

  return is_written;
}

gboolean
limbeck_known_database_remember (LimbeckTarget        *target,
                                 LimbeckDatabaseUrl   *url,
                                 LimbeckDatabaseState *state,
                                 LimbeckTargetCategory guess,
                                 GError              **error)
{
  Change change = { .state = state, .guess_word = limbeck_target_class_to_string (guess) };

  g_return_val_if_fail (LIMBECK_IS_TARGET (target) && LIMBECK_IS_DATABASE_URL (url), FALSE);
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (state), FALSE);

  return make_change (target, url, &change, error);
}

gboolean
limbeck_known_database_accept (LimbeckTarget        *target,
                               LimbeckDatabaseUrl   *url,
                               LimbeckDatabaseState *state,
                               GError              **error)
{
  Change change = { .state = state, .is_accepted = TRUE };

  g_return_val_if_fail (LIMBECK_IS_TARGET (target) && LIMBECK_IS_DATABASE_URL (url), FALSE);
  g_return_val_if_fail (LIMBECK_IS_DATABASE_STATE (state), FALSE);

  return make_change (target, url, &change, error);
}

gboolean
limbeck_known_database_set_class (LimbeckTarget        *target,
                                  LimbeckDatabaseUrl   *url,
                                  LimbeckTargetCategory target_class,
                                  GError              **error)
{
  Change change = { .class_word = limbeck_target_class_to_string (target_class) };

  g_return_val_if_fail (LIMBECK_IS_TARGET (target) && LIMBECK_IS_DATABASE_URL (url), FALSE);

  return make_change (target, url, &change, error);
}

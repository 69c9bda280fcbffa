#include "config.h"

#include <string.h>

#include "core/project/database-url.h"

#include "core/project/project-settings.h"

#define SCHEMA "io.github.limbeck.Limbeck.Target"
#define PATH_FORMAT "/io/github/limbeck/Limbeck/target/%s/"

struct _LimbeckProjectSettings
{
  GObject parent_instance;

  GSettings *settings; /* NULL if the schema is not installed */
};

G_DEFINE_FINAL_TYPE (LimbeckProjectSettings, limbeck_project_settings, G_TYPE_OBJECT)

static void
limbeck_project_settings_dispose (GObject *object)
{
  LimbeckProjectSettings *self = LIMBECK_PROJECT_SETTINGS (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (limbeck_project_settings_parent_class)->dispose (object);
}

static void
limbeck_project_settings_class_init (LimbeckProjectSettingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = limbeck_project_settings_dispose;
}

static void
limbeck_project_settings_init (LimbeckProjectSettings *self)
{
}

/* Paths may be long and hold anything, which a GSettings path may not; a hash is short and always allowed. */
static char *
make_path (LimbeckTarget *target)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *path = limbeck_target_get_config_path (target);
  const char *section = limbeck_target_get_section (target);

  g_checksum_update (checksum, (const guchar *) path, strlen (path));
  if (strcmp (section, "alembic") != 0)
    {
      /* The NUL between keeps "a" + "bc" apart from "ab" + "c". */
      g_checksum_update (checksum, (const guchar *) "", 1);
      g_checksum_update (checksum, (const guchar *) section, strlen (section));
    }

  return g_strdup_printf (PATH_FORMAT, g_checksum_get_string (checksum));
}

/* A schema that is installed may be older than this program. */
static gboolean
is_complete (GSettingsSchema *schema)
{
  static const char *const keys[] = {
    "interpreter", "database-url", "time-limit", "backup-directory"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!g_settings_schema_has_key (schema, keys[i]))
      return FALSE;

  return TRUE;
}

LimbeckProjectSettings *
limbeck_project_settings_new (LimbeckTarget *target)
{
  g_autoptr (LimbeckProjectSettings) self = NULL;
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autofree char       *path = NULL;
  GSettingsSchemaSource *source;

  g_return_val_if_fail (LIMBECK_IS_TARGET (target), NULL);

  self = g_object_new (LIMBECK_TYPE_PROJECT_SETTINGS, NULL);
  source = g_settings_schema_source_get_default ();
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA, TRUE);

  if (schema != NULL && is_complete (schema))
    {
      path = make_path (target);
      self->settings = g_settings_new_full (schema, NULL, path);
    }

  return g_steal_pointer (&self);
}

gboolean
limbeck_project_settings_is_remembered (LimbeckProjectSettings *self)
{
  g_return_val_if_fail (LIMBECK_IS_PROJECT_SETTINGS (self), FALSE);

  return self->settings != NULL;
}

static char *
dup_text (LimbeckProjectSettings *self, const char *key)
{
  g_autofree char *text = self->settings != NULL ? g_settings_get_string (self->settings, key)
                                                 : NULL;

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* Settings hold UTF-8 only; a path that is none is kept as a URI. */
static char *
dup_path (LimbeckProjectSettings *self, const char *key)
{
  g_autofree char *text = dup_text (self, key);

  if (text != NULL && g_str_has_prefix (text, "file://"))
    return g_filename_from_uri (text, NULL, NULL);

  return g_steal_pointer (&text);
}

static void
set_path (LimbeckProjectSettings *self, const char *key, const char *path)
{
  g_autofree char *uri = NULL;

  if (self->settings == NULL)
    return;

  if (path == NULL || *path == '\0')
    g_settings_reset (self->settings, key);
  else if (g_utf8_validate (path, -1, NULL))
    g_settings_set_string (self->settings, key, path);
  else if ((uri = g_filename_to_uri (path, NULL, NULL)) != NULL)
    g_settings_set_string (self->settings, key, uri);
}

char *
limbeck_project_settings_dup_interpreter (LimbeckProjectSettings *self)
{
  g_return_val_if_fail (LIMBECK_IS_PROJECT_SETTINGS (self), NULL);

  return dup_path (self, "interpreter");
}

void
limbeck_project_settings_set_interpreter (LimbeckProjectSettings *self, const char *path)
{
  g_return_if_fail (LIMBECK_IS_PROJECT_SETTINGS (self));

  set_path (self, "interpreter", path);
}

char *
limbeck_project_settings_dup_database_url (LimbeckProjectSettings *self)
{
  g_return_val_if_fail (LIMBECK_IS_PROJECT_SETTINGS (self), NULL);

  return dup_text (self, "database-url");
}

gboolean
limbeck_project_settings_set_database_url (LimbeckProjectSettings *self,
                                           const char             *url,
                                           GError                **error)
{
  g_autoptr (LimbeckDatabaseUrl) parsed = NULL;
  g_autoptr (LimbeckDatabaseUrl) bare = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (LIMBECK_IS_PROJECT_SETTINGS (self), FALSE);

  if (url != NULL && *url != '\0')
    {
      parsed = limbeck_database_url_parse (url, error);
      if (parsed == NULL)
        return FALSE;

      bare = limbeck_database_url_with_password (parsed, NULL);
      text = limbeck_database_url_dup_text (bare);
    }

  if (self->settings != NULL && text != NULL)
    g_settings_set_string (self->settings, "database-url", text);
  else if (self->settings != NULL)
    g_settings_reset (self->settings, "database-url");

  return TRUE;
}

guint
limbeck_project_settings_get_time_limit (LimbeckProjectSettings *self)
{
  g_return_val_if_fail (LIMBECK_IS_PROJECT_SETTINGS (self),
                        LIMBECK_PROJECT_SETTINGS_DEFAULT_TIME_LIMIT);

  if (self->settings == NULL)
    return LIMBECK_PROJECT_SETTINGS_DEFAULT_TIME_LIMIT;

  return (guint) g_settings_get_int (self->settings, "time-limit");
}

void
limbeck_project_settings_set_time_limit (LimbeckProjectSettings *self, guint seconds)
{
  g_return_if_fail (LIMBECK_IS_PROJECT_SETTINGS (self));
  g_return_if_fail (seconds >= 1 && seconds <= LIMBECK_PROJECT_SETTINGS_MAX_TIME_LIMIT);

  if (self->settings != NULL)
    g_settings_set_int (self->settings, "time-limit", (int) seconds);
}

char *
limbeck_project_settings_dup_backup_directory (LimbeckProjectSettings *self)
{
  g_return_val_if_fail (LIMBECK_IS_PROJECT_SETTINGS (self), NULL);

  return dup_path (self, "backup-directory");
}

void
limbeck_project_settings_set_backup_directory (LimbeckProjectSettings *self, const char *path)
{
  g_return_if_fail (LIMBECK_IS_PROJECT_SETTINGS (self));

  set_path (self, "backup-directory", path);
}

void
limbeck_project_settings_sync (LimbeckProjectSettings *self)
{
  g_return_if_fail (LIMBECK_IS_PROJECT_SETTINGS (self));

  if (self->settings != NULL)
    g_settings_sync ();
}

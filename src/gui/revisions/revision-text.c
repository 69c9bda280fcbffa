#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gui/revisions/revision-text.h"

const char *
limbeck_revision_text_state (LimbeckRevisionState state)
{
  switch (state)
    {
    case LIMBECK_REVISION_STATE_APPLIED:
      return _ ("applied");
    case LIMBECK_REVISION_STATE_PENDING:
      return _ ("pending");
    case LIMBECK_REVISION_STATE_UNKNOWN:
    default:
      return _ ("unknown");
    }
}

const char *
limbeck_revision_text_state_icon (LimbeckRevisionState state)
{
  switch (state)
    {
    case LIMBECK_REVISION_STATE_APPLIED:
      return "object-select-symbolic";
    case LIMBECK_REVISION_STATE_PENDING:
      return "content-loading-symbolic";
    case LIMBECK_REVISION_STATE_UNKNOWN:
    default:
      return "dialog-question-symbolic";
    }
}

const char *
limbeck_revision_text_message (LimbeckRevision *revision)
{
  const char *message = limbeck_revision_get_message (revision);

  return *message != '\0' ? message : _ ("(no message)");
}

static GDateTime *
parse_date (const char *written)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();

  return written != NULL ? g_date_time_new_from_iso8601 (written, local) : NULL;
}

char *
limbeck_revision_text_dup_date (const char *written, int this_year)
{
  g_autoptr (GDateTime) date = parse_date (written);

  if (date == NULL)
    return g_strdup (written != NULL ? written : "");

  if (g_date_time_get_year (date) == this_year)
    /* Translators: a date in this year, for g_date_time_format(): “3 Nov” */
    return g_date_time_format (date, _ ("%-d %b"));

  /* Translators: a date in another year, for g_date_time_format(): “3 Nov 2019” */
  return g_date_time_format (date, _ ("%-d %b %Y"));
}

char *
limbeck_revision_text_dup_moment (const char *written)
{
  g_autoptr (GDateTime) date = parse_date (written);

  if (date == NULL)
    return g_strdup (written != NULL ? written : "");

  /* Translators: a date with its time, for g_date_time_format(): “3 November 2019, 14:05” */
  return g_date_time_format (date, _ ("%-d %B %Y, %H:%M"));
}

char *
limbeck_revision_text_dup_folded (const char *text)
{
  g_autofree char *normalized = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normalized != NULL ? normalized : text, -1);
}

static gboolean
holds_ascii (const char *text, const char *needle)
{
  char first = *needle;

  for (; *text != '\0'; text++)
    if (g_ascii_tolower (*text) == first &&
        g_ascii_strncasecmp (text, needle, strlen (needle)) == 0)
      return TRUE;

  return first == '\0';
}

/* Nearly every text is ASCII, for which folding is a matter of letters; a hundred thousand of them are looked at at each key press. */
static gboolean
holds (const char *text, const char *needle)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  if (g_str_is_ascii (text))
    return g_str_is_ascii (needle) && holds_ascii (text, needle);

  folded = limbeck_revision_text_dup_folded (text);

  return strstr (folded, needle) != NULL;
}

static gboolean
holds_name (const char *path, const char *needle)
{
  const char      *slash = strrchr (path, G_DIR_SEPARATOR);
  const char      *name = slash != NULL ? slash + 1 : path;
  g_autofree char *shown = NULL;

  if (g_str_is_ascii (name))
    return holds (name, needle);

  shown = g_filename_display_name (name);

  return holds (shown, needle);
}

gboolean
limbeck_revision_text_matches (LimbeckRevision *revision, const char *needle)
{
  const char *const *labels;
  const char        *path;

  g_return_val_if_fail (LIMBECK_IS_REVISION (revision), FALSE);
  g_return_val_if_fail (needle != NULL, FALSE);

  if (holds (limbeck_revision_get_message (revision), needle) ||
      holds (limbeck_revision_get_id (revision), needle))
    return TRUE;

  labels = limbeck_revision_get_branch_labels (revision);
  for (guint i = 0; labels[i] != NULL; i++)
    if (holds (labels[i], needle))
      return TRUE;

  path = limbeck_revision_get_path (revision);

  return path != NULL && holds_name (path, needle);
}

static gboolean
is_template_line (const char *line)
{
  const char *const names[] = { "Revision ID:", "Revises:", "Create Date:", "Branch Labels:" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (line, names[i]))
      return TRUE;

  return FALSE;
}

char *
limbeck_revision_text_dup_more (LimbeckRevision *revision)
{
  g_autoptr (GString) more = g_string_new (NULL);
  const char *docstring = limbeck_revision_get_docstring (revision);
  g_auto (GStrv) lines = g_strsplit (docstring != NULL ? docstring : "", "\n", -1);
  guint i = 0;

  /* The message is the first paragraph. */
  while (lines[i] != NULL && *g_strstrip (lines[i]) != '\0')
    i++;
  for (; lines[i] != NULL; i++)
    if (!is_template_line (lines[i]))
      g_string_append_printf (more, "%s\n", lines[i]);

  return g_strdup (g_strstrip (more->str));
}

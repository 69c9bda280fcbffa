#include "config.h"

#include <glib/gi18n-lib.h>

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

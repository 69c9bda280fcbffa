#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

/* What Alembic makes the column where it creates the table: varchar(32). */
#define ALEMBIC_WIDTH 32

void
limbeck_check_version_width (const LimbeckFacts *facts,
                             GPtrArray          *findings,
                             GCancellable       *cancellable)
{
  const char      *longest = NULL;
  glong            length = 0;
  guint            width = 0;
  g_autofree char *detail = NULL;

  if (facts->state == NULL || facts->graph == NULL)
    return;
  for (guint i = 0; i < limbeck_revision_graph_get_n_revisions (facts->graph); i++)
    {
      const char *id = limbeck_revision_get_id (limbeck_revision_graph_get_nth (facts->graph, i));

      if (g_utf8_strlen (id, -1) > length)
        {
          longest = id;
          length = g_utf8_strlen (id, -1);
        }
    }

  width = limbeck_database_state_get_version_width (facts->state);
  if (limbeck_database_state_get_version_table (facts->state) != LIMBECK_VERSION_TABLE_PRESENT)
    width = ALEMBIC_WIDTH;
  if (width == 0 || length <= (glong) width)
    {
      limbeck_check_pass (
          findings, "version-width", _ ("Every revision id fits into the version table."), NULL);
      return;
    }

  detail = g_strdup_printf (
      /* Translators: the first %s is a revision id, %ld its length, the second %s a table, %u the length that fits. */
      _ ("“%s” has %ld characters; the column of “%s” takes %u."),
      longest,
      length,
      facts->version_table,
      width);
  limbeck_check_block (findings,
                       "version-width",
                       _ ("A revision id is too long for the version table."),
                       detail,
                       _ ("Widen the column version_num, or give the revision a shorter id."));
}

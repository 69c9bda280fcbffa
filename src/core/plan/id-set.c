#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/revisions/revision.h"

#include "core/plan/id-set.h"

char **
limbeck_id_set_of_revisions (GPtrArray *revisions)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < revisions->len; i++)
    g_strv_builder_add (ids, limbeck_revision_get_id (g_ptr_array_index (revisions, i)));

  return g_strv_builder_end (ids);
}

gboolean
limbeck_id_set_equal (const char *const *a, const char *const *b)
{
  if (g_strv_length ((char **) a) != g_strv_length ((char **) b))
    return FALSE;
  for (gsize i = 0; a[i] != NULL; i++)
    if (!g_strv_contains (b, a[i]))
      return FALSE;

  return TRUE;
}

static char *
dup_list (const char *const *ids)
{
  return ids[0] != NULL ? g_strjoinv (", ", (char **) ids) : g_strdup (_ ("none"));
}

char *
limbeck_id_set_dup_difference (const char *const *limbeck, const char *const *alembic)
{
  g_autofree char *ours = dup_list (limbeck);
  g_autofree char *theirs = dup_list (alembic);

  /* Translators: each %s is a list of revision ids, or "none". */
  return g_strdup_printf (_ ("Limbeck: %s\nAlembic: %s"), ours, theirs);
}

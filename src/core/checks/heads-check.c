#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/revisions/common-ground.h"

#include "core/checks/checks.h"

static char *
list (GPtrArray *revisions, const char *separator)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < revisions->len; i++)
    {
      LimbeckRevision *revision = g_ptr_array_index (revisions, i);

      g_string_append_printf (text,
                              "%s%s %s",
                              i > 0 ? separator : "",
                              limbeck_revision_get_id (revision),
                              limbeck_revision_get_message (revision));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The heads, and where their ways part. */
static char *
list_heads (LimbeckRevisionGraph *graph, GPtrArray *heads)
{
  g_autoptr (GPtrArray) common = limbeck_common_ground_find (graph, heads);
  g_autofree char *lines = list (heads, "\n");
  g_autofree char *names = list (common, ", ");
  g_autofree char *parting = NULL;

  if (common->len == 0)
    parting = g_strdup (_ ("They have no revision in common."));
  else
    /* Translators: %s is a revision with its message; in rare cases several of them with commas between */
    parting = g_strdup_printf (_ ("They part after %s."), names);

  return g_strconcat (lines, "\n", parting, NULL);
}

void
limbeck_check_heads (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  GPtrArray       *heads = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *title = NULL;

  if (facts->graph == NULL)
    return;
  heads = limbeck_revision_graph_get_heads (facts->graph);
  if (heads->len == 1)
    {
      detail = list (heads, "");
      limbeck_check_pass (findings, "several-heads", _ ("There is one head."), detail);
    }
  if (heads->len < 2)
    return;

  detail = list_heads (facts->graph, heads);
  /* Translators: %u is a number of revisions that nothing follows. */
  title = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "There is %u head: “head” is ambiguous until they are merged.",
                   "There are %u heads: “head” is ambiguous until they are merged.",
                   heads->len),
      heads->len);
  limbeck_check_act (
      findings,
      LIMBECK_SEVERITY_WARNING,
      "several-heads",
      title,
      detail,
      _ ("Upgrade to “heads” to apply all of them, or merge them with “alembic merge heads”."),
      LIMBECK_ACTION_UPGRADE_HEADS,
      limbeck_check_dup_limbeckctl (facts, "upgrade", "heads", NULL));
}

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

static char *
list_heads (GPtrArray *heads)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < heads->len; i++)
    {
      LimbeckRevision *head = g_ptr_array_index (heads, i);

      g_string_append_printf (list,
                              "%s%s %s",
                              i > 0 ? "\n" : "",
                              limbeck_revision_get_id (head),
                              limbeck_revision_get_message (head));
    }

  return g_string_free (g_steal_pointer (&list), FALSE);
}

void
limbeck_check_heads (const LimbeckFacts *facts, GPtrArray *findings, GCancellable *cancellable)
{
  GPtrArray       *heads = NULL;
  g_autofree char *list = NULL;
  g_autofree char *title = NULL;

  if (facts->graph == NULL)
    return;
  heads = limbeck_revision_graph_get_heads (facts->graph);
  list = list_heads (heads);
  if (heads->len == 1)
    limbeck_check_pass (findings, "several-heads", _ ("There is one head."), list);
  if (heads->len < 2)
    return;

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
      list,
      _ ("Upgrade to “heads” to apply all of them, or merge them with “alembic merge heads”."),
      LIMBECK_ACTION_UPGRADE_HEADS,
      limbeck_check_dup_limbeckctl (facts, "upgrade", "heads", NULL));
}

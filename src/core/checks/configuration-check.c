#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

void
limbeck_check_configuration (const LimbeckFacts *facts,
                             GPtrArray          *findings,
                             GCancellable       *cancellable)
{
  GPtrArray *odd = NULL;

  if (facts->configuration == NULL)
    {
      limbeck_check_block (findings,
                           "configuration",
                           _ ("The configuration can't be used."),
                           facts->configuration_error ? facts->configuration_error->message : NULL,
                           _ ("Mend the configuration, or choose another one."));
      return;
    }

  odd = limbeck_configuration_get_findings (facts->configuration);
  for (guint i = 0; i < odd->len; i++)
    g_ptr_array_add (findings, g_object_ref (g_ptr_array_index (odd, i)));
  if (limbeck_findings_worst (odd) == LIMBECK_SEVERITY_PASSED)
    limbeck_check_pass (findings,
                        "configuration",
                        _ ("The configuration can be read."),
                        limbeck_target_get_config_path (facts->target));
}

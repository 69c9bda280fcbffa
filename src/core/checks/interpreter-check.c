#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/project/project.h"

#include "core/checks/checks.h"

/* From here on the commands and the graph's rules were compared with Alembic's own (ALEMBIC 1.8.1 to 1.19.1). */
#define OLDEST_MAJOR 1
#define OLDEST_MINOR 8

static void
judge_version (LimbeckInterpreter *interpreter, GPtrArray *findings)
{
  const char      *version = limbeck_interpreter_get_alembic_version (interpreter);
  g_autofree char *description = limbeck_interpreter_dup_description (interpreter);

  if (version == NULL)
    limbeck_check_warn (findings,
                        "interpreter",
                        _ ("Which version of Alembic is installed is not known."),
                        description,
                        NULL);
  else if (!limbeck_interpreter_is_at_least (interpreter, OLDEST_MAJOR, OLDEST_MINOR, 0))
    limbeck_check_warn (
        findings,
        "interpreter",
        _ ("This Alembic is older than what Limbeck was tested with (1.8)."),
        description,
        _ ("Upgrade Alembic in this environment: “pip install --upgrade alembic”, or what your project uses."));
  else
    limbeck_check_pass (findings, "interpreter", _ ("Alembic is installed."), description);
}

void
limbeck_check_interpreter (const LimbeckFacts *facts,
                           GPtrArray          *findings,
                           GCancellable       *cancellable)
{
  const GError *error = facts->interpreter_error;

  if (facts->interpreter != NULL)
    {
      judge_version (facts->interpreter, findings);
      return;
    }

  if (g_error_matches (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_NO_ALEMBIC))
    limbeck_check_act (
        findings,
        LIMBECK_SEVERITY_BLOCKER,
        "alembic-not-installed",
        _ ("Alembic is not installed in the Python of this project."),
        error->message,
        _ ("Install it there (“pip install alembic”, or what your project uses), or choose another Python (in the window's preferences, or with --interpreter)."),
        LIMBECK_ACTION_PREFERENCES,
        NULL);
  else
    limbeck_check_block (
        findings,
        "interpreter",
        _ ("No Python with Alembic was found."),
        error ? error->message : NULL,
        _ ("Make a virtual environment in the project, or choose a Python (in the window's preferences, or with --interpreter)."));
}

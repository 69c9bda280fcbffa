#include "config.h"

#include "core/checks/checks.h"

/* In the order in which a person would look. */
static const LimbeckCheckFunc checks[] = {
  limbeck_check_configuration,    limbeck_check_interpreter,
  limbeck_check_revision_tree,    limbeck_check_heads,
  limbeck_check_database_url,     limbeck_check_reachable,
  limbeck_check_server_version,   limbeck_check_writable,
  limbeck_check_same_database,    limbeck_check_environment,
  limbeck_check_version_table,    limbeck_check_unknown_revision,
  limbeck_check_version_width,    limbeck_check_heads_agree,
  limbeck_check_current_agrees,   limbeck_check_pooler,
  limbeck_check_run_lock,         limbeck_check_backup_tool,
  limbeck_check_backup_directory,
};

static void
add (GPtrArray      *findings,
     const char     *id,
     LimbeckSeverity severity,
     const char     *title,
     const char     *detail,
     const char     *remedy)
{
  g_ptr_array_add (findings, limbeck_finding_new (id, severity, title, detail, remedy));
}

void
limbeck_check_pass (GPtrArray *findings, const char *id, const char *title, const char *detail)
{
  add (findings, id, LIMBECK_SEVERITY_PASSED, title, detail, NULL);
}

void
limbeck_check_warn (GPtrArray  *findings,
                    const char *id,
                    const char *title,
                    const char *detail,
                    const char *remedy)
{
  add (findings, id, LIMBECK_SEVERITY_WARNING, title, detail, remedy);
}

void
limbeck_check_block (GPtrArray  *findings,
                     const char *id,
                     const char *title,
                     const char *detail,
                     const char *remedy)
{
  add (findings, id, LIMBECK_SEVERITY_BLOCKER, title, detail, remedy);
}

static void
add_those_of (GPtrArray *sorted, GPtrArray *findings, LimbeckSeverity severity)
{
  for (guint i = 0; i < findings->len; i++)
    if (limbeck_finding_get_severity (g_ptr_array_index (findings, i)) == severity)
      g_ptr_array_add (sorted, g_object_ref (g_ptr_array_index (findings, i)));
}

GPtrArray *
limbeck_checks_run (const LimbeckFacts *facts, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (checks) && !g_cancellable_is_cancelled (cancellable); i++)
    checks[i](facts, findings, cancellable);

  add_those_of (sorted, findings, LIMBECK_SEVERITY_BLOCKER);
  add_those_of (sorted, findings, LIMBECK_SEVERITY_WARNING);
  add_those_of (sorted, findings, LIMBECK_SEVERITY_PASSED);

  return sorted;
}

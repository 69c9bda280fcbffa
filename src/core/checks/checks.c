#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/checks/checks.h"

#define MAX_LINES 10

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
limbeck_check_unknown (GPtrArray *findings, const char *id, const char *title, const char *detail)
{
  add (findings, id, LIMBECK_SEVERITY_UNKNOWN, title, detail, NULL);
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

void
limbeck_check_add_line (GString *lines, guint n, const char *line)
{
  if (n < MAX_LINES)
    g_string_append_printf (lines, "%s%s", n > 0 ? "\n" : "", line);
}

void
limbeck_check_end_lines (GString *lines, guint n)
{
  if (n <= MAX_LINES)
    return;

  g_string_append_c (lines, '\n');
  g_string_append_printf (
      lines,
      /* Translators: ends a list; %u is how many things are not listed */
      g_dngettext (GETTEXT_PACKAGE, "… and %u more", "… and %u more", n - MAX_LINES),
      n - MAX_LINES);
}

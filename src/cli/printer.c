#include "config.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/finding.h"
#include "core/base/json.h"
#include "core/base/text.h"

#include "cli/printer.h"

#define INDENT "  "
#define BOLD "\033[1m"
#define PLAIN "\033[0m"
#define ERASE_LINE "\r\033[K"

struct _LimbeckPrinter
{
  gboolean is_json;
  gboolean is_bold;
  gboolean has_answered;
  gint     has_fraction;
  int      write_errno;
};

static gboolean
may_be_bold (void)
{
  const char *no_color = g_getenv ("NO_COLOR");
  const char *terminal = g_getenv ("TERM");

  return isatty (STDOUT_FILENO) && (!no_color || !*no_color) && terminal && *terminal &&
         strcmp (terminal, "dumb") != 0;
}

LimbeckPrinter *
limbeck_printer_new (gboolean is_json)
{
  LimbeckPrinter *self = g_new0 (LimbeckPrinter, 1);

  self->is_json = is_json;
  self->is_bold = !is_json && may_be_bold ();

  return self;
}

void
limbeck_printer_free (LimbeckPrinter *self)
{
  g_free (self);
}

gboolean
limbeck_printer_is_json (LimbeckPrinter *self)
{
  return self->is_json;
}

static void
write_out (LimbeckPrinter *self, const char *text)
{
  if (self->write_errno == 0 && fputs (text, stdout) == EOF)
    self->write_errno = errno;
}

/* Characters that the locale's encoding lacks become "?". */
static char *
encode (const char *text)
{
  const char      *charset;
  g_autofree char *clean = limbeck_text_make_valid (text, strlen (text));
  char            *encoded;

  if (g_get_console_charset (&charset))
    return g_steal_pointer (&clean);
  encoded = g_convert_with_fallback (clean, -1, charset, "UTF-8", "?", NULL, NULL, NULL);

  return encoded ? encoded : g_steal_pointer (&clean);
}

static void
say_text (LimbeckPrinter *self, const char *text)
{
  g_autofree char *encoded = encode (text);

  write_out (self, encoded);
}

static char *
indented (const char *text)
{
  g_autoptr (GString) result = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i]; i++)
    if (*lines[i] || lines[i + 1])
      g_string_append_printf (result, "%s%s\n", *lines[i] ? INDENT : "", lines[i]);

  return g_string_free (g_steal_pointer (&result), FALSE);
}

void
limbeck_printer_say (LimbeckPrinter *self, const char *format, ...)
{
  va_list          arguments;
  g_autofree char *text = NULL;

  if (self->is_json)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  say_text (self, text);
  write_out (self, "\n");
}

void
limbeck_printer_head (LimbeckPrinter *self, const char *format, ...)
{
  va_list          arguments;
  g_autofree char *text = NULL;

  if (self->is_json)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  write_out (self, self->is_bold ? BOLD : "");
  say_text (self, text);
  write_out (self, self->is_bold ? PLAIN "\n" : "\n");
}

void
limbeck_printer_indent (LimbeckPrinter *self, const char *text)
{
  g_autofree char *block = NULL;

  if (self->is_json || !text)
    return;
  block = indented (text);
  say_text (self, block);
}

void
limbeck_printer_table (LimbeckPrinter *self, LimbeckTable *table)
{
  g_autofree char *text = NULL;

  if (self->is_json)
    return;
  text = limbeck_table_to_string (table, INDENT);
  say_text (self, text);
}

static const char *
severity_word (LimbeckSeverity severity)
{
  switch (severity)
    {
    case LIMBECK_SEVERITY_PASSED:
      return _ ("passed");
    case LIMBECK_SEVERITY_UNKNOWN:
      return _ ("unknown");
    case LIMBECK_SEVERITY_WARNING:
      return _ ("WARNING");
    case LIMBECK_SEVERITY_BLOCKER:
      return _ ("BLOCKER");
    default:
      g_return_val_if_reached ("");
    }
}

void
limbeck_printer_findings (LimbeckPrinter *self, GPtrArray *findings, LimbeckShown shown)
{
  for (guint i = 0; i < findings->len; i++)
    {
      LimbeckFinding *finding = g_ptr_array_index (findings, i);
      LimbeckSeverity severity = limbeck_finding_get_severity (finding);
      const char     *title = limbeck_finding_get_title (finding);

      if (severity == LIMBECK_SEVERITY_UNKNOWN && shown == LIMBECK_SHOWN_TROUBLE)
        continue;
      if (severity != LIMBECK_SEVERITY_PASSED)
        {
          limbeck_printer_head (self,
                                "%s: %s [%s]",
                                severity_word (severity),
                                title,
                                limbeck_finding_get_id (finding));
          limbeck_printer_indent (self, limbeck_finding_get_detail (finding));
          limbeck_printer_indent (self, limbeck_finding_get_remedy (finding));
          limbeck_printer_indent (self, limbeck_finding_get_command (finding));
        }
      else if (shown != LIMBECK_SHOWN_TROUBLE)
        {
          limbeck_printer_say (self, "%s: %s", severity_word (severity), title);
          if (shown == LIMBECK_SHOWN_ALL_DETAILS)
            limbeck_printer_indent (self, limbeck_finding_get_detail (finding));
        }
    }
}

void
limbeck_printer_answer (LimbeckPrinter *self, JsonBuilder *builder)
{
  g_autofree char *json = NULL;

  if (!self->is_json)
    return;
  json = limbeck_json_to_string (builder, TRUE);
  limbeck_printer_answer_text (self, json);
}

void
limbeck_printer_answer_text (LimbeckPrinter *self, const char *json)
{
  if (!self->is_json)
    return;
  g_return_if_fail (!self->has_answered);

  self->has_answered = TRUE;
  write_out (self, json);
  write_out (self, "\n");
}

void
limbeck_printer_answer_part (LimbeckPrinter *self, const char *json)
{
  if (!self->is_json)
    return;

  self->has_answered = TRUE;
  write_out (self, json);
}

void
limbeck_printer_note (LimbeckPrinter *self, const char *format, ...)
{
  va_list          arguments;
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = g_strconcat (text, "\n", NULL);
  limbeck_printer_note_part (self, line);
}

void
limbeck_printer_note_part (LimbeckPrinter *self, const char *text)
{
  g_autofree char *encoded = encode (text);

  fflush (stdout);
  if (g_atomic_int_compare_and_exchange (&self->has_fraction, TRUE, FALSE))
    fputs (ERASE_LINE, stderr);
  fputs (encoded, stderr);
  fflush (stderr);
}

void
limbeck_printer_note_fraction (LimbeckPrinter *self, double fraction)
{
  if (fraction < 0 || !isatty (STDERR_FILENO))
    return;
  g_atomic_int_set (&self->has_fraction, TRUE);
  fprintf (stderr, ERASE_LINE "  %3.0f %%", CLAMP (fraction, 0, 1) * 100);
  fflush (stderr);
}

void
limbeck_printer_complain (LimbeckPrinter *self, const LimbeckFailure *failure)
{
  const char *rest[] = { failure->detail, failure->remedy };

  limbeck_printer_note (self, "limbeckctl: %s", failure->title);
  for (gsize i = 0; i < G_N_ELEMENTS (rest); i++)
    if (rest[i])
      {
        g_autofree char *block = indented (rest[i]);

        limbeck_printer_note_part (self, block);
      }
}

void
limbeck_printer_complain_of (LimbeckPrinter *self, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      LimbeckFinding *finding = g_ptr_array_index (findings, i);
      LimbeckFailure  failure = { .title = (char *) limbeck_finding_get_title (finding),
                                  .detail = (char *) limbeck_finding_get_detail (finding),
                                  .remedy = (char *) limbeck_finding_get_remedy (finding) };

      if (limbeck_finding_get_severity (finding) >= LIMBECK_SEVERITY_WARNING)
        limbeck_printer_complain (self, &failure);
    }
}

void
limbeck_printer_fail (LimbeckPrinter *self, const LimbeckFailure *failure)
{
  limbeck_printer_complain (self, failure);
  if (self->is_json && !self->has_answered)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      limbeck_json_add_int (builder, "schema", 1);
      limbeck_failure_write (failure, builder);
      json_builder_end_object (builder);
      limbeck_printer_answer (self, builder);
    }
}

gboolean
limbeck_printer_finish (LimbeckPrinter *self, GError **error)
{
  if (self->write_errno == 0 && fflush (stdout) == EOF)
    self->write_errno = errno;
  if (self->write_errno == 0 || self->write_errno == EPIPE)
    return TRUE;

  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (self->write_errno),
               /* Translators: the placeholder is the system's reason */
               _ ("The answer could not be written to standard output: %s."),
               g_strerror (self->write_errno));

  return FALSE;
}

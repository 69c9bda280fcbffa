#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/alembic/failure-lines.h"

#define MAX_TAIL_BYTES (256 * 1024)
#define MAX_LINES_BYTES (16 * 1024)
#define MAX_SHOWN_LINES 12
#define MAX_SHOWN_CHARACTERS 400
#define FAILED "FAILED: "
#define TRACEBACK "Traceback (most recent call last):"

static const char *
tail_of (const char *text)
{
  gsize       length = text ? strlen (text) : 0;
  const char *tail = text ? text : "";

  if (length > MAX_TAIL_BYTES)
    tail = strchrnul (text + length - MAX_TAIL_BYTES, '\n');

  return tail;
}

char *
limbeck_failure_lines_join (const char *standard_output, const char *standard_error)
{
  g_autofree char *joined = g_strconcat (
      tail_of (standard_output), "\n", tail_of (standard_error), NULL);

  return g_utf8_make_valid (joined, -1);
}

static const char *
after_line (const char *line)
{
  const char *end = strchrnul (line, '\n');

  return *end == '\0' ? end : end + 1;
}

/* The last place in @text where a line begins with @prefix after blanks, or NULL; points at @prefix. */
static const char *
find_last_line (const char *text, const char *prefix)
{
  const char *found = NULL;

  for (const char *line = text; *line != '\0'; line = after_line (line))
    {
      const char *start = line + strspn (line, " ");

      if (g_str_has_prefix (start, prefix))
        found = start;
    }

  return found;
}

/* In a traceback everything up to the exception is indented. With a group of exceptions a bar takes the place of
 * the blank; then there is none. */
static const char *
find_exception (const char *output)
{
  const char *traceback = find_last_line (output, TRACEBACK);
  const char *line = traceback ? after_line (traceback) : "";

  while (*line == ' ' || *line == '\n' || *line == '|')
    line = after_line (line);

  return *line != '\0' ? line : NULL;
}

static gboolean
ends_exception (const char *line)
{
  return g_str_has_prefix (line, "(Background on this error") ||
         g_str_has_prefix (line, "[parameters: ") ||
         g_str_has_prefix (line, "During handling of the above") ||
         g_str_has_prefix (line, "The above exception was") || g_str_has_prefix (line, FAILED) ||
         g_str_has_prefix (line, TRACEBACK) || g_str_has_prefix (line, "sys:1: ");
}

static char *
dup_exception (const char *line)
{
  const char *end = after_line (line);

  while (*end != '\0' && end - line < MAX_LINES_BYTES && !ends_exception (end))
    end = after_line (end);

  return g_strchomp (g_strndup (line, MIN (end - line, MAX_LINES_BYTES)));
}

static char *
dup_line (const char *line)
{
  return g_strchomp (g_strndup (line, MIN (strcspn (line, "\n"), MAX_LINES_BYTES)));
}

/* "INFO  [alembic.runtime.migration] …": progress, not a cause. */
static gboolean
is_log_line (const char *line)
{
  return g_str_has_prefix (line, "INFO ") || g_str_has_prefix (line, "DEBUG ");
}

static char *
dup_last_line (const char *output)
{
  const char *last = "";

  for (const char *line = output; *line != '\0'; line = after_line (line))
    {
      if (*line != '\n' && !is_log_line (line))
        last = line;
    }

  return dup_line (last);
}

char *
limbeck_failure_lines_find (const char *output, int exit_status)
{
  const char      *failed = find_last_line (output, FAILED);
  const char      *exception = find_exception (output);
  g_autofree char *lines = NULL;

  if (failed && (exit_status == 255 || exception == NULL))
    lines = dup_line (failed);
  else if (exception)
    lines = dup_exception (exception);
  else
    lines = dup_last_line (output);

  /* What was cut may end inside a character. */
  return g_utf8_make_valid (lines, -1);
}

/* "sqlalchemy.exc.X: (driver.Y) text": what the server said is the text. */
static char *
strip_classes (const char *line)
{
  static GRegex *regex = NULL;

  if (g_once_init_enter (&regex))
    g_once_init_leave (
        &regex,
        g_regex_new ("^(?:sqlalchemy\\.exc\\.\\w+: \\([\\w.]+\\) (?:<class '[^']*'>: )?|FAILED: )",
                     0,
                     0,
                     NULL));

  return g_regex_replace_literal (regex, line, -1, 0, "", 0, NULL);
}

static void
append_shortened (GString *text, const char *line)
{
  g_autofree char *stripped = strip_classes (line);
  const char      *end = stripped;

  for (int i = 0; i < MAX_SHOWN_CHARACTERS && *end != '\0'; i++)
    end = g_utf8_next_char (end);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append_len (text, stripped, end - stripped);
  if (*end != '\0')
    g_string_append (text, "…");
}

char *
limbeck_failure_lines_shorten (const char *lines)
{
  g_auto (GStrv) all = g_strsplit (lines, "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  int n_shown = 0;

  for (gsize i = 0; all[i] && n_shown < MAX_SHOWN_LINES; i++)
    {
      /* Also not the mark below the place in a statement: cut and indented differently it points nowhere. */
      if (g_strstrip (all[i])[strspn (all[i], "^~ ")] == '\0')
        continue;
      append_shortened (text, all[i]);
      n_shown++;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Whether the code of @path belongs to the project rather than to Python and its packages. */
static gboolean
is_in_project (const char *path)
{
  return *path != '<' && !strstr (path, "/site-packages/") && !strstr (path, "/dist-packages/") &&
         !strstr (path, "/lib/python") && !g_str_has_suffix (path, "/bin/alembic");
}

char *
limbeck_failure_lines_find_place (const char *output)
{
  static GRegex *regex = NULL;
  g_autoptr (GMatchInfo) info = NULL;
  g_autofree char *file = NULL;
  g_autofree char *number = NULL;
  const char      *traceback = find_last_line (output, TRACEBACK);

  if (g_once_init_enter (&regex))
    g_once_init_leave (
        &regex, g_regex_new ("^ +File \"([^\"\n]+)\", line (\\d+)", G_REGEX_MULTILINE, 0, NULL));
  g_regex_match (regex, traceback ? traceback : "", 0, &info);
  for (; g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      g_autofree char *path = g_match_info_fetch (info, 1);

      if (!is_in_project (path))
        continue;
      g_free (file);
      g_free (number);
      file = g_steal_pointer (&path);
      number = g_match_info_fetch (info, 2);
    }

  /* Translators: the first %s is the path of a file, the second the number of a line */
  return file ? g_strdup_printf (_ ("File “%s”, line %s"), file, number) : NULL;
}

LimbeckAlembicStep *
limbeck_failure_lines_find_step (const char *output)
{
  LimbeckAlembicStep *step = NULL;

  for (const char *line = output; *line != '\0'; line = after_line (line))
    {
      g_autofree char    *copy = dup_line (line);
      LimbeckAlembicStep *found = strstr (copy, "Running ")
                                      ? limbeck_alembic_output_parse_step (copy)
                                      : NULL;

      if (found)
        {
          g_clear_pointer (&step, limbeck_alembic_step_free);
          step = found;
        }
    }

  return step;
}

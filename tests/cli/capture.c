#include <locale.h>
#include <unistd.h>

#include <check.h>
#include <glib/gstdio.h>

#include "capture.h"

static char *out_path;
static char *error_path;

static void
send_to_file (FILE *stream, char **path)
{
  int fd = g_file_open_tmp ("limbeck-capture-XXXXXX", path, NULL);

  ck_assert_int_ge (fd, 0);
  fflush (stream);
  ck_assert_int_ge (dup2 (fd, fileno (stream)), 0);
  close (fd);
}

void
capture_start (void)
{
  setlocale (LC_ALL, "C.UTF-8");
  send_to_file (stdout, &out_path);
  send_to_file (stderr, &error_path);
}

void
capture_stop (void)
{
  g_unlink (out_path);
  g_unlink (error_path);
  g_clear_pointer (&out_path, g_free);
  g_clear_pointer (&error_path, g_free);
}

char *
capture_read (FILE *stream)
{
  char *text = NULL;

  fflush (stream);
  ck_assert (g_file_get_contents (stream == stdout ? out_path : error_path, &text, NULL, NULL));

  return text;
}

void
capture_expect (const char *out, const char *errors)
{
  g_autofree char *real_out = capture_read (stdout);
  g_autofree char *real_errors = capture_read (stderr);

  ck_assert_str_eq (real_out, out);
  ck_assert_str_eq (real_errors, errors);
}

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/text.h"

#include "core/base/output-follower.h"

#define CHUNK_BYTES (64 * 1024)
#define MAX_BYTES_PER_CALL (4 * 1024 * 1024)
#define MAX_LINE_BYTES (16 * 1024)
/* A secret at the end of what is kept of a long line might be cut in two and not be recognised; so more is kept
 * than is shown. */
#define MARGIN_BYTES (4 * 1024)

struct _LimbeckOutputFollower
{
  char    *path;
  char   **secrets;
  int      fd;
  GString *line;
  gboolean is_line_cut;
  gboolean has_redacted;
};

LimbeckOutputFollower *
limbeck_output_follower_new (const char *path, const char *const *secrets)
{
  LimbeckOutputFollower *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new0 (LimbeckOutputFollower, 1);
  self->path = g_strdup (path);
  self->secrets = g_strdupv ((char **) secrets);
  self->fd = -1;
  self->line = g_string_new (NULL);

  return self;
}

void
limbeck_output_follower_free (LimbeckOutputFollower *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->path);
  g_strfreev (self->secrets);
  if (self->fd >= 0)
    close (self->fd);
  g_string_free (self->line, TRUE);
  g_free (self);
}

static gboolean
open_file (LimbeckOutputFollower *self)
{
  GStatBuf status;

  if (self->fd >= 0)
    return TRUE;

  self->fd = g_open (self->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);
  if (self->fd >= 0 && (fstat (self->fd, &status) != 0 || !S_ISREG (status.st_mode)))
    {
      close (self->fd);
      self->fd = -1;
    }

  return self->fd >= 0;
}

static void
cut (char *text)
{
  gsize length = strlen (text);
  gsize end = length > MARGIN_BYTES ? MIN (length - MARGIN_BYTES, MAX_LINE_BYTES) : 0;

  /* Not inside a character. */
  while (end > 0 && ((guchar) text[end] & 0xc0) == 0x80)
    end--;
  text[end] = '\0';
}

static void
finish_line (LimbeckOutputFollower *self, LimbeckLineFunc func, gpointer data)
{
  g_autofree char *valid = limbeck_text_make_valid (self->line->str, self->line->len);
  g_autofree char *text = limbeck_text_redact (valid, (const char *const *) self->secrets);
  g_autofree char *marked = NULL;

  self->has_redacted |= !g_str_equal (text, valid);
  if (self->is_line_cut)
    {
      cut (text);
      marked = g_strconcat (text, "…", NULL);
    }
  func (marked ? marked : text, data);

  g_string_truncate (self->line, 0);
  self->is_line_cut = FALSE;
}

static void
keep (LimbeckOutputFollower *self, const char *bytes, gsize length)
{
  gsize room = MAX_LINE_BYTES + MARGIN_BYTES - self->line->len;

  g_string_append_len (self->line, bytes, MIN (length, room));
  self->is_line_cut |= length > room;
}

static void
take_bytes (LimbeckOutputFollower *self,
            const char            *at,
            gsize                  length,
            LimbeckLineFunc        func,
            gpointer               data)
{
  const char *end = at + length;

  while (at < end)
    {
      const char *newline = memchr (at, '\n', end - at);

      keep (self, at, (newline ? newline : end) - at);
      if (newline)
        finish_line (self, func, data);
      at = newline ? newline + 1 : end;
    }
}

gboolean
limbeck_output_follower_read (LimbeckOutputFollower *self,
                              gboolean               at_end,
                              LimbeckLineFunc        func,
                              gpointer               data)
{
  g_autofree char *chunk = NULL;
  gsize            n_read = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  if (!open_file (self))
    return FALSE;

  chunk = g_malloc (CHUNK_BYTES);
  while (n_read < MAX_BYTES_PER_CALL)
    {
      ssize_t n = read (self->fd, chunk, CHUNK_BYTES);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          if (at_end && self->line->len > 0)
            finish_line (self, func, data);
          return FALSE;
        }
      take_bytes (self, chunk, n, func, data);
      n_read += n;
    }

  return TRUE;
}

gboolean
limbeck_output_follower_has_redacted (const LimbeckOutputFollower *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_redacted;
}

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/alembic/alembic-output.h"
#include "core/base/output-follower.h"
#include "core/base/storage.h"
#include "core/base/text.h"

#include "core/run/run-output.h"

#define END_LENGTH (256 * 1024)

struct _LimbeckRunOutput
{
  char                   *path;
  LimbeckPlan            *plan;
  GStrv                   secrets;
  const LimbeckEventSink *sink;
  LimbeckOutputFollower  *follower;
  int                     step;
  guint                   n_begun;
};

LimbeckRunOutput *
limbeck_run_output_new (const char             *path,
                        LimbeckPlan            *plan,
                        const char *const      *secrets,
                        const LimbeckEventSink *sink)
{
  LimbeckRunOutput *self = g_new0 (LimbeckRunOutput, 1);

  self->path = g_strdup (path);
  self->plan = g_object_ref (plan);
  self->secrets = g_strdupv ((char **) secrets);
  self->sink = sink;
  self->follower = limbeck_output_follower_new (path, secrets);
  self->step = -1;

  return self;
}

void
limbeck_run_output_free (LimbeckRunOutput *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->follower, limbeck_output_follower_free);
  g_clear_object (&self->plan);
  g_strfreev (self->secrets);
  g_free (self->path);
  g_free (self);
}

static const char *
get_step_id (LimbeckRunOutput *self, int step)
{
  return limbeck_revision_get_id (g_ptr_array_index (limbeck_plan_get_steps (self->plan), step));
}

static void
tell_progress (LimbeckRunOutput *self, int n_done)
{
  const guint n_steps = limbeck_plan_get_steps (self->plan)->len;

  limbeck_event_sink_tell (
      self->sink, LIMBECK_EVENT_PROGRESS, NULL, NULL, n_steps > 0 ? (double) n_done / n_steps : 1);
}

/* Tells the end of the step at work: Alembic logs only beginnings. */
static void
finish_step (LimbeckRunOutput *self)
{
  if (self->step >= 0)
    limbeck_event_sink_tell (
        self->sink, LIMBECK_EVENT_STEP_FINISHED, NULL, get_step_id (self, self->step), -1);
}

static void
begin_step (LimbeckRunOutput *self, const LimbeckAlembicStep *begun)
{
  GPtrArray *steps = limbeck_plan_get_steps (self->plan);

  for (int i = self->step + 1; i < (int) steps->len; i++)
    if (g_str_equal (get_step_id (self, i), begun->revision))
      {
        finish_step (self);
        self->step = i;
        limbeck_event_sink_tell (
            self->sink, LIMBECK_EVENT_STEP_STARTED, begun->message, begun->revision, -1);
        tell_progress (self, i);
        return;
      }
}

static void
take_line (const char *line, gpointer data)
{
  LimbeckRunOutput *self = data;
  g_autoptr (LimbeckAlembicStep) step = limbeck_alembic_output_parse_step (line);

  limbeck_event_sink_tell (self->sink, LIMBECK_EVENT_OUTPUT, line, NULL, -1);
  if (step == NULL || step->direction == LIMBECK_ALEMBIC_STAMP)
    return;
  self->n_begun++;
  begin_step (self, step);
}

guint
limbeck_run_output_count_steps (LimbeckRunOutput *self)
{
  return self->n_begun;
}

void
limbeck_run_output_read (LimbeckRunOutput *self, gboolean at_end)
{
  gboolean has_more = FALSE;

  do
    has_more = limbeck_output_follower_read (self->follower, at_end, take_line, self);
  while (at_end && has_more);
}

void
limbeck_run_output_finish (LimbeckRunOutput *self, int n_done)
{
  if (n_done > self->step)
    {
      finish_step (self);
      tell_progress (self, n_done);
    }
}

char *
limbeck_run_output_dup_end (LimbeckRunOutput *self)
{
  g_autofree char *bytes = g_malloc (END_LENGTH);
  gssize           length = 0;
  struct stat      st;
  int              fd = g_open (self->path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    return g_strdup ("");
  if (fstat (fd, &st) == 0)
    length = pread (fd, bytes, END_LENGTH, MAX (0, st.st_size - END_LENGTH));
  close (fd);

  return limbeck_text_make_valid (bytes, MAX (length, 0));
}

/* A password inside a URL is one whether we know it or not: "scheme://user:PASSWORD@". */
static gboolean
has_url_password (const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *p = memmem (text, length, "://", 3); p != NULL;
       p = memmem (p, end - p, "://", 3))
    {
      gboolean has_colon = FALSE;

      for (p += 3; p < end && !strchr (" \t\r\n/'\"", *p) && *p != '@'; p++)
        has_colon |= *p == ':';
      if (p < end && *p == '@' && has_colon)
        return TRUE;
    }

  return FALSE;
}

/* What the follower has cut off at the end of a long line it has not looked at. */
static gboolean
has_secret (LimbeckRunOutput *self, const char *text, gsize length)
{
  if (limbeck_output_follower_has_redacted (self->follower))
    return TRUE;
  for (gsize i = 0; self->secrets[i] != NULL; i++)
    if (memmem (text, length, self->secrets[i], strlen (self->secrets[i])) != NULL)
      return TRUE;

  return memmem (text, length, "password=", 9) != NULL || has_url_password (text, length);
}

static void
write_line (const char *line, gpointer data)
{
  fprintf (data, "%s\n", line);
}

/* Returns %FALSE if the whole of it is not on disk. */
static gboolean
write_clean (LimbeckRunOutput *self, const char *path)
{
  int      fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  FILE    *file = fd >= 0 ? fdopen (fd, "w") : NULL;
  gboolean is_sound = FALSE;
  g_autoptr (LimbeckOutputFollower) follower = NULL;

  if (file == NULL)
    return FALSE;
  follower = limbeck_output_follower_new (self->path, (const char *const *) self->secrets);
  while (limbeck_output_follower_read (follower, TRUE, write_line, file))
    ;
  is_sound = !ferror (file);

  return fclose (file) == 0 && is_sound;
}

static void
rewrite (LimbeckRunOutput *self)
{
  g_autofree char *clean = g_strconcat (self->path, ".clean", NULL);

  if (write_clean (self, clean) && g_rename (clean, self->path) == 0)
    return;
  /* On a full disk the clean copy can't be kept; a password must not be either. */
  (void) g_unlink (clean);
  if (truncate (self->path, 0) != 0)
    (void) g_unlink (self->path);
}

void
limbeck_run_output_scrub (LimbeckRunOutput *self)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (self->path, FALSE, NULL);
  const char *text = file ? g_mapped_file_get_contents (file) : NULL;

  if (text != NULL && has_secret (self, text, g_mapped_file_get_length (file)))
    rewrite (self);
}

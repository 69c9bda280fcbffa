#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/revisions/script-reader.h"

#include "core/revisions/script-opener.h"

/* The largest real revision file that was found has 653 kB. */
#define MAX_BYTES (16 * 1024 * 1024)

/*
 * A file that is changed again within the grain of its file system's clock keeps its time; so what is as young as
 * that is read again next time. Linux ticks at most every 10 ms, some network and FAT file systems every 2 s.
 */
#define FINE_GRAIN_NS G_GINT64_CONSTANT (20000000)
#define COARSE_GRAIN_NS G_GINT64_CONSTANT (2000000000)
#define SECOND_NS G_GINT64_CONSTANT (1000000000)

/* A file system hands out a page or an error: what ends within the first one has come whole. */
#define PAGE_BYTES 4096

struct _LimbeckScriptOpener
{
  LimbeckScriptReader *reader;
  char                *buffer;
  gsize                buffer_size;
  gint64               now_ns;
  gboolean             is_brief;
  gboolean             is_owner;
};

LimbeckScriptOpener *
limbeck_script_opener_new (void)
{
  LimbeckScriptOpener *self = g_new0 (LimbeckScriptOpener, 1);

  self->reader = limbeck_script_reader_new ();
  self->buffer_size = 64 * 1024;
  self->buffer = g_malloc (self->buffer_size);
  self->now_ns = g_get_real_time () * 1000;
  self->is_owner = TRUE;

  return self;
}

void
limbeck_script_opener_free (LimbeckScriptOpener *self)
{
  if (self == NULL)
    return;

  limbeck_script_reader_free (self->reader);
  g_free (self->buffer);
  g_free (self);
}

void
limbeck_script_opener_set_brief (LimbeckScriptOpener *self, gboolean is_brief)
{
  g_return_if_fail (self != NULL);

  self->is_brief = is_brief;
  limbeck_script_reader_set_brief (self->reader, is_brief);
}

static LimbeckScriptStamp
make_stamp (const LimbeckScriptOpener *self, const struct stat *status)
{
  gint64             modified_ns = status->st_mtim.tv_sec * SECOND_NS + status->st_mtim.tv_nsec;
  gint64             grain = status->st_mtim.tv_nsec == 0 ? COARSE_GRAIN_NS : FINE_GRAIN_NS;
  LimbeckScriptStamp stamp = {
    .device = status->st_dev,
    .inode = status->st_ino,
    .size = status->st_size,
    .modified_ns = ABS (self->now_ns - modified_ns) < grain ? -1 : modified_ns,
  };

  return stamp;
}

static gboolean
is_same_stamp (const LimbeckScriptStamp *a, const LimbeckScriptStamp *b)
{
  return a->modified_ns >= 0 && a->modified_ns == b->modified_ns && a->size == b->size &&
         a->inode == b->inode && a->device == b->device;
}

static LimbeckScript *
refuse (LimbeckScriptOpener      *self,
        const char               *path,
        LimbeckScript            *previous,
        const LimbeckScriptStamp *stamp,
        LimbeckScriptProblem      problem,
        int                       system_error)
{
  LimbeckScriptState state = LIMBECK_SCRIPT_UNREADABLE;

  if (problem == LIMBECK_SCRIPT_PROBLEM_TOO_LARGE || problem == LIMBECK_SCRIPT_PROBLEM_COMPILED)
    state = LIMBECK_SCRIPT_COMPUTED;
  if (previous != NULL && previous->problem == problem && previous->system_error == system_error &&
      previous->stamp.size == stamp->size)
    return limbeck_script_ref (previous);

  return limbeck_script_reader_refuse (self->reader, path, stamp, state, problem, system_error);
}

static LimbeckScript *
refuse_io (LimbeckScriptOpener *self, const char *path, LimbeckScript *previous, int system_error)
{
  LimbeckScriptStamp stamp = { .modified_ns = -1 };

  return refuse (self, path, previous, &stamp, LIMBECK_SCRIPT_PROBLEM_IO, system_error);
}

static LimbeckScript *
refuse_special (LimbeckScriptOpener *self,
                const char          *path,
                LimbeckScript       *previous,
                const struct stat   *status)
{
  LimbeckScriptStamp stamp = make_stamp (self, status);

  return refuse (self,
                 path,
                 previous,
                 &stamp,
                 S_ISDIR (status->st_mode) ? LIMBECK_SCRIPT_PROBLEM_DIRECTORY
                                           : LIMBECK_SCRIPT_PROBLEM_NOT_REGULAR,
                 0);
}

/* Whole contents of @fd, which may grow or shrink meanwhile: -1 with errno, or more than MAX_BYTES if it is too much. */
static gssize
read_all (LimbeckScriptOpener *self, int fd, gsize expected)
{
  gsize n = 0;

  for (;;)
    {
      gssize n_read;

      if (MAX (n, expected) + 2 > self->buffer_size)
        {
          self->buffer_size = MAX (self->buffer_size * 2, expected + 2);
          self->buffer = g_realloc (self->buffer, self->buffer_size);
        }
      n_read = read (fd, self->buffer + n, self->buffer_size - 1 - n);
      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        return -1;
      n += n_read;
      if (n_read == 0 || n == expected || n > MAX_BYTES)
        break;
    }
  self->buffer[n] = '\0';

  return n;
}

static LimbeckScript *
read_opened (LimbeckScriptOpener *self, int fd, const char *path, LimbeckScript *previous)
{
  struct stat        status;
  LimbeckScriptStamp stamp;
  gssize             length;

  if (fstat (fd, &status) != 0)
    return refuse_io (self, path, previous, errno);
  if (!S_ISREG (status.st_mode))
    return refuse_special (self, path, previous, &status);

  stamp = make_stamp (self, &status);
  if (!g_str_has_suffix (path, ".py"))
    return refuse (self, path, previous, &stamp, LIMBECK_SCRIPT_PROBLEM_COMPILED, 0);

  length = status.st_size > MAX_BYTES ? MAX_BYTES + 1 : read_all (self, fd, status.st_size);
  if (length < 0)
    return refuse_io (self, path, previous, errno);
  if (length > MAX_BYTES)
    return refuse (self, path, previous, &stamp, LIMBECK_SCRIPT_PROBLEM_TOO_LARGE, 0);

  return limbeck_script_reader_read (self->reader, path, &stamp, self->buffer, length);
}

/*
 * What the directory calls a plain file, and what turns out to end within the buffer, needs no fstat(), which costs as much as
 * a tenth of opening, reading and closing it. Everything else is looked at after all; so is what seems to be empty, as a FIFO
 * would that has come into the place of a file.
 */
static LimbeckScript *
read_briefly (LimbeckScriptOpener *self, int fd, const char *path)
{
  static const LimbeckScriptStamp unknown = { .modified_ns = -1 };

  gsize  room = self->buffer_size - 1;
  gssize length = read (fd, self->buffer, room);

  if (length <= 0 || (gsize) length == room ||
      (length >= PAGE_BYTES && read (fd, self->buffer + length, room - length) != 0))
    {
      (void) lseek (fd, 0, SEEK_SET);
      return read_opened (self, fd, path, NULL);
    }
  self->buffer[length] = '\0';

  return limbeck_script_reader_read (self->reader, path, &unknown, self->buffer, length);
}

/* Reading costs 4 % less where no time of access is to be kept, but only the owner of a file may ask for that. */
static int
open_file (LimbeckScriptOpener *self, int directory_fd, const char *name)
{
  const int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
  int       fd = openat (directory_fd, name, self->is_owner ? flags | O_NOATIME : flags);

  if (fd >= 0 || errno != EPERM || !self->is_owner)
    return fd;
  self->is_owner = FALSE;

  return openat (directory_fd, name, flags);
}

LimbeckScript *
limbeck_script_opener_read (LimbeckScriptOpener *self,
                            int                  directory_fd,
                            const char          *name,
                            guint8               type,
                            const char          *path,
                            LimbeckScript       *previous)
{
  LimbeckScript *script;
  int            fd;

  g_return_val_if_fail (self != NULL && name != NULL && path != NULL, NULL);

  /* What is no plain file is looked at before it is opened: a FIFO would notice. */
  if (previous != NULL || type != DT_REG)
    {
      struct stat        status;
      LimbeckScriptStamp stamp;

      if (fstatat (directory_fd, name, &status, 0) != 0)
        return refuse_io (self, path, previous, errno);
      if (!S_ISREG (status.st_mode))
        return refuse_special (self, path, previous, &status);

      stamp = make_stamp (self, &status);
      if (previous != NULL && is_same_stamp (&previous->stamp, &stamp))
        return limbeck_script_ref (previous);
    }

  fd = open_file (self, directory_fd, name);
  if (fd < 0)
    return refuse_io (self, path, previous, errno);
  script = self->is_brief && type == DT_REG && g_str_has_suffix (path, ".py")
               ? read_briefly (self, fd, path)
               : read_opened (self, fd, path, previous);
  close (fd);

  return script;
}

#pragma once

#include <gio/gio.h>

/**
 * LimbeckScriptState:
 * @LIMBECK_SCRIPT_READ: everything that Alembic takes from the file is literal, and was read
 * @LIMBECK_SCRIPT_COMPUTED: the file has to be run to know what it says
 * @LIMBECK_SCRIPT_REFUSED: Alembic refuses the file, and with it the whole tree
 * @LIMBECK_SCRIPT_UNREADABLE: there is no reading the file
 */
typedef enum
{
  LIMBECK_SCRIPT_READ,
  LIMBECK_SCRIPT_COMPUTED,
  LIMBECK_SCRIPT_REFUSED,
  LIMBECK_SCRIPT_UNREADABLE,
} LimbeckScriptState;

/**
 * LimbeckScriptProblem:
 * @LIMBECK_SCRIPT_PROBLEM_NONE: it was read
 * @LIMBECK_SCRIPT_PROBLEM_NOT_LITERAL: a value that only Python can compute
 * @LIMBECK_SCRIPT_PROBLEM_DYNAMIC: code that may set any name (`exec`, `globals ()`, …)
 * @LIMBECK_SCRIPT_PROBLEM_SYNTAX: it is not Python that the reader understands
 * @LIMBECK_SCRIPT_PROBLEM_ENCODING: its bytes are not in the encoding that it declares
 * @LIMBECK_SCRIPT_PROBLEM_TOO_LARGE: more bytes than the reader takes
 * @LIMBECK_SCRIPT_PROBLEM_COMPILED: a `.pyc` without its source
 * @LIMBECK_SCRIPT_PROBLEM_NO_REVISION: neither a revision id inside nor one in the name
 * @LIMBECK_SCRIPT_PROBLEM_NO_DOWN_REVISION: no `down_revision`, not even None
 * @LIMBECK_SCRIPT_PROBLEM_NOT_REGULAR: a FIFO, a socket or a device: opening it could wait for ever
 * @LIMBECK_SCRIPT_PROBLEM_DIRECTORY: a directory, which only Alembic before 1.10 trips over
 * @LIMBECK_SCRIPT_PROBLEM_IO: the system refuses it, see LimbeckScript.system_error
 */
typedef enum
{
  LIMBECK_SCRIPT_PROBLEM_NONE,
  LIMBECK_SCRIPT_PROBLEM_NOT_LITERAL,
  LIMBECK_SCRIPT_PROBLEM_DYNAMIC,
  LIMBECK_SCRIPT_PROBLEM_SYNTAX,
  LIMBECK_SCRIPT_PROBLEM_ENCODING,
  LIMBECK_SCRIPT_PROBLEM_TOO_LARGE,
  LIMBECK_SCRIPT_PROBLEM_COMPILED,
  LIMBECK_SCRIPT_PROBLEM_NO_REVISION,
  LIMBECK_SCRIPT_PROBLEM_NO_DOWN_REVISION,
  LIMBECK_SCRIPT_PROBLEM_NOT_REGULAR,
  LIMBECK_SCRIPT_PROBLEM_DIRECTORY,
  LIMBECK_SCRIPT_PROBLEM_IO,
} LimbeckScriptProblem;

/**
 * LimbeckScriptStamp:
 *
 * Which state of which file was read. Two equal stamps mean the same contents; @modified_ns is -1 where the
 * file was so new that a later change might not show in its time.
 */
typedef struct
{
  guint64 device;
  guint64 inode;
  gint64  size;
  gint64  modified_ns;
} LimbeckScriptStamp;

/**
 * LimbeckScriptText:
 *
 * The single strings of a script.
 */
typedef enum
{
  LIMBECK_SCRIPT_PATH,
  LIMBECK_SCRIPT_ID,
  LIMBECK_SCRIPT_DOCSTRING,
  LIMBECK_SCRIPT_MESSAGE,
  LIMBECK_SCRIPT_CREATE_DATE,
  LIMBECK_SCRIPT_N_TEXTS,
} LimbeckScriptText;

/**
 * LimbeckScriptList:
 *
 * The lists of a script.
 */
typedef enum
{
  LIMBECK_SCRIPT_DOWN_REVISIONS,
  LIMBECK_SCRIPT_BRANCH_LABELS,
  LIMBECK_SCRIPT_DEPENDS_ON,
  LIMBECK_SCRIPT_N_LISTS,
} LimbeckScriptList;

/**
 * LimbeckScript:
 * @texts: what is not there is %NULL
 * @lists: %NULL-terminated
 * @line: where @problem is, from 1; 0 if it is not at a line
 * @subject: (nullable): the name that @problem is about, for example "down_revision"; a static string
 * @system_error: errno for LIMBECK_SCRIPT_PROBLEM_IO
 * @is_dependent: whether depends_on is there at all, even if it names nothing
 * @needs_set_support: whether only Alembic 1.12.1 and later takes its down_revision, a set of one
 *
 * What one revision file says, before anything is known of the others. Immutable and shared by the graphs
 * of one target as long as the file does not change; lives in one block of memory.
 */
typedef struct
{
  gatomicrefcount      ref_count;
  LimbeckScriptState   state;
  LimbeckScriptProblem problem;
  guint                line;
  const char          *subject;
  int                  system_error;
  gboolean             is_dependent;
  gboolean             needs_set_support;
  LimbeckScriptStamp   stamp;
  const char          *texts[LIMBECK_SCRIPT_N_TEXTS];
  const char *const   *lists[LIMBECK_SCRIPT_N_LISTS];
} LimbeckScript;

LimbeckScript *limbeck_script_ref (LimbeckScript *self);
void           limbeck_script_unref (LimbeckScript *self);

/** limbeck_script_get_name: the name of the file without its directory. */
const char *limbeck_script_get_name (LimbeckScript *self);

/**
 * LimbeckScriptDraft:
 * @script: the plain members, as they shall be
 * @is_brief: whether docstrings are left out, apart from the message and the date in them
 *
 * Collects what a file says; used for one file after the other, so that reading thousands costs one
 * allocation for each.
 */
typedef struct _LimbeckScriptDraft LimbeckScriptDraft;

struct _LimbeckScriptDraft
{
  LimbeckScript script;
  gboolean      is_brief;
  GString      *bytes;
  gssize        texts[LIMBECK_SCRIPT_N_TEXTS];
  GArray       *lists[LIMBECK_SCRIPT_N_LISTS];
};

LimbeckScriptDraft *limbeck_script_draft_new (void);
void                limbeck_script_draft_free (LimbeckScriptDraft *self);

/** limbeck_script_draft_reset: begins another script. */
void limbeck_script_draft_reset (LimbeckScriptDraft *self);

/** limbeck_script_draft_add_bytes: keeps @length bytes and returns their place, for the two below. */
gsize limbeck_script_draft_add_bytes (LimbeckScriptDraft *self, const char *bytes, gsize length);

void limbeck_script_draft_set_text (LimbeckScriptDraft *self, LimbeckScriptText text, gsize place);
void limbeck_script_draft_append (LimbeckScriptDraft *self, LimbeckScriptList list, gsize place);

/**
 * limbeck_script_draft_set_docstring:
 * @self: a draft
 * @docstring: (array length=length): valid UTF-8, but none of the draft's own bytes
 * @length: bytes of it
 *
 * Sets docstring, message and creation date from a module's docstring by Alembic's rules: stripped, and the
 * message is what stands before the first empty line ("empty message" is none).
 */
void
limbeck_script_draft_set_docstring (LimbeckScriptDraft *self, const char *docstring, gsize length);

/** limbeck_script_draft_refuse: notes that the script could not be read. */
void limbeck_script_draft_refuse (LimbeckScriptDraft  *self,
                                  LimbeckScriptState   state,
                                  LimbeckScriptProblem problem,
                                  const char          *subject,
                                  guint                line);

/** limbeck_script_draft_finish: (transfer full): the script; the draft can be reset and used again. */
LimbeckScript *limbeck_script_draft_finish (LimbeckScriptDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckScript, limbeck_script_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckScriptDraft, limbeck_script_draft_free)

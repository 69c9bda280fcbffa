#pragma once

#include "core/revisions/script.h"

/**
 * LimbeckScriptReader:
 *
 * Reads what Alembic takes from a revision file, without running it: `revision`, `down_revision`,
 * `branch_labels`, `depends_on` and the docstring, as the last assignments at module level leave them. What is
 * not literal is computed; the reader never guesses. Keeps its buffers from file to file.
 */
typedef struct _LimbeckScriptReader LimbeckScriptReader;

LimbeckScriptReader *limbeck_script_reader_new (void);
void                 limbeck_script_reader_free (LimbeckScriptReader *self);

/** limbeck_script_reader_set_brief: whether docstrings are left out, apart from the message and the date in them. */
void limbeck_script_reader_set_brief (LimbeckScriptReader *self, gboolean is_brief);

/**
 * limbeck_script_reader_read:
 * @self: a reader
 * @path: absolute path of the file; its name may give the revision id, as Alembic 0.1 had it
 * @stamp: which state of the file this is
 * @source: (array length=length): the bytes of the file, with one NUL behind them
 * @length: number of bytes
 *
 * Returns: (transfer full): what the file says, or why that is not known
 */
LimbeckScript *limbeck_script_reader_read (LimbeckScriptReader      *self,
                                           const char               *path,
                                           const LimbeckScriptStamp *stamp,
                                           const char               *source,
                                           gsize                     length);

/**
 * limbeck_script_reader_refuse:
 * @self: a reader
 * @path: absolute path of the file
 * @stamp: which state of the file this is
 * @state: LIMBECK_SCRIPT_COMPUTED or worse
 * @problem: why it is not even looked into
 * @system_error: errno or 0
 *
 * Returns: (transfer full): a script that says only what is wrong
 */
LimbeckScript *limbeck_script_reader_refuse (LimbeckScriptReader      *self,
                                             const char               *path,
                                             const LimbeckScriptStamp *stamp,
                                             LimbeckScriptState        state,
                                             LimbeckScriptProblem      problem,
                                             int                       system_error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckScriptReader, limbeck_script_reader_free)

#pragma once

#include "core/revisions/script.h"

/**
 * LimbeckScriptOpener:
 *
 * Opens and reads revision files, whatever they turn out to be: a FIFO, a directory, a file of 200 MB, one that
 * nobody may read or that is being written. Keeps its buffers from file to file.
 */
typedef struct _LimbeckScriptOpener LimbeckScriptOpener;

LimbeckScriptOpener *limbeck_script_opener_new (void);
void                 limbeck_script_opener_free (LimbeckScriptOpener *self);

/**
 * limbeck_script_opener_set_brief:
 * @self: an opener
 * @is_brief: whether what is read serves one answer only
 *
 * Then docstrings are left out, apart from the message and the date in them, and the state of the files is not noted: given
 * as previous ones later, these scripts are read again.
 */
void limbeck_script_opener_set_brief (LimbeckScriptOpener *self, gboolean is_brief);

/**
 * limbeck_script_opener_read:
 * @self: an opener
 * @directory_fd: the directory
 * @name: the file in it
 * @type: DT_REG, … of readdir()
 * @path: absolute path that the script gets
 * @previous: (nullable): what the file at @path said before
 *
 * Returns: (transfer full): what the file says or why it can't be read; @previous itself if the file has not changed,
 *   which costs one look at it and does not open it
 */
LimbeckScript *limbeck_script_opener_read (LimbeckScriptOpener *self,
                                           int                  directory_fd,
                                           const char          *name,
                                           guint8               type,
                                           const char          *path,
                                           LimbeckScript       *previous);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckScriptOpener, limbeck_script_opener_free)

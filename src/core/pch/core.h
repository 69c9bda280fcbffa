/* Outside headers that most files of the core and the command line include, compiled once instead of for each file.
 * A file still includes what it uses: -Db_pch=false compiles without this one. */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

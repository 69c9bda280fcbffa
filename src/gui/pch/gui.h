/* Outside headers that most files of the window include, compiled once instead of for each file. A file still
 * includes what it uses: -Db_pch=false compiles without this one. */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

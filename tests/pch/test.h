/* Outside headers that most tests include, compiled once instead of for each file. A file still includes what it uses:
 * -Db_pch=false compiles without this one. */

#include "config.h"

#include <check.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

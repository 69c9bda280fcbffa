#pragma once

#include <json-glib/json-glib.h>

/**
 * Oracle:
 *
 * A Python program beside these tests that answers each line of JSON with another one.
 */
typedef struct _Oracle Oracle;

/** oracle_is_possible: whether /usr/bin/python3 can import Alembic. */
gboolean oracle_is_possible (void);

/** oracle_new: starts @program of this folder. */
Oracle *oracle_new (const char *program);
void    oracle_free (Oracle *self);

/** oracle_ask: (transfer full): the answer to @question, which ends here; there always is one. */
JsonNode *oracle_ask (Oracle *self, JsonBuilder *question);

/** oracle_join: (transfer full): the strings of @array with blanks between them. */
char *oracle_join (JsonArray *array);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Oracle, oracle_free)

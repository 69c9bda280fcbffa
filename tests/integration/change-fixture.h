#pragma once

#include "ctl-shop.h"

/** What an upgrade or downgrade answers. */
#define CHANGE_SHAPE "schema:i error:on verdict:on gates:an backup:sn"

/** add_revision: the database goes to c3, and one revision more, d4 with @upgrade, stands on top of it. */
void add_revision (const char *upgrade);

/** get_verdict: (transfer none): the verdict of an answer, which has to have this outcome. */
JsonObject *get_verdict (Ctl *ctl, const char *outcome);

/** assert_no_session: no process of the run is left on the server. */
void assert_no_session (void);

#pragma once

#include <glib.h>

/** random_source_new: (transfer full): a revision file put together from statements that bind its names in odd ways. */
char *random_source_new (GRand *rand);

#pragma once

#include "cli/verb.h"

/** limbeck_usage_dup_program: what `limbeckctl --help` says. */
char *limbeck_usage_dup_program (void);

/** limbeck_usage_dup_verb: what `limbeckctl VERB --help` says. */
char *limbeck_usage_dup_verb (const LimbeckVerb *verb);

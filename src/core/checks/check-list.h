#pragma once

#include "core/checks/checks.h"

/**
 * LimbeckCheck:
 * @id: of the finding that says that it could not be run, and of its question's answer
 * @func: what it does
 * @sql: (nullable): its question to the server
 * @unknown: (nullable): the title if its question has no answer, or if it was not done in time; to be translated
 * @timeout_ms: more than 0 if it looks at disks or starts programs: its time limit. It runs in a thread of its own then, beside the
 *   others, and leaves the connection alone
 *
 * A check and what it needs.
 */
typedef struct
{
  const char      *id;
  LimbeckCheckFunc func;
  const char      *sql;
  const char      *unknown;
  guint            timeout_ms;
} LimbeckCheck;

/** limbeck_check_list: every check, in the order in which a person would look; ends with one that has no function. */
extern const LimbeckCheck limbeck_check_list[];

#pragma once

/**
 * LimbeckExitStatus:
 * @LIMBECK_EXIT_DONE: done, or nothing to do
 * @LIMBECK_EXIT_FAILED: the operation failed and nothing was changed
 * @LIMBECK_EXIT_USAGE: bad usage
 * @LIMBECK_EXIT_BLOCKED: a check blocks
 * @LIMBECK_EXIT_UNANSWERED: a gate is unanswered
 * @LIMBECK_EXIT_STOPPED: the time limit was over, or it was cancelled
 * @LIMBECK_EXIT_LEFT_BEHIND: failed, and something was left behind
 * @LIMBECK_EXIT_UNREADABLE: what is needed (database, configuration, interpreter, …) can't be reached or read
 * @LIMBECK_EXIT_LOCKED: another run holds the lock
 *
 * Exit statuses of `limbeckctl`; part of its interface.
 */
typedef enum
{
  LIMBECK_EXIT_DONE = 0,
  LIMBECK_EXIT_FAILED = 1,
  LIMBECK_EXIT_USAGE = 2,
  LIMBECK_EXIT_BLOCKED = 3,
  LIMBECK_EXIT_UNANSWERED = 4,
  LIMBECK_EXIT_STOPPED = 5,
  LIMBECK_EXIT_LEFT_BEHIND = 6,
  LIMBECK_EXIT_UNREADABLE = 7,
  LIMBECK_EXIT_LOCKED = 8,
} LimbeckExitStatus;

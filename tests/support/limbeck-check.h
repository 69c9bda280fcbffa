#pragma once

#include <check.h>
#include <glib.h>

/**
 * LIMBECK_TEST_SLACK_US:
 *
 * What a busy machine may add to a wait, in microseconds. Far below what the wait would take without the limit, or the
 * cancellation, that is tested.
 */
#define LIMBECK_TEST_SLACK_US (5 * G_USEC_PER_SEC)

/**
 * limbeck_check_main:
 * @suite: (transfer full): what to run
 *
 * Runs @suite as Check's environment variables say (Meson sets TAP on standard output) and frees it.
 *
 * Returns: the exit status for main()
 */
int limbeck_check_main (Suite *suite);

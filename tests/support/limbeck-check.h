#pragma once

#include <check.h>
#include <glib.h>

/**
 * limbeck_check_main:
 * @suite: (transfer full): what to run
 *
 * Runs @suite as Check's environment variables say (Meson sets TAP on standard output) and frees it.
 *
 * Returns: the exit status for main()
 */
int limbeck_check_main (Suite *suite);

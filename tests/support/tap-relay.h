#pragma once

/**
 * limbeck_tap_relay_start:
 *
 * Check writes the whole message of a failed test behind its number, and a message of several lines is no valid TAP
 * (Meson takes its lines for results of their own, or complains). Where CK_TAP_LOG_FILE_NAME asks for TAP on standard
 * output, this lets Check write to a process of its own, which passes everything on and marks such lines as comments.
 */
void limbeck_tap_relay_start (void);

/** limbeck_tap_relay_stop: waits until everything has been passed on. Check must have written its plan. */
void limbeck_tap_relay_stop (void);

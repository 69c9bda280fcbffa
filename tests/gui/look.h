#pragma once

#include <gtk/gtk.h>

/*
 * How the window looks to people who have little room, another language or other colours. Every look at a window is measured: what
 * is cut, what reaches outside, what has no name and what the keyboard can't reach is a fault.
 */

/** limbeck_look_start: an application (limbeck_gui_test_start) that speaks @language: "en" or "de". */
void limbeck_look_start (const char *language);

/** limbeck_look_stop: ends it, and fails with every fault that was seen. */
void limbeck_look_stop (void);

/**
 * limbeck_look_at:
 * @window: a mapped window
 * @name: what is to be seen, for the pictures and the faults
 *
 * Looks at @window at full width, at 360 pixels light and dark, and from right to left.
 */
void limbeck_look_at (gpointer window, const char *name);

/** limbeck_look_once: looks at @window as it is; for a dialog that has one size. */
void limbeck_look_once (gpointer window, const char *name);

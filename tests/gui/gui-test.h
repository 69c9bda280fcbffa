#pragma once

#include <adwaita.h>

#include "gui/application/application.h"
#include "gui/window/window.h"

/*
 * The real application, in the process of a test. Nothing of GTK may be started in Check's parent process (the forked tests
 * would share its connection to the display), so start and stop belong into a checked fixture:
 *
 *     tcase_add_checked_fixture (tcase, limbeck_gui_test_start, limbeck_gui_test_stop);
 *
 * What waits, waits for something that can be observed, and fails the test after 30 seconds.
 */

/** limbeck_gui_test_start: an application of this test's own, without animations and with settings in memory. */
void limbeck_gui_test_start (void);

/** limbeck_gui_test_stop: closes every window and ends the application. */
void limbeck_gui_test_stop (void);

/** limbeck_gui_test_open: (transfer none): a window of 1000 × 680 on the project at @path; %NULL opens none. */
LimbeckWindow *limbeck_gui_test_open (const char *path);

/** limbeck_gui_test_wait_surveyed: until the thorough survey of the window has arrived and nothing is being asked any more. */
void limbeck_gui_test_wait_surveyed (LimbeckWindow *window);

/**
 * LimbeckCondition:
 * @data: as given
 *
 * Returns: whether what a test waits for is the case
 */
typedef gboolean (*LimbeckCondition) (gpointer data);

/** limbeck_gui_test_wait: iterates the main loop until @condition holds. */
void limbeck_gui_test_wait (LimbeckCondition condition, gpointer data);

/** limbeck_gui_test_settle: until a frame has been drawn after everything that is queued now. */
void limbeck_gui_test_settle (gpointer window);

/** limbeck_gui_test_find: (transfer none): the widget below @root whose id in its .ui file is @id; fails if there is none. */
gpointer limbeck_gui_test_find (gpointer root, const char *id);

/** limbeck_gui_test_find_label: (transfer none) (nullable): a mapped label below @root that shows @text. */
GtkWidget *limbeck_gui_test_find_label (gpointer root, const char *text);

/** limbeck_gui_test_find_type: (transfer none) (nullable): the first mapped widget below @root of the type called @type. */
gpointer limbeck_gui_test_find_type (gpointer root, const char *type);

/** limbeck_gui_test_wait_label: until a label below @root shows @text. */
void limbeck_gui_test_wait_label (gpointer root, const char *text);

/** limbeck_gui_test_wait_mapped: until the widget with this id is mapped (@is_mapped) or not. */
void limbeck_gui_test_wait_mapped (gpointer root, const char *id, gboolean is_mapped);

/** limbeck_gui_test_click: clicks the button with this id; fails if it is insensitive or hidden. */
void limbeck_gui_test_click (gpointer root, const char *id);

/** limbeck_gui_test_click_label: clicks the button that shows @text, a mnemonic left out. */
void limbeck_gui_test_click_label (gpointer root, const char *text);

/** limbeck_gui_test_type: replaces the text of the entry with this id. */
void limbeck_gui_test_type (gpointer root, const char *id, const char *text);

/** limbeck_gui_test_press: a real key press by xdotool: "ctrl+f", "Escape". */
void limbeck_gui_test_press (const char *keys);

/** limbeck_gui_test_wait_window: (transfer none): until there is a mapped toplevel of the type called @type. */
gpointer limbeck_gui_test_wait_window (const char *type);

/** limbeck_gui_test_resize: until the window is @width × @height; less than it needs fails. */
void limbeck_gui_test_resize (gpointer window, int width, int height);

/** limbeck_gui_test_set_dark: the dark style, or the light one. */
void limbeck_gui_test_set_dark (gboolean is_dark);

/**
 * limbeck_gui_test_shoot:
 * @window: a mapped window
 * @name: name of the picture without ".png"
 *
 * Saves what the window shows in `$LIMBECK_SCREENSHOTS`, for people.
 */
void limbeck_gui_test_shoot (gpointer window, const char *name);

/** limbeck_gui_test_dup_toast: (transfer full) (nullable): the text of the toast that is shown. */
char *limbeck_gui_test_dup_toast (gpointer window);

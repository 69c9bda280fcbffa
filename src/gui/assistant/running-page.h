#pragma once

#include "gui/assistant/assistant-page.h"

/**
 * LimbeckRunningPage:
 *
 * The run: steps, progress, time limit, output, who is in the way. Starts the executor when it is entered and advances once there is a
 * verdict, or the executor has refused to start.
 */
#define LIMBECK_TYPE_RUNNING_PAGE (limbeck_running_page_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckRunningPage,
                      limbeck_running_page,
                      LIMBECK,
                      RUNNING_PAGE,
                      LimbeckAssistantPage)

gboolean limbeck_running_page_is_running (LimbeckRunningPage *self);

/** limbeck_running_page_cancel: asks the run to stop; it is over when the page advances. */
void limbeck_running_page_cancel (LimbeckRunningPage *self);

/** limbeck_running_page_get_output: (transfer none): the lines that were printed, for the result. */
GtkTextBuffer *limbeck_running_page_get_output (LimbeckRunningPage *self);

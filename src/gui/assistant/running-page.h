#pragma once

#include "gui/assistant/assistant-page.h"

/**
 * LimbeckRunningPage:
 *
 * The run: steps, progress, time limit, output, who is in the way.
 */
#define LIMBECK_TYPE_RUNNING_PAGE (limbeck_running_page_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckRunningPage,
                      limbeck_running_page,
                      LIMBECK,
                      RUNNING_PAGE,
                      LimbeckAssistantPage)

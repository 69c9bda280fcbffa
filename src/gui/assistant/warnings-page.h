#pragma once

#include "gui/assistant/assistant-page.h"

/**
 * LimbeckWarningsPage:
 *
 * The risks and warnings that have to be accepted one by one; where a check blocks, the way ends here.
 */
#define LIMBECK_TYPE_WARNINGS_PAGE (limbeck_warnings_page_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckWarningsPage,
                      limbeck_warnings_page,
                      LIMBECK,
                      WARNINGS_PAGE,
                      LimbeckAssistantPage)

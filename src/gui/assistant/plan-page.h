#pragma once

#include "gui/assistant/assistant-page.h"

/**
 * LimbeckPlanPage:
 *
 * What would run, in which order, and what it does to data. Asks nothing.
 */
#define LIMBECK_TYPE_PLAN_PAGE (limbeck_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckPlanPage, limbeck_plan_page, LIMBECK, PLAN_PAGE, LimbeckAssistantPage)

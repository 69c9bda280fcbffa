#pragma once

#include "gui/assistant/assistant-page.h"

/**
 * LimbeckConfirmPage:
 *
 * Everything once more, and the database's name typed by hand where data is at stake.
 */
#define LIMBECK_TYPE_CONFIRM_PAGE (limbeck_confirm_page_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckConfirmPage,
                      limbeck_confirm_page,
                      LIMBECK,
                      CONFIRM_PAGE,
                      LimbeckAssistantPage)

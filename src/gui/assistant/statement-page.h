#pragma once

#include "gui/assistant/assistant-page.h"

/**
 * LimbeckStatementPage:
 *
 * What cannot be undone without a backup, and the written statement of the person who goes on.
 */
#define LIMBECK_TYPE_STATEMENT_PAGE (limbeck_statement_page_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckStatementPage,
                      limbeck_statement_page,
                      LIMBECK,
                      STATEMENT_PAGE,
                      LimbeckAssistantPage)

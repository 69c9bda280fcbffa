#pragma once

#include "gui/assistant/assistant-page.h"

/**
 * LimbeckResultPage:
 *
 * The verdict, and what to do next. It stays until it is closed.
 */
#define LIMBECK_TYPE_RESULT_PAGE (limbeck_result_page_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckResultPage,
                      limbeck_result_page,
                      LIMBECK,
                      RESULT_PAGE,
                      LimbeckAssistantPage)

/** limbeck_result_page_set_output: shows the lines that the run printed. */
void limbeck_result_page_set_output (LimbeckResultPage *self, GtkTextBuffer *output);

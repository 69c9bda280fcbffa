#pragma once

#include <gtk/gtk.h>

#include "core/checks/survey.h"

/**
 * LimbeckChecksPage:
 *
 * What the checks saw: blockers, then warnings, then what passed, folded.
 */
#define LIMBECK_TYPE_CHECKS_PAGE (limbeck_checks_page_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckChecksPage, limbeck_checks_page, LIMBECK, CHECKS_PAGE, GtkWidget)

/**
 * limbeck_checks_page_set_survey:
 * @self: a page
 * @survey: (nullable): what to show; %NULL while nothing is known yet
 * @is_complete: whether all checks have run
 */
void limbeck_checks_page_set_survey (LimbeckChecksPage *self,
                                     LimbeckSurvey     *survey,
                                     gboolean           is_complete);

/** limbeck_checks_page_set_busy: whether the checks are running again; what is shown stays meanwhile. */
void limbeck_checks_page_set_busy (LimbeckChecksPage *self, gboolean is_busy);

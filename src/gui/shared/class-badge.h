#pragma once

#include <gtk/gtk.h>

#include "core/checks/survey.h"

/**
 * LimbeckClassBadge:
 *
 * How much depends on a database: the class as a word with an icon and a colour, so that the colour is never the only sign.
 */
#define LIMBECK_TYPE_CLASS_BADGE (limbeck_class_badge_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckClassBadge, limbeck_class_badge, LIMBECK, CLASS_BADGE, GtkWidget)

/**
 * limbeck_class_badge_show:
 * @self: a badge
 * @survey: (nullable): whose database; without a URL the badge is hidden
 */
void limbeck_class_badge_show (LimbeckClassBadge *self, LimbeckSurvey *survey);

/** limbeck_class_badge_get_icon: name of the icon of a class. */
const char *limbeck_class_badge_get_icon (LimbeckTargetCategory target_class);

/** limbeck_class_badge_get_explanation: in a sentence: what the class means, and whether it was set or guessed. */
const char *
limbeck_class_badge_get_explanation (LimbeckTargetCategory target_class, gboolean is_set);

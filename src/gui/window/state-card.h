#pragma once

#include <gtk/gtk.h>

#include "core/checks/survey.h"

/**
 * LimbeckStateCard:
 *
 * Says in one sentence where the database stands, in one line the facts, and how the checks are. What is being asked again shows a
 * spinner beside what is known.
 */
#define LIMBECK_TYPE_STATE_CARD (limbeck_state_card_get_type ())
G_DECLARE_FINAL_TYPE (LimbeckStateCard, limbeck_state_card, LIMBECK, STATE_CARD, GtkWidget)

/**
 * limbeck_state_card_show:
 * @self: a card
 * @survey: (nullable): the newest survey
 * @checked: (nullable): the newest thorough one
 * @is_busy: whether something is being asked
 * @stage: (nullable): what
 */
void limbeck_state_card_show (LimbeckStateCard *self,
                              LimbeckSurvey    *survey,
                              LimbeckSurvey    *checked,
                              gboolean          is_busy,
                              const char       *stage);

/** limbeck_state_card_get_apply: (transfer none): the button that applies the updates; visible where the card is narrow. */
GtkButton *limbeck_state_card_get_apply (LimbeckStateCard *self);

#pragma once

#include "gui/assistant/assistant.h"

#include "gui-shop.h"
#include "gui-test.h"
#include "limbeck-check.h"

/*
 * The guided way on the sample shop (gui-shop.h) in a database of its own.
 */

typedef struct
{
  const char         *database;
  LimbeckTestProject *project;
  LimbeckWindow      *window;
  LimbeckAssistant   *assistant;
} LimbeckGuide;

/** limbeck_guide_open: the shop at @revision, its window, and the guided way to @target in @direction. */
void limbeck_guide_open (LimbeckGuide    *self,
                         const char      *database,
                         const char      *revision,
                         LimbeckDirection direction,
                         const char      *target);

/** limbeck_guide_open_project: the same for a project that a test has changed itself. */
void limbeck_guide_open_project (LimbeckGuide       *self,
                                 const char         *database,
                                 LimbeckTestProject *project,
                                 LimbeckDirection    direction,
                                 const char         *target);

void limbeck_guide_clear (LimbeckGuide *self);

/** limbeck_guide_next: presses the button of the page, whatever it says. */
void limbeck_guide_next (LimbeckGuide *self);

/** limbeck_guide_go_to_backup: from the plan to the question about the backup, through the checks. */
void limbeck_guide_go_to_backup (LimbeckGuide *self);

/** limbeck_guide_choose: chooses the answer with this id: "take", "own", "none". */
void limbeck_guide_choose (LimbeckGuide *self, const char *id);

/** limbeck_guide_accept_warnings: presses every "I accept this" of the checks. */
void limbeck_guide_accept_warnings (LimbeckGuide *self);

gboolean limbeck_guide_may_go_on (LimbeckGuide *self);

/** limbeck_guide_wait_gone: until the guided way is closed. */
void limbeck_guide_wait_gone (LimbeckGuide *self);

/** limbeck_guide_assert_stands_at: what the version table holds, asked on a connection of the test's own. */
void limbeck_guide_assert_stands_at (LimbeckGuide *self, const char *revision);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LimbeckGuide, limbeck_guide_clear)

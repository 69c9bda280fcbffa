#pragma once

#include <adwaita.h>

#include "gui/assistant/flow.h"

/**
 * LimbeckAssistantPage:
 *
 * One page of the guided way: it asks one question and writes the answer into the flow. It never acts on its own: the assistant
 * moves on.
 *
 * Signal LimbeckAssistantPage::advance is emitted when the page has done its work (a backup, a run) and the next one may come.
 */
#define LIMBECK_TYPE_ASSISTANT_PAGE (limbeck_assistant_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (LimbeckAssistantPage,
                          limbeck_assistant_page,
                          LIMBECK,
                          ASSISTANT_PAGE,
                          AdwBin)

/**
 * LimbeckAssistantPageClass:
 * @update: brings the page in line with the flow: labels, what may be chosen, is-complete, next-label
 * @enter: the page becomes visible: focus, timers
 * @activate: the button for the next page was pressed; %FALSE if the page has work to do first and will emit "advance"
 * @leave: the page is left, or the window closes: stops what still runs
 */
struct _LimbeckAssistantPageClass
{
  AdwBinClass parent_class;

  void (*update) (LimbeckAssistantPage *self);
  void (*enter) (LimbeckAssistantPage *self);
  gboolean (*activate) (LimbeckAssistantPage *self);
  void (*leave) (LimbeckAssistantPage *self);
};

/** limbeck_assistant_page_set_flow: gives the page its flow; follows its changes from now on. */
void         limbeck_assistant_page_set_flow (LimbeckAssistantPage *self, LimbeckFlow *flow);
LimbeckFlow *limbeck_assistant_page_get_flow (LimbeckAssistantPage *self);

void     limbeck_assistant_page_enter (LimbeckAssistantPage *self);
gboolean limbeck_assistant_page_activate (LimbeckAssistantPage *self);
void     limbeck_assistant_page_leave (LimbeckAssistantPage *self);
void     limbeck_assistant_page_advance (LimbeckAssistantPage *self);

const char *limbeck_assistant_page_get_title (LimbeckAssistantPage *self);

/**
 * limbeck_assistant_page_set_next:
 * @self: a page
 * @label: (nullable): what the next button says, with a mnemonic; %NULL hides it
 * @is_complete: whether it may be pressed
 * @is_destructive: whether it is red: only where data can be lost
 */
void limbeck_assistant_page_set_next (LimbeckAssistantPage *self,
                                      const char           *label,
                                      gboolean              is_complete,
                                      gboolean              is_destructive);

const char *limbeck_assistant_page_get_next_label (LimbeckAssistantPage *self);

/** limbeck_assistant_page_name_button: puts the page's label on @next, whose child is a label, and hides it where there is none. */
void limbeck_assistant_page_name_button (LimbeckAssistantPage *self, GtkButton *next);

gboolean limbeck_assistant_page_is_complete (LimbeckAssistantPage *self);
gboolean limbeck_assistant_page_is_destructive (LimbeckAssistantPage *self);

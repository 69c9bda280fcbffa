#pragma once

#include "gui/assistant/assistant.h"
#include "gui/checks/checks-page.h"
#include "gui/revisions/revisions-page.h"
#include "gui/shared/operation.h"
#include "gui/window/arrival-toast.h"
#include "gui/window/password-source.h"
#include "gui/window/state-card.h"
#include "gui/window/target-button.h"
#include "gui/window/unfinished-bar.h"
#include "gui/window/window.h"

struct _LimbeckWindow
{
  AdwApplicationWindow parent_instance;

  /* template widgets */
  AdwToastOverlay      *toasts;
  GtkStack             *stack;
  GtkWidget            *apply_place;
  GtkButton            *apply;
  GtkButton            *apply_short;
  GtkWidget            *search;
  AdwSqueezer          *switcher_place;
  GtkWidget            *switcher;
  AdwViewSwitcherBar   *switcher_bar;
  LimbeckTargetButton  *target_button;
  GtkRevealer          *banner;
  GtkLabel             *banner_label;
  LimbeckUnfinishedBar *unfinished;
  LimbeckStateCard     *card;
  AdwViewStack         *pages;
  LimbeckRevisionsPage *revisions;
  LimbeckChecksPage    *checks;
  GtkListBox           *recent;
  AdwStatusPage        *problem;

  /* owned */
  LimbeckSurveyor       *surveyor;
  LimbeckPasswordSource *passwords;
  LimbeckOperation      *stamping;
  LimbeckArrivalToast   *arrivals;
  LimbeckOperation      *statement;

  /* borrowed, weak */
  LimbeckAssistant *assistant;
};

/** limbeck_window_add_actions: (window-actions.c) the actions win. and revision. */
void limbeck_window_add_actions (LimbeckWindow *self);

/** limbeck_window_stamp: (window-stamp.c) asks whether the database is at the revision @id, and marks it. */
void limbeck_window_stamp (LimbeckWindow *self, const char *id);

/** limbeck_window_add_identity_actions: (window-identity.c) win.class and win.accept-database. */
void limbeck_window_add_identity_actions (LimbeckWindow *self);

/** limbeck_window_update_identity_actions: (window-identity.c) their state after another survey. */
void limbeck_window_update_identity_actions (LimbeckWindow *self);

/** limbeck_window_update_actions: (window-actions.c) which of them are possible now. */
void limbeck_window_update_actions (LimbeckWindow *self);

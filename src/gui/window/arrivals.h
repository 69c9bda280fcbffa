#pragma once

#include "core/checks/survey.h"

/**
 * LimbeckArrivals:
 *
 * The pending revisions whose files have come while somebody was looking, as after `git pull`: news, until they are applied, go again, or
 * have been seen. What was there when the target was read first is no news.
 */
typedef struct _LimbeckArrivals LimbeckArrivals;

LimbeckArrivals *limbeck_arrivals_new (void);
void             limbeck_arrivals_free (LimbeckArrivals *self);

/**
 * limbeck_arrivals_follow:
 * @self: the arrivals
 * @survey: (nullable): what is known now; %NULL if it is another target, or none, from here on
 *
 * While a survey knows neither files nor database, nothing comes and nothing goes.
 *
 * Returns: whether they are others than before
 */
gboolean limbeck_arrivals_follow (LimbeckArrivals *self, LimbeckSurvey *survey);

/** limbeck_arrivals_forget: they have been seen. */
void limbeck_arrivals_forget (LimbeckArrivals *self);

/** limbeck_arrivals_get_ids: (element-type utf8): of the revisions, newest first; valid until the next call. */
GPtrArray *limbeck_arrivals_get_ids (LimbeckArrivals *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LimbeckArrivals, limbeck_arrivals_free)

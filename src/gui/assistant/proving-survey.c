#include "config.h"

#include "gui/assistant/proving-survey.h"

typedef struct
{
  LimbeckSurvey        *previous;
  LimbeckSurveyOptions *options;
} Order;

static void
order_free (gpointer pointer)
{
  Order *order = pointer;

  g_clear_object (&order->previous);
  g_clear_pointer (&order->options, limbeck_survey_options_free);
  g_free (order);
}

static gpointer
take_survey (gpointer data, const LimbeckEventSink *sink, GCancellable *cancellable, GError **error)
{
  Order *order = data;

  return limbeck_survey_take (limbeck_survey_get_target (order->previous),
                              order->options,
                              order->previous,
                              sink,
                              cancellable,
                              error);
}

LimbeckOperation *
limbeck_proving_survey_start (LimbeckSurvey           *previous,
                              LimbeckDirection         direction,
                              const char              *target,
                              LimbeckOperationDoneFunc done,
                              gpointer                 owner)
{
  Order *order;

  g_return_val_if_fail (LIMBECK_IS_SURVEY (previous) && target != NULL, NULL);

  order = g_new0 (Order, 1);
  order->previous = g_object_ref (previous);
  order->options = limbeck_survey_dup_options (previous);
  order->options->ask_alembic = TRUE;
  order->options->is_thorough = TRUE;
  limbeck_survey_options_prove (order->options, limbeck_direction_to_string (direction), target);

  return limbeck_operation_start (take_survey, order, order_free, g_object_unref, done, owner);
}

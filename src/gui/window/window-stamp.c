/* The action revision.stamp: a database that is not under Alembic's control yet is marked as being at a revision. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/run/stamp.h"

#include "gui/window/stamp-dialog.h"

#include "gui/window/window-private.h"

typedef struct
{
  LimbeckSurvey *survey;
  char          *revision;
  char          *name;
  guint          timeout_s;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_object (&order->survey);
  g_free (order->revision);
  g_free (order->name);
  g_free (order);
}

/* Returns a sentence about what was done. */
static gpointer
stamp (gpointer data, const LimbeckEventSink *sink, GCancellable *cancellable, GError **error)
{
  Order            *order = data;
  const char *const revisions[] = { order->revision, NULL };

  if (!limbeck_stamp_run (
          order->survey, revisions, order->name, order->timeout_s, sink, cancellable, error))
    return NULL;

  /* Translators: 1: the name of a database, 2: the id of a revision */
  return g_strdup_printf (_ ("“%s” is marked as being at %s"), order->name, order->revision);
}

static void
show_failure (LimbeckWindow *self, const char *message)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (self), _ ("The Database Was Not Marked"), message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
stamped_cb (LimbeckOperation *operation, gpointer owner)
{
  LimbeckWindow *self = owner;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = limbeck_operation_finish (operation, &error);

  limbeck_surveyor_set_paused (self->surveyor, FALSE);
  if (done != NULL)
    limbeck_window_tell (self, done);
  else
    show_failure (self, error->message);
  limbeck_surveyor_refresh (self->surveyor);
  g_clear_object (&self->stamping);
}

static void
agreed_cb (const char *revision, const char *name, gpointer owner)
{
  LimbeckWindow *self = owner;
  LimbeckSurvey *survey = limbeck_surveyor_get_survey (self->surveyor);
  Order         *order;

  if (survey == NULL || self->stamping != NULL)
    return;

  order = g_new0 (Order, 1);
  order->survey = g_object_ref (survey);
  order->revision = g_strdup (revision);
  order->name = g_strdup (name);
  order->timeout_s = limbeck_project_settings_get_time_limit (
      limbeck_surveyor_get_settings (self->surveyor));
  limbeck_surveyor_set_paused (self->surveyor, TRUE);
  self->stamping = limbeck_operation_start (stamp, order, order_free, g_free, stamped_cb, self);
}

void
limbeck_window_stamp (LimbeckWindow *self, const char *id)
{
  LimbeckSurvey   *survey;
  LimbeckRevision *revision;

  g_return_if_fail (LIMBECK_IS_WINDOW (self) && id != NULL);

  survey = limbeck_surveyor_get_survey (self->surveyor);
  if (survey == NULL || !limbeck_stamp_can_be (survey))
    return;
  revision = limbeck_revision_graph_lookup (limbeck_survey_get_graph (survey), id);
  if (revision != NULL)
    limbeck_stamp_dialog_present (GTK_WINDOW (self), survey, revision, agreed_cb, G_OBJECT (self));
}

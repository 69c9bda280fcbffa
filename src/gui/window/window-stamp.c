/* The action revision.stamp: a database that is not under Alembic's control yet is marked as being at a revision. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/run/stamp.h"

#include "gui/revisions/revision-text.h"
#include "gui/shared/name-dialog.h"

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

/* What is asked about; goes with the dialog. */
typedef struct
{
  LimbeckWindow *window;
  char          *revision;
  char          *name;
} Asked;

static void
asked_free (gpointer data, GClosure *closure)
{
  Asked *asked = data;

  g_clear_weak_pointer (&asked->window);
  g_free (asked->revision);
  g_free (asked->name);
  g_free (asked);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Asked         *asked = data;
  LimbeckWindow *self = asked->window;
  LimbeckSurvey *survey = self != NULL ? limbeck_surveyor_get_survey (self->surveyor) : NULL;
  Order         *order;

  if (!g_str_equal (response, LIMBECK_NAME_DIALOG_CONFIRM) || survey == NULL ||
      self->stamping != NULL)
    return;

  order = g_new0 (Order, 1);
  order->survey = g_object_ref (survey);
  order->revision = g_strdup (asked->revision);
  order->name = g_strdup (asked->name);
  order->timeout_s = limbeck_project_settings_get_time_limit (
      limbeck_surveyor_get_settings (self->surveyor));
  limbeck_surveyor_set_paused (self->surveyor, TRUE);
  self->stamping = limbeck_operation_start (stamp, order, order_free, g_free, stamped_cb, self);
}

static char *
dup_explanation (LimbeckSurvey *survey, LimbeckRevision *revision)
{
  g_autofree char *place = limbeck_database_url_dup_place (limbeck_survey_get_url (survey));

  return g_strdup_printf (
      /* Translators: 1: a database: “shop on localhost”, 2: id and 3: message of a revision */
      _ ("No revision is run. It is only written into %s that its tables are those of %s “%s”, with "
         "everything below it and nothing above. If they are not, later updates fail or destroy data."),
      place,
      limbeck_revision_get_id (revision),
      limbeck_revision_text_message (revision));
}

static void
ask (LimbeckWindow *self, LimbeckSurvey *survey, LimbeckRevision *revision)
{
  const char       *name = limbeck_database_state_get_database (limbeck_survey_get_state (survey));
  g_autofree char  *explanation = dup_explanation (survey, revision);
  AdwMessageDialog *dialog = limbeck_name_dialog_new (
      GTK_WINDOW (self), _ ("Mark as Present State?"), explanation, name, _ ("_Mark"));
  Asked *asked = g_new0 (Asked, 1);

  g_set_weak_pointer (&asked->window, self);
  asked->revision = g_strdup (limbeck_revision_get_id (revision));
  asked->name = g_strdup (name);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), asked, asked_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
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
    ask (self, survey, revision);
}

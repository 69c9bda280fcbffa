#include "config.h"

#include "gui/shared/operation.h"

#include "limbeck-check.h"

static GMainLoop *loop;

/* Who starts an operation; what it was told ends up here. */
typedef struct
{
  GObject   *owner;
  GPtrArray *texts;
  guint      n_batches;
  gboolean   is_done;
  gboolean   was_done_at_last_event;
  char      *result;
  GError    *error;
} Story;

static Story story;

static void
set_up (void)
{
  loop = g_main_loop_new (NULL, FALSE);
  story = (Story){ .owner = g_object_new (G_TYPE_OBJECT, NULL),
                   .texts = g_ptr_array_new_with_free_func (g_free) };
}

static void
tear_down (void)
{
  g_clear_object (&story.owner);
  g_clear_pointer (&story.texts, g_ptr_array_unref);
  g_clear_pointer (&story.result, g_free);
  g_clear_error (&story.error);
  g_clear_pointer (&loop, g_main_loop_unref);
}

static void
done_cb (LimbeckOperation *operation, gpointer owner)
{
  ck_assert_ptr_eq (owner, story.owner);
  ck_assert (!limbeck_operation_is_busy (operation));
  story.is_done = TRUE;
  story.result = limbeck_operation_finish (operation, &story.error);
  g_main_loop_quit (loop);
}

static void
events_cb (LimbeckOperation *operation, GPtrArray *events, gpointer data)
{
  story.n_batches++;
  story.was_done_at_last_event = story.is_done;
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (story.texts,
                     g_strdup (limbeck_event_get_text (g_ptr_array_index (events, i))));
}

static LimbeckOperation *
start (LimbeckOperationFunc func, gpointer data)
{
  LimbeckOperation *operation = limbeck_operation_start (
      func, data, NULL, g_free, done_cb, story.owner);

  g_signal_connect (operation, "events", G_CALLBACK (events_cb), NULL);

  return operation;
}

static gpointer
tell_lines (gpointer data, const LimbeckEventSink *sink, GCancellable *cancellable, GError **error)
{
  guint n = GPOINTER_TO_UINT (data);

  limbeck_event_sink_tell (sink, LIMBECK_EVENT_STAGE, "begin", NULL, -1);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = g_strdup_printf ("line %u", i);

      limbeck_event_sink_tell (sink, LIMBECK_EVENT_OUTPUT, line, NULL, -1);
    }
  limbeck_event_sink_tell (sink, LIMBECK_EVENT_PROGRESS, NULL, NULL, 0.5);
  limbeck_event_sink_tell (sink, LIMBECK_EVENT_OUTPUT, "end", NULL, -1);

  return g_strdup ("result");
}

static gpointer
wait_for_cancel (gpointer                data,
                 const LimbeckEventSink *sink,
                 GCancellable           *cancellable,
                 GError                **error)
{
  GPollFD fd;

  limbeck_event_sink_tell (sink, LIMBECK_EVENT_STAGE, "waiting", NULL, -1);
  ck_assert (g_cancellable_make_pollfd (cancellable, &fd));
  g_poll (&fd, 1, -1);
  g_cancellable_release_fd (cancellable);
  if (data != NULL)
    return g_strdup (data);

  g_cancellable_set_error_if_cancelled (cancellable, error);

  return NULL;
}

START_TEST (events_come_in_order_before_the_end)
  {
    g_autoptr (LimbeckOperation) operation = start (tell_lines, GUINT_TO_POINTER (100));

    ck_assert (limbeck_operation_is_busy (operation));
    g_main_loop_run (loop);

    ck_assert_str_eq (story.result, "result");
    ck_assert_uint_eq (story.texts->len, 103);
    ck_assert_str_eq (g_ptr_array_index (story.texts, 0), "begin");
    ck_assert_str_eq (g_ptr_array_index (story.texts, 1), "line 0");
    ck_assert_str_eq (g_ptr_array_index (story.texts, 102), "end");
    ck_assert (!story.was_done_at_last_event);
    ck_assert_str_eq (limbeck_operation_get_stage (operation), "begin");
    ck_assert_double_eq (limbeck_operation_get_fraction (operation), 0.5);
  }
END_TEST

START_TEST (of_a_flood_the_newest_lines_are_kept)
  {
    g_autoptr (LimbeckOperation) operation = start (tell_lines, GUINT_TO_POINTER (1000000));

    g_main_loop_run (loop);

    /* Every line was either delivered or counted; the stage, the progress and the last line are never left out. */
    ck_assert_uint_eq (story.texts->len + limbeck_operation_get_n_omitted (operation), 1000003);
    ck_assert_str_eq (g_ptr_array_index (story.texts, story.texts->len - 1), "end");
    ck_assert_double_eq (limbeck_operation_get_fraction (operation), 0.5);
  }
END_TEST

START_TEST (cancelling_is_told_as_the_error)
  {
    g_autoptr (LimbeckOperation) operation = start (wait_for_cancel, NULL);

    limbeck_operation_cancel (operation);
    g_main_loop_run (loop);

    ck_assert (g_error_matches (story.error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
    ck_assert (limbeck_operation_is_cancelled (operation));
  }
END_TEST

START_TEST (a_result_despite_cancelling_is_a_result)
  {
    g_autoptr (LimbeckOperation) operation = start (wait_for_cancel, (char *) "verdict");

    limbeck_operation_cancel (operation);
    g_main_loop_run (loop);

    ck_assert_str_eq (story.result, "verdict");
    ck_assert_ptr_null (story.error);
  }
END_TEST

START_TEST (an_abandoned_operation_tells_nobody)
  {
    g_autoptr (LimbeckOperation) operation = start (wait_for_cancel, (char *) "too late");

    limbeck_operation_abandon (operation);
    ck_assert (limbeck_operation_drain (10000));

    ck_assert (!limbeck_operation_is_busy (operation));
    ck_assert (!story.is_done);
    ck_assert_uint_eq (story.n_batches, 0);
  }
END_TEST

START_TEST (an_owner_that_is_gone_is_not_told)
  {
    g_autoptr (LimbeckOperation) operation = start (wait_for_cancel, (char *) "for nobody");

    g_clear_object (&story.owner);
    limbeck_operation_cancel (operation);
    ck_assert (limbeck_operation_drain (10000));

    ck_assert (!story.is_done);
  }
END_TEST

START_TEST (an_operation_keeps_itself_alive)
  {
    g_object_unref (start (tell_lines, GUINT_TO_POINTER (10)));
    g_main_loop_run (loop);

    ck_assert_str_eq (story.result, "result");
  }
END_TEST

static Suite *
operation_suite (void)
{
  Suite *suite = suite_create ("operation");
  TCase *tcase = tcase_create ("operation");

  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, events_come_in_order_before_the_end);
  tcase_add_test (tcase, of_a_flood_the_newest_lines_are_kept);
  tcase_add_test (tcase, cancelling_is_told_as_the_error);
  tcase_add_test (tcase, a_result_despite_cancelling_is_a_result);
  tcase_add_test (tcase, an_abandoned_operation_tells_nobody);
  tcase_add_test (tcase, an_owner_that_is_gone_is_not_told);
  tcase_add_test (tcase, an_operation_keeps_itself_alive);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (operation_suite ());
}

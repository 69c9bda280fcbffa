#include "core/base/event.h"

#include "limbeck-check.h"

static void
keep_event (LimbeckEvent *event, gpointer data)
{
  g_ptr_array_add (data, limbeck_event_ref (event));
}

static GPtrArray *
new_events (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_event_unref);
}

START_TEST (a_sink_gets_what_is_told)
  {
    g_autoptr (GPtrArray) events = new_events ();
    LimbeckEventSink sink = { keep_event, events };
    LimbeckEvent    *event;

    limbeck_event_sink_tell (&sink, LIMBECK_EVENT_STEP_STARTED, "Adding a table", "a1", 0.5);

    ck_assert_uint_eq (events->len, 1);
    event = g_ptr_array_index (events, 0);
    ck_assert_int_eq (limbeck_event_get_kind (event), LIMBECK_EVENT_STEP_STARTED);
    ck_assert_str_eq (limbeck_event_get_text (event), "Adding a table");
    ck_assert_str_eq (limbeck_event_get_revision (event), "a1");
    ck_assert (limbeck_event_get_fraction (event) == 0.5);
    ck_assert_ptr_null (limbeck_event_get_detail (event));
    ck_assert_int_le (limbeck_event_get_time_us (event), g_get_real_time ());
  }
END_TEST

START_TEST (nobody_may_listen)
  {
    LimbeckEventSink nobody = { NULL, NULL };
    g_autoptr (LimbeckEvent) event = limbeck_event_new (LIMBECK_EVENT_STAGE, NULL, NULL, -1, NULL);

    limbeck_event_sink_tell (NULL, LIMBECK_EVENT_STAGE, "x", NULL, -1);
    limbeck_event_sink_tell (&nobody, LIMBECK_EVENT_STAGE, "x", NULL, -1);
    limbeck_event_sink_send (NULL, event);
    limbeck_event_sink_send (&nobody, event);
  }
END_TEST

START_TEST (an_event_is_sent_as_it_is)
  {
    g_autoptr (GPtrArray) events = new_events ();
    g_autoptr (LimbeckEvent) event = limbeck_event_new (LIMBECK_EVENT_STAGE, NULL, NULL, -1, NULL);
    LimbeckEventSink sink = { keep_event, events };

    limbeck_event_sink_send (&sink, event);

    ck_assert_ptr_eq (g_ptr_array_index (events, 0), event);
  }
END_TEST

START_TEST (json_is_one_line_with_every_member)
  {
    g_autoptr (JsonNode) detail = json_from_string ("{\"id\":\"x\"}", NULL);
    g_autoptr (LimbeckEvent)
        event = limbeck_event_new (LIMBECK_EVENT_OUTPUT, "two\nlines \344", NULL, -1, detail);
    g_autofree char *text = limbeck_event_to_json (event);
    g_autofree char *expected = g_strdup_printf (
        "{\"time_us\":%" G_GINT64_FORMAT
        ",\"kind\":\"output\",\"text\":\"two\\nlines \357\277\275\","
        "\"revision\":null,\"fraction\":null,\"detail\":{\"id\":\"x\"}}",
        limbeck_event_get_time_us (event));

    ck_assert_str_eq (text, expected);
  }
END_TEST

START_TEST (a_detail_can_not_change_afterwards)
  {
    g_autoptr (JsonNode) detail = json_from_string ("{}", NULL);
    g_autoptr (LimbeckEvent)
        event = limbeck_event_new (LIMBECK_EVENT_VERDICT, NULL, NULL, 0.25, detail);

    ck_assert (json_node_is_immutable (limbeck_event_get_detail (event)));
  }
END_TEST

START_TEST (every_kind_has_its_own_word)
  {
    g_autoptr (GHashTable) words = g_hash_table_new (g_str_hash, g_str_equal);

    for (int kind = LIMBECK_EVENT_STAGE; kind <= LIMBECK_EVENT_VERDICT; kind++)
      ck_assert (g_hash_table_add (words, (gpointer) limbeck_event_kind_to_string (kind)));
  }
END_TEST

static Suite *
event_suite (void)
{
  Suite *suite = suite_create ("event");
  TCase *tcase = tcase_create ("event");

  tcase_add_test (tcase, a_sink_gets_what_is_told);
  tcase_add_test (tcase, nobody_may_listen);
  tcase_add_test (tcase, an_event_is_sent_as_it_is);
  tcase_add_test (tcase, json_is_one_line_with_every_member);
  tcase_add_test (tcase, a_detail_can_not_change_afterwards);
  tcase_add_test (tcase, every_kind_has_its_own_word);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (event_suite ());
}

#include <string.h>

#include "core/base/json.h"
#include "core/revisions/script-reader.h"

#include "limbeck-check.h"
#include "oracle.h"
#include "random-source.h"
#include "script-forms.h"

#define SKIPPED 77
#define N_SOURCES 4000

static const LimbeckScriptStamp stamp;

static JsonNode *
ask (Oracle *oracle, const char *name, const char *source, gsize length)
{
  g_autoptr (JsonBuilder) question = json_builder_new ();
  g_autofree char *encoded = g_base64_encode ((const guchar *) source, length);

  json_builder_begin_object (question);
  limbeck_json_add_string (question, "name", name);
  limbeck_json_add_string (question, "source", encoded);
  json_builder_end_object (question);

  return oracle_ask (oracle, question);
}

static gboolean
is_list (JsonObject *answer, const char *name, LimbeckScript *script, LimbeckScriptList list)
{
  g_autofree char *theirs = oracle_join (json_object_get_array_member (answer, name));
  g_autofree char *ours = g_strjoinv (" ", (char **) script->lists[list]);

  return strcmp (ours, theirs) == 0;
}

static gboolean
is_same (JsonObject *answer, LimbeckScript *script)
{
  const char *message = script->texts[LIMBECK_SCRIPT_MESSAGE];
  JsonNode   *id = json_object_get_member (answer, "id");

  return json_node_get_value_type (id) == G_TYPE_STRING &&
         strcmp (json_node_get_string (id), script->texts[LIMBECK_SCRIPT_ID]) == 0 &&
         is_list (answer, "down", script, LIMBECK_SCRIPT_DOWN_REVISIONS) &&
         is_list (answer, "depends", script, LIMBECK_SCRIPT_DEPENDS_ON) &&
         is_list (answer, "labels", script, LIMBECK_SCRIPT_BRANCH_LABELS) &&
         strcmp (message != NULL ? message : "",
                 json_object_get_string_member (answer, "message")) == 0;
}

/* A file that Python refuses may be read all the same; but what it runs must be what was read, or be left to it. */
static gboolean
agrees (Oracle *oracle, LimbeckScriptReader *reader, const char *source, gsize length)
{
  g_autoptr (LimbeckScript)
      script = limbeck_script_reader_read (reader, "/v/x_y.py", &stamp, source, length);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *says = NULL;
  g_autofree char *answer = NULL;

  if (script->state == LIMBECK_SCRIPT_COMPUTED)
    return TRUE;

  node = ask (oracle, "x_y.py", source, length);
  if (json_object_has_member (json_node_get_object (node), "error"))
    return TRUE;
  if (script->state == LIMBECK_SCRIPT_READ && is_same (json_node_get_object (node), script))
    return TRUE;
  if (script->problem == LIMBECK_SCRIPT_PROBLEM_NO_REVISION &&
      json_object_get_null_member (json_node_get_object (node), "id"))
    return TRUE;

  says = script_form_describe (script);
  answer = json_to_string (node, FALSE);
  g_printerr ("# read “%s”, Python says %s:\n%s\n", says, answer, source);

  return FALSE;
}

START_TEST (the_forms_are_what_python_makes_of_them)
  {
    g_autoptr (Oracle) oracle = oracle_new ("python-oracle.py");
    g_autoptr (LimbeckScriptReader) reader = limbeck_script_reader_new ();
    guint n_wrong = 0;

    for (guint i = 0; i < n_script_forms; i++)
      n_wrong += !agrees (
          oracle, reader, script_forms[i].source, script_form_get_length (&script_forms[i]));

    ck_assert_uint_eq (n_wrong, 0);
  }
END_TEST

START_TEST (whatever_is_read_is_what_python_runs)
  {
    g_autoptr (Oracle) oracle = oracle_new ("python-oracle.py");
    g_autoptr (LimbeckScriptReader) reader = limbeck_script_reader_new ();
    g_autoptr (GRand) rand = g_rand_new_with_seed (42);
    guint n_wrong = 0;

    for (guint i = 0; i < N_SOURCES; i++)
      {
        g_autofree char *source = random_source_new (rand);

        n_wrong += !agrees (oracle, reader, source, strlen (source));
      }

    ck_assert_uint_eq (n_wrong, 0);
  }
END_TEST

static Suite *
reader_agreement_suite (void)
{
  Suite *suite = suite_create ("reader-agreement");
  TCase *tcase = tcase_create ("reader-agreement");

  tcase_set_timeout (tcase, 300);
  tcase_add_test (tcase, the_forms_are_what_python_makes_of_them);
  tcase_add_test (tcase, whatever_is_read_is_what_python_runs);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return oracle_is_possible () ? limbeck_check_main (reader_agreement_suite ()) : SKIPPED;
}

#include <string.h>

#include <check.h>

#include "ctl.h"

const LimbeckTestRevision ctl_revisions[3] = {
  { .revision = "a1",
    .message = "create customer",
    .upgrade = "op.execute('create table customer (id int primary key, name text)')",
    .downgrade = "op.drop_table('customer')" },
  { .revision = "b2",
    .down = "a1",
    .message = "add customer age",
    .upgrade = "op.add_column('customer', sa.Column('age', sa.Integer))",
    .downgrade = "op.drop_column('customer', 'age')" },
  { .revision = "c3",
    .down = "b2",
    .message = "create invoice",
    .upgrade = "op.execute('create table invoice (id int primary key)')",
    .downgrade = "op.drop_table('invoice')" },
};

LimbeckTestProject *
ctl_new_shop (LimbeckTestCluster *cluster, const char *database)
{
  g_autofree char    *url = limbeck_test_cluster_dup_url (cluster, database);
  LimbeckTestProject *project = NULL;

  limbeck_test_cluster_create_database (cluster, database);
  project = limbeck_test_project_new (LIMBECK_TEST_ENVIRONMENT_PLAIN, url);
  limbeck_test_project_add_revisions (project, ctl_revisions, G_N_ELEMENTS (ctl_revisions));

  return project;
}

static LimbeckTestCommand *
prepare (LimbeckTestProject *project, const char *argument, va_list rest)
{
  LimbeckTestCommand *command = limbeck_test_command_new_limbeckctl (project, NULL, NULL);

  for (const char *word = argument; word; word = va_arg (rest, const char *))
    limbeck_test_command_append (command, word);
  /* The Python that the project's package list installs, whatever else the machine has. */
  limbeck_test_command_setenv (command, "PATH", "/usr/bin:/bin");

  return command;
}

LimbeckTestCommand *
ctl_prepare (LimbeckTestProject *project, const char *argument, ...)
{
  LimbeckTestCommand *command = NULL;
  va_list             rest;

  va_start (rest, argument);
  command = prepare (project, argument, rest);
  va_end (rest);

  return command;
}

Ctl *
ctl_run (LimbeckTestProject *project, const char *argument, ...)
{
  LimbeckTestCommand *command = NULL;
  va_list             rest;

  va_start (rest, argument);
  command = prepare (project, argument, rest);
  va_end (rest);

  return ctl_finish (command, FALSE);
}

static void
assert_is_calm (const char *text)
{
  static const char *const never[] = { "Traceback",        "CRITICAL", "WARNING **",   "Gtk-",
                                       "AddressSanitizer", CTL_SECRET, "runtime error" };

  ck_assert (g_utf8_validate (text, -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    ck_assert_msg (strstr (text, never[i]) == NULL, "%s in:\n%.3000s", never[i], text);
}

static void
read_answer (Ctl *self)
{
  g_autoptr (GError) error = NULL;

  self->parser = json_parser_new ();
  ck_assert_msg (json_parser_load_from_data (self->parser, self->output, -1, &error),
                 "%s\n%.1000s\n%.1000s",
                 error ? error->message : "",
                 self->output,
                 self->errors);
  ck_assert (JSON_NODE_HOLDS_OBJECT (json_parser_get_root (self->parser)));
  self->answer = json_node_get_object (json_parser_get_root (self->parser));
  ck_assert_int_eq (json_object_get_int_member (self->answer, "schema"), 1);
}

Ctl *
ctl_finish (LimbeckTestCommand *command, gboolean is_started)
{
  Ctl *self = g_new0 (Ctl, 1);

  self->command = command;
  if (!is_started)
    limbeck_test_command_start (command);
  self->status = limbeck_test_command_wait (command);
  self->output = limbeck_test_command_get_output (command);
  self->errors = limbeck_test_command_get_errors (command);

  ck_assert_msg (self->status >= 0, "ended by signal %d:\n%s", -self->status, self->errors);
  assert_is_calm (self->errors);
  assert_is_calm (self->output);
  if (*self->output == '{')
    read_answer (self);

  return self;
}

void
ctl_free (Ctl *self)
{
  g_clear_pointer (&self->command, limbeck_test_command_free);
  g_clear_object (&self->parser);
  g_free (self);
}

void
ctl_expect (Ctl *self, int status)
{
  ck_assert_msg (self->status == status,
                 "exit status %d instead of %d\n%.2000s\n%.1000s",
                 self->status,
                 status,
                 self->output,
                 self->errors);
}

void
ctl_expect_text (Ctl *self, const char *text)
{
  ck_assert_msg (strstr (self->output, text) || strstr (self->errors, text),
                 "“%s” is missing in:\n%.2000s\n%.1000s",
                 text,
                 self->output,
                 self->errors);
}

void
ctl_expect_error (Ctl *self, int status, const char *id)
{
  JsonObject *error = NULL;

  ctl_expect (self, status);
  ck_assert_msg (self->answer != NULL, "%s", self->output);
  error = json_object_get_object_member (self->answer, "error");
  ctl_expect_shape (error, "id:s title:s detail:sn remedy:sn");
  ck_assert_msg (g_str_equal (ctl_get_string (error, "id"), id), "%s", self->output);
  ck_assert (!json_object_get_null_member (error, "detail") ||
             !json_object_get_null_member (error, "remedy"));
}

const char *
ctl_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  ck_assert_msg (node && json_node_get_value_type (node) == G_TYPE_STRING, "%s", name);

  return json_node_get_string (node);
}

char *
ctl_join (JsonObject *object, const char *name)
{
  JsonArray *array = json_object_get_array_member (object, name);
  GString   *text = g_string_new (NULL);

  ck_assert_ptr_nonnull (array);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (
        text, "%s%s", i > 0 ? " " : "", json_array_get_string_element (array, i));

  return g_string_free (text, FALSE);
}

JsonObject *
ctl_find (JsonObject *object, const char *name, const char *key, const char *value)
{
  JsonArray *array = json_object_get_array_member (object, name);

  ck_assert_ptr_nonnull (array);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *element = json_array_get_object_element (array, i);

      if (g_strcmp0 (json_object_get_string_member (element, key), value) == 0)
        return element;
    }

  return NULL;
}

static char
type_of (JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return 'o';
    case JSON_NODE_ARRAY:
      return 'a';
    case JSON_NODE_NULL:
      return 'n';
    case JSON_NODE_VALUE:
    default:
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        return 's';
      return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? 'b' : 'i';
    }
}

void
ctl_expect_shape (JsonObject *object, const char *shape)
{
  g_auto (GStrv) members = g_strsplit (shape, " ", -1);

  ck_assert_ptr_nonnull (object);
  for (gsize i = 0; members[i]; i++)
    {
      g_auto (GStrv) parts = g_strsplit (members[i], ":", 2);
      JsonNode *node = json_object_get_member (object, parts[0]);

      ck_assert_msg (node != NULL, "no member “%s”", parts[0]);
      ck_assert_msg (strchr (parts[1], type_of (node)) != NULL,
                     "member “%s” is of type %c, not %s",
                     parts[0],
                     type_of (node),
                     parts[1]);
    }
  ck_assert_uint_eq (json_object_get_size (object), g_strv_length (members));
}

char *
ctl_dup_rows (LimbeckTestCluster *cluster, const char *database)
{
  g_autofree char *table = limbeck_test_cluster_ask (
      cluster, database, "select to_regclass ('alembic_version')");

  if (!*table)
    return g_strdup ("no table");

  return limbeck_test_cluster_ask (
      cluster,
      database,
      "select string_agg (version_num, ' ' order by version_num) from alembic_version");
}

void
ctl_expect_rows (LimbeckTestCluster *cluster, const char *database, const char *rows)
{
  g_autofree char *real = ctl_dup_rows (cluster, database);

  ck_assert_str_eq (real, rows);
}

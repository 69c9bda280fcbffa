#include <string.h>

#include "core/database/known-database-file.h"
#include "core/database/known-database.h"

#include "database-fixture.h"
#include "limbeck-check.h"
#include "scratch.h"

#define N_WRITERS 8

static LimbeckScratch *scratch;
static LimbeckTarget  *target;

static void
set_up (void)
{
  scratch = limbeck_scratch_new ();
  g_setenv ("XDG_STATE_HOME", limbeck_scratch_get_directory (scratch), TRUE);
  target = limbeck_target_new ("/p", "/p/alembic.ini");
}

static void
tear_down (void)
{
  g_clear_object (&target);
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static LimbeckDatabaseState *
read_state (const char *database)
{
  g_autoptr (LimbeckConnection) connection = connect_to (database);
  g_autoptr (GError) error = NULL;
  LimbeckDatabaseState *state = limbeck_database_state_read (
      connection, "alembic_version", NULL, 20000, NULL, &error);

  ck_assert_msg (state != NULL, "%s", error ? error->message : "");

  return state;
}

static LimbeckDatabaseState *
make_state (const char *database)
{
  limbeck_test_cluster_create_database (cluster, database);

  return read_state (database);
}

static LimbeckKnownDatabase *
find (LimbeckDatabaseUrl *url)
{
  g_autoptr (GError) error = NULL;
  LimbeckKnownDatabase *known = limbeck_known_database_find (target, url, &error);

  ck_assert_msg (error == NULL, "%s", error ? error->message : "");

  return known;
}

static void
remember (LimbeckDatabaseUrl *url, LimbeckDatabaseState *state)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (
      limbeck_known_database_remember (target, url, state, LIMBECK_TARGET_CLASS_STAGING, &error),
      "%s",
      error ? error->message : "");
}

static void
accept_state (LimbeckDatabaseUrl *url, LimbeckDatabaseState *state)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (limbeck_known_database_accept (target, url, state, &error),
                 "%s",
                 error ? error->message : "");
}

static void
set_class (LimbeckDatabaseUrl *url, LimbeckTargetCategory target_class)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (limbeck_known_database_set_class (target, url, target_class, &error),
                 "%s",
                 error ? error->message : "");
}

START_TEST (nothing_is_remembered_at_first)
  {
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("postgres", NULL, NULL);
    g_autoptr (LimbeckDatabaseState) state = read_state ("postgres");
    g_autoptr (LimbeckKnownDatabase) known = find (url);

    ck_assert_ptr_null (known);
    ck_assert_int_eq (limbeck_known_database_compare (NULL, state), LIMBECK_IDENTITY_NEW);
  }
END_TEST

START_TEST (what_is_remembered_is_found_again)
  {
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("postgres", NULL, NULL);
    g_autoptr (LimbeckDatabaseState) state = read_state ("postgres");
    g_autoptr (LimbeckKnownDatabase) known = NULL;

    remember (url, state);
    known = find (url);
    ck_assert_str_eq (known->database, "postgres");
    ck_assert_str_eq (known->system_identifier,
                      limbeck_database_state_get_system_identifier (state));
    ck_assert_uint_eq (known->database_oid, limbeck_database_state_get_database_oid (state));
    ck_assert_uint_eq (known->timeline, 1);
    ck_assert_int_gt (known->first_seen, 0);
    ck_assert_int_ge (known->last_seen, known->first_seen);
    ck_assert (!known->has_class);
    ck_assert (known->has_guess);
    ck_assert_int_eq (known->guess, LIMBECK_TARGET_CLASS_STAGING);
    ck_assert_int_eq (limbeck_known_database_compare (known, state), LIMBECK_IDENTITY_SAME);
  }
END_TEST

START_TEST (role_and_password_do_not_matter_and_are_not_kept)
  {
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("postgres", NULL, NULL);
    g_autoptr (LimbeckDatabaseUrl) other = database_url ("postgres", "marker-role", "marker-word");
    g_autoptr (LimbeckDatabaseUrl) elsewhere = database_url ("template1", NULL, NULL);
    g_autoptr (LimbeckDatabaseState) state = read_state ("postgres");
    g_autoptr (LimbeckKnownDatabase) known = NULL;
    g_autofree char *path = limbeck_known_database_file_dup_path (target);
    g_autofree char *contents = NULL;

    remember (other, state);
    known = find (url);
    ck_assert_ptr_nonnull (known);
    ck_assert_ptr_null (find (elsewhere));
    ck_assert (g_file_get_contents (path, &contents, NULL, NULL));
    ck_assert_ptr_null (strstr (contents, "marker"));
  }
END_TEST

START_TEST (another_database_is_never_remembered_by_the_way)
  {
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("shop", NULL, NULL);
    g_autoptr (LimbeckDatabaseState) first = make_state ("shop");
    g_autoptr (LimbeckDatabaseState) second = make_state ("shop");
    g_autoptr (LimbeckKnownDatabase) known = NULL;
    g_autoptr (LimbeckKnownDatabase) accepted = NULL;
    g_autoptr (GError) error = NULL;

    remember (url, first);
    ck_assert (!limbeck_known_database_remember (
        target, url, second, LIMBECK_TARGET_CLASS_STAGING, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS));
    known = find (url);
    ck_assert_int_eq (limbeck_known_database_compare (known, first), LIMBECK_IDENTITY_SAME);
    ck_assert_int_eq (limbeck_known_database_compare (known, second), LIMBECK_IDENTITY_OTHER);

    accept_state (url, second);
    accepted = find (url);
    ck_assert_int_eq (limbeck_known_database_compare (accepted, first), LIMBECK_IDENTITY_OTHER);
    ck_assert_int_eq (limbeck_known_database_compare (accepted, second), LIMBECK_IDENTITY_SAME);
  }
END_TEST

static const struct
{
  gboolean              is_same_server;
  LimbeckTargetCategory before;
  gboolean              is_kept;
} acceptances[] = {
  { TRUE, LIMBECK_TARGET_CLASS_DEVELOPMENT, TRUE },
  { TRUE, LIMBECK_TARGET_CLASS_STAGING, TRUE },
  { TRUE, LIMBECK_TARGET_CLASS_PRODUCTION, TRUE },
  { FALSE, LIMBECK_TARGET_CLASS_DEVELOPMENT, FALSE },
  { FALSE, LIMBECK_TARGET_CLASS_STAGING, FALSE },
  { FALSE, LIMBECK_TARGET_CLASS_PRODUCTION, TRUE },
};

/* As if the database had been seen on the server @identifier. */
static void
pretend_server (LimbeckDatabaseUrl *url, const char *identifier)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) file = limbeck_known_database_file_load (target, &error);
  JsonArray *databases = json_object_get_array_member (file, "databases");

  ck_assert_uint_eq (json_array_get_length (databases), 1);
  json_object_set_string_member (
      json_array_get_object_element (databases, 0), "system_identifier", identifier);
  ck_assert (limbeck_known_database_file_save (target, file, &error));
}

START_TEST (a_class_outlives_its_database_only_on_the_same_server_or_if_it_is_production)
  {
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("shop", NULL, NULL);
    g_autoptr (LimbeckDatabaseState) first = make_state ("shop");
    g_autoptr (LimbeckDatabaseState) second = make_state ("shop");
    g_autoptr (LimbeckKnownDatabase) known = NULL;

    remember (url, first);
    set_class (url, acceptances[_i].before);
    if (!acceptances[_i].is_same_server)
      pretend_server (url, "7000000000000000001");
    accept_state (url, second);
    known = find (url);
    ck_assert_int_eq (known->has_class, acceptances[_i].is_kept);
    if (acceptances[_i].is_kept)
      ck_assert_int_eq (known->target_class, acceptances[_i].before);
    ck_assert (!known->has_guess);
  }
END_TEST

static const struct
{
  LimbeckKnownDatabase known;
  LimbeckIdentity      identity;
} identities[] = {
  { { .database_oid = 0 }, LIMBECK_IDENTITY_NEW },
  { { .database_oid = 1, .timeline = 1 }, LIMBECK_IDENTITY_OTHER },
  { { .database_oid = 1, .system_identifier = (char *) "7" }, LIMBECK_IDENTITY_OTHER },
};

START_TEST (an_identity_is_as_good_as_what_is_known)
  {
    g_autoptr (LimbeckDatabaseState) state = read_state ("postgres");

    ck_assert_int_eq (limbeck_known_database_compare (&identities[_i].known, state),
                      identities[_i].identity);
  }
END_TEST

START_TEST (the_same_oid_proves_nothing_without_the_server)
  {
    g_autoptr (LimbeckDatabaseState) state = read_state ("postgres");
    LimbeckKnownDatabase known = { .database_oid = limbeck_database_state_get_database_oid (
                                       state) };

    ck_assert_int_eq (limbeck_known_database_compare (&known, state), LIMBECK_IDENTITY_UNPROVEN);
    known.system_identifier = (char *) limbeck_database_state_get_system_identifier (state);
    ck_assert_int_eq (limbeck_known_database_compare (&known, state), LIMBECK_IDENTITY_SAME);
    known.timeline = 2;
    ck_assert_int_eq (limbeck_known_database_compare (&known, state), LIMBECK_IDENTITY_UNPROVEN);
    known.system_identifier = (char *) "7";
    ck_assert_int_eq (limbeck_known_database_compare (&known, state), LIMBECK_IDENTITY_OTHER);
  }
END_TEST

/* One writer of many: its own database is the one that no other may lose. */
static gpointer
write_thread (gpointer number)
{
  g_autofree char *name = g_strdup_printf ("shop%d", GPOINTER_TO_INT (number));
  g_autoptr (LimbeckDatabaseUrl) url = database_url (name, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (!limbeck_known_database_set_class (target, url, LIMBECK_TARGET_CLASS_STAGING, &error))
    return g_strdup (error->message);

  return NULL;
}

START_TEST (many_that_write_at_once_lose_nothing)
  {
    GThread *threads[N_WRITERS];

    for (int i = 0; i < N_WRITERS; i++)
      threads[i] = g_thread_new ("writer", write_thread, GINT_TO_POINTER (i));
    for (int i = 0; i < N_WRITERS; i++)
      {
        g_autofree char *failure = g_thread_join (threads[i]);

        ck_assert_msg (failure == NULL, "%s", failure ? failure : "");
      }
    for (int i = 0; i < N_WRITERS; i++)
      {
        g_autofree char *name = g_strdup_printf ("shop%d", i);
        g_autoptr (LimbeckDatabaseUrl) url = database_url (name, NULL, NULL);
        g_autoptr (LimbeckKnownDatabase) known = find (url);

        ck_assert_msg (known != NULL && known->has_class, "%s is lost", name);
      }
  }
END_TEST

START_TEST (what_is_damaged_is_not_overwritten)
  {
    g_autoptr (LimbeckDatabaseUrl) url = database_url ("shop", NULL, NULL);
    g_autofree char *path = limbeck_known_database_file_dup_path (target);
    g_autofree char *contents = NULL;
    g_autoptr (GError) error = NULL;

    set_class (url, LIMBECK_TARGET_CLASS_STAGING);
    ck_assert (g_file_set_contents (path, "{\"schema\": 9}", -1, NULL));
    ck_assert (
        !limbeck_known_database_set_class (target, url, LIMBECK_TARGET_CLASS_STAGING, &error));
    ck_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED));
    ck_assert (g_file_get_contents (path, &contents, NULL, NULL));
    ck_assert_str_eq (contents, "{\"schema\": 9}");
  }
END_TEST

static Suite *
the_suite (void)
{
  Suite *suite = suite_create ("core/database/known-database");
  TCase *tcase = tcase_create ("known-database");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, nothing_is_remembered_at_first);
  tcase_add_test (tcase, what_is_remembered_is_found_again);
  tcase_add_test (tcase, role_and_password_do_not_matter_and_are_not_kept);
  tcase_add_test (tcase, another_database_is_never_remembered_by_the_way);
  tcase_add_loop_test (tcase,
                       a_class_outlives_its_database_only_on_the_same_server_or_if_it_is_production,
                       0,
                       G_N_ELEMENTS (acceptances));
  tcase_add_loop_test (
      tcase, an_identity_is_as_good_as_what_is_known, 0, G_N_ELEMENTS (identities));
  tcase_add_test (tcase, the_same_oid_proves_nothing_without_the_server);
  tcase_add_test (tcase, many_that_write_at_once_lose_nothing);
  tcase_add_test (tcase, what_is_damaged_is_not_overwritten);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (the_suite ());
}

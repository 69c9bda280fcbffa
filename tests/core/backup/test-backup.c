#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/backup/backup-private.h"
#include "core/backup/postgres-tools.h"

#include "limbeck-check.h"
#include "scratch.h"

#define SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define MANIFEST "d-20260131T120000Z-a1.dump.manifest.json"

static LimbeckScratch *scratch;

static void
make_scratch (void)
{
  scratch = limbeck_scratch_new ();
  limbeck_scratch_write (scratch, "d-20260131T120000Z-a1.dump", "0123456789");
}

static void
remove_scratch (void)
{
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static LimbeckBackup *
make_backup (void)
{
  const char        *rows[] = { "a1", "b2", NULL };
  LimbeckBackupFacts facts = {
    .path = "/where/it/was/made/d-20260131T120000Z-a1.dump",
    .database = "my \"db\"",
    .host = "/run/postgresql",
    .port = "5432",
    .user = "shop",
    .system_identifier = "7390000000000000001",
    .database_oid = 4000000000u,
    .server_version = 150020,
    .tool_version = 150000,
    .version_table = "alembic_version",
    .version_schema = "public",
    .rows = rows,
    .sha256 = SHA256,
    .size_bytes = 10,
    .started_at = G_GINT64_CONSTANT (1769860800000000),
    .finished_at = G_GINT64_CONSTANT (1769860801000123),
    .level = LIMBECK_BACKUP_LEVEL_READ,
  };

  return limbeck_backup_new (&facts);
}

static LimbeckBackup *
load (const char *contents, GError **error)
{
  g_autofree char *path = limbeck_scratch_dup_path (scratch, MANIFEST);

  limbeck_scratch_write (scratch, MANIFEST, contents);

  return limbeck_backup_load (path, error);
}

START_TEST (levels_have_words)
  {
    ck_assert_str_eq (limbeck_backup_level_to_string (LIMBECK_BACKUP_LEVEL_NONE), "none");
    ck_assert_str_eq (limbeck_backup_level_to_string (LIMBECK_BACKUP_LEVEL_LISTED), "listed");
    ck_assert_str_eq (limbeck_backup_level_to_string (LIMBECK_BACKUP_LEVEL_READ), "read");
  }
END_TEST

START_TEST (a_manifest_brings_everything_back)
  {
    g_autoptr (LimbeckBackup) made = make_backup ();
    g_autofree char *json = limbeck_backup_to_json (made);
    g_autoptr (GError) error = NULL;
    g_autoptr (LimbeckBackup) loaded = load (json, &error);
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "d-20260131T120000Z-a1.dump");
    g_autofree char *again = NULL;
    g_autofree char *rows = NULL;

    ck_assert_msg (loaded != NULL, "%s", error ? error->message : "");
    rows = g_strjoinv (" ", (char **) limbeck_backup_get_rows (loaded));
    /* Where it lies now, not where it was made. */
    ck_assert_str_eq (limbeck_backup_get_path (loaded), path);
    ck_assert_str_eq (limbeck_backup_get_database (loaded), "my \"db\"");
    ck_assert_str_eq (limbeck_backup_get_system_identifier (loaded), "7390000000000000001");
    ck_assert_uint_eq (limbeck_backup_get_database_oid (loaded), 4000000000u);
    ck_assert_str_eq (rows, "a1 b2");
    ck_assert_str_eq (limbeck_backup_get_sha256 (loaded), SHA256);
    ck_assert_int_eq (limbeck_backup_get_size_bytes (loaded), 10);
    ck_assert_int_eq (limbeck_backup_get_finished_at (loaded),
                      G_GINT64_CONSTANT (1769860801000123));
    ck_assert_int_eq (limbeck_backup_get_level (loaded), LIMBECK_BACKUP_LEVEL_READ);
    ck_assert_int_eq (limbeck_backup_get_facts (loaded)->tool_version, 150000);
    ck_assert_str_eq (limbeck_backup_get_facts (loaded)->version_schema, "public");

    again = limbeck_backup_to_json (loaded);
    ck_assert_ptr_nonnull (strstr (again, path));
  }
END_TEST

START_TEST (unknown_facts_are_null)
  {
    LimbeckBackupFacts facts = { .path = "/d.dump", .database = "d", .sha256 = SHA256 };
    g_autoptr (LimbeckBackup) backup = limbeck_backup_new (&facts);
    g_autofree char *json = limbeck_backup_to_json (backup);

    ck_assert_ptr_null (limbeck_backup_get_system_identifier (backup));
    ck_assert_ptr_null (limbeck_backup_get_rows (backup)[0]);
    ck_assert_ptr_nonnull (strstr (json, "\"system_identifier\" : null"));
  }
END_TEST

static const struct
{
  const char *from;
  const char *to;
  const char *reason;
} damages[] = {
  { "{", "", "not JSON" },
  { "\"format\" : 1", "\"format\" : 2", "unknown form" },
  { "\"format\" : 1", "\"format\" : \"1\"", "unknown form" },
  { "\"file\" : \"d-", "\"file\" : \"e-", "incomplete" },
  { "\"file\" : \"d-", "\"file\" : \"../d-", "incomplete" },
  { "\"file\"", "\"elif\"", "incomplete" },
  { "\"database\" :", "\"databases\" :", "incomplete" },
  { "\"current\" :", "\"rows\" :", "incomplete" },
  { "\"a1\"", "1", "incomplete" },
  { "\"a1\"", "null", "incomplete" },
  { "\"sha256\" : \"e3", "\"sha256\" : \"E3", "incomplete" },
  { "\"sha256\" : \"e3", "\"sha256\" : \"", "incomplete" },
  { "\"level\" : \"read\"", "\"level\" : \"sworn\"", "incomplete" },
  { "\"level\" : \"read\"", "\"level\" : 2", "incomplete" },
  { "\"finished_at\" : \"2026", "\"finished_at\" : \"yesterday", "incomplete" },
  { "\"size_bytes\" : 10", "\"size_bytes\" : 0", "incomplete" },
  { "\"size_bytes\" : 10", "\"size_bytes\" : 11", "its size" },
};

START_TEST (a_damaged_manifest_is_refused)
  {
    g_autoptr (LimbeckBackup) made = make_backup ();
    g_autofree char *json = limbeck_backup_to_json (made);
    g_autoptr (GString) damaged = g_string_new (json);
    g_autoptr (GError) error = NULL;

    ck_assert_uint_eq (g_string_replace (damaged, damages[_i].from, damages[_i].to, 1), 1);
    ck_assert_ptr_null (load (damaged->str, &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NOT_VERIFIED));
    ck_assert_msg (strstr (error->message, damages[_i].reason) != NULL, "%s", error->message);
  }
END_TEST

static const char *const other_documents[] = {
  "", "[]", "1", "null", "{}", "{\"format\":1}", "{\"format\":1,\"current\":[[[["
};

START_TEST (another_document_is_refused)
  {
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (load (other_documents[_i], &error));
    ck_assert (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NOT_VERIFIED));
  }
END_TEST

START_TEST (a_manifest_cut_anywhere_is_refused)
  {
    g_autoptr (LimbeckBackup) made = make_backup ();
    g_autofree char *json = limbeck_backup_to_json (made);

    for (gsize length = 0; length + 1 < strlen (json); length += 3)
      {
        g_autofree char *cut = g_strndup (json, length);

        ck_assert_ptr_null (load (cut, NULL));
      }
  }
END_TEST

START_TEST (a_manifest_without_its_dump_is_refused)
  {
    g_autoptr (LimbeckBackup) made = make_backup ();
    g_autofree char *json = limbeck_backup_to_json (made);
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "d-20260131T120000Z-a1.dump");
    g_autoptr (GError) error = NULL;

    ck_assert_int_eq (unlink (path), 0);
    ck_assert_ptr_null (load (json, &error));
    ck_assert_ptr_nonnull (strstr (error->message, "not there"));
  }
END_TEST

START_TEST (what_is_no_file_is_refused_without_waiting)
  {
    g_autofree char *path = limbeck_scratch_dup_path (scratch, "fifo.manifest.json");

    ck_assert_int_eq (mkfifo (path, 0600), 0);
    ck_assert_ptr_null (limbeck_backup_load (path, NULL));
    ck_assert_ptr_null (limbeck_backup_load ("/nonexistent.manifest.json", NULL));
    ck_assert_ptr_null (limbeck_backup_load ("/", NULL));
  }
END_TEST

static Suite *
backup_suite (void)
{
  Suite *suite = suite_create ("backup");
  TCase *tcase = tcase_create ("backup");

  tcase_add_checked_fixture (tcase, make_scratch, remove_scratch);
  tcase_add_test (tcase, levels_have_words);
  tcase_add_test (tcase, a_manifest_brings_everything_back);
  tcase_add_test (tcase, unknown_facts_are_null);
  tcase_add_loop_test (tcase, a_damaged_manifest_is_refused, 0, G_N_ELEMENTS (damages));
  tcase_add_loop_test (tcase, another_document_is_refused, 0, G_N_ELEMENTS (other_documents));
  tcase_add_test (tcase, a_manifest_cut_anywhere_is_refused);
  tcase_add_test (tcase, a_manifest_without_its_dump_is_refused);
  tcase_add_test (tcase, what_is_no_file_is_refused_without_waiting);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (backup_suite ());
}

#include <unistd.h>

#include "dump-fixture.h"
#include "limbeck-check.h"
#include "small-disk.h"

static void
assert_only_filler_left (void)
{
  g_autofree char *path = g_build_filename (directory, "filler", NULL);

  ck_assert_int_eq (unlink (path), 0);
  assert_nothing_left ();
}

START_TEST (a_disk_that_is_too_small_is_told_beforehand)
  {
    limbeck_small_disk_mount (directory, "size=60m");
    assert_dump_fails (LIMBECK_BACKUP_ERROR_NO_SPACE, "67.");
    assert_nothing_left ();
  }
END_TEST

/* Fills the disk as soon as the stage in @data begins. */
static void
fill_disk_at (LimbeckEvent *event, gpointer data)
{
  if (limbeck_event_get_kind (event) == LIMBECK_EVENT_STAGE &&
      g_str_equal (limbeck_event_get_text (event), (const char *) data))
    limbeck_small_disk_fill (directory);
}

static const char *const stages[] = { "Making the backup", "Reading the backup back" };

START_TEST (a_disk_that_becomes_full_is_told)
  {
    LimbeckEventSink sink = { fill_disk_at, (gpointer) stages[_i] };
    g_autoptr (GError) error = NULL;

    fill_table (500);
    limbeck_small_disk_mount (directory, "size=80m");
    ck_assert_ptr_null (take_dump (&sink, NULL, &error));
    ck_assert_msg (g_error_matches (error, LIMBECK_BACKUP_ERROR, LIMBECK_BACKUP_ERROR_NO_SPACE),
                   "%s",
                   error->message);
    assert_only_filler_left ();
  }
END_TEST

static Suite *
dump_disk_suite (void)
{
  Suite *suite = suite_create ("dump-disk");
  TCase *tcase = tcase_create ("dump-disk");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, set_up_dump, tear_down_dump);
  if (limbeck_small_disk_is_possible ())
    {
      tcase_add_test (tcase, a_disk_that_is_too_small_is_told_beforehand);
      tcase_add_loop_test (tcase, a_disk_that_becomes_full_is_told, 0, G_N_ELEMENTS (stages));
    }
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (dump_disk_suite ());
}

#include <glib.h>

#include "limbeck-check.h"
#include "scratch.h"
#include "tap-relay.h"

/* Journals, backups and what is remembered of databases belong to the person who runs the tests, not to the tests. */
static LimbeckScratch *
leave_home (void)
{
  static const char *const variables[] = {
    "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"
  };
  LimbeckScratch *home = limbeck_scratch_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      g_autofree char *path = limbeck_scratch_dup_path (home, variables[i]);

      g_setenv (variables[i], path, TRUE);
    }

  return home;
}

int
limbeck_check_main (Suite *suite)
{
  g_autoptr (LimbeckScratch) home = leave_home ();
  SRunner *runner = srunner_create (suite);
  int      n_failed;

  limbeck_tap_relay_start ();
  srunner_run_all (runner, CK_ENV);
  limbeck_tap_relay_stop ();
  n_failed = srunner_ntests_failed (runner);
  srunner_free (runner);

  return n_failed == 0 ? 0 : 1;
}

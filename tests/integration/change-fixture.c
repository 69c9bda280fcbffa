#include "change-fixture.h"
#include "limbeck-check.h"

#define VERDICT_SHAPE                                                                              \
  "outcome:s before:a after:an left_behind:a remedy:sn ending:s exit_status:i title:s detail:sn "  \
  "output:sn"

void
add_revision (const char *upgrade)
{
  const LimbeckTestRevision revision = {
    .revision = "d4", .down = "c3", .message = "the one in question", .upgrade = upgrade
  };

  limbeck_test_project_run_alembic (shop, "upgrade", "c3", NULL);
  limbeck_test_project_add_revisions (shop, &revision, 1);
}

JsonObject *
get_verdict (Ctl *ctl, const char *outcome)
{
  JsonObject *verdict = NULL;

  ctl_expect_shape (ctl->answer, CHANGE_SHAPE);
  verdict = json_object_get_object_member (ctl->answer, "verdict");
  ctl_expect_shape (verdict, VERDICT_SHAPE);
  ck_assert_msg (g_str_equal (ctl_get_string (verdict, "outcome"), outcome),
                 "%s\n%s",
                 ctl->output,
                 ctl->errors);

  return verdict;
}

void
assert_no_session (void)
{
  limbeck_test_cluster_wait_for (
      cluster, "postgres", "select count(*) from pg_stat_activity where datname = 'shop'", "0");
}

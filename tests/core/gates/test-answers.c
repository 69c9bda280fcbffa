#include <string.h>

#include "core/base/json.h"
#include "core/gates/gate.h"

#include "limbeck-check.h"

START_TEST (nothing_is_answered_at_first)
  {
    g_autoptr (LimbeckAnswers) answers = limbeck_answers_new ();

    ck_assert_int_eq (limbeck_answers_get_backup_answer (answers),
                      LIMBECK_BACKUP_ANSWER_UNANSWERED);
    ck_assert_ptr_null (limbeck_answers_get_backup (answers));
    ck_assert_ptr_null (limbeck_answers_get_confirmation (answers));
    ck_assert_ptr_null (limbeck_answers_get_reason (answers));
    ck_assert (!limbeck_answers_has_accepted (answers, "no-backup"));
  }
END_TEST

START_TEST (a_copy_stays_as_it_was)
  {
    g_autoptr (LimbeckAnswers) answers = limbeck_answers_new ();
    g_autoptr (LimbeckAnswers) copy = NULL;

    limbeck_answers_set_backup (answers, LIMBECK_BACKUP_ANSWER_NONE, NULL);
    limbeck_answers_accept (answers, "no-backup");
    limbeck_answers_set_confirmation (answers, "shop");
    limbeck_answers_set_reason (answers, "because");
    copy = limbeck_answers_copy (answers);
    limbeck_answers_set_backup (answers, LIMBECK_BACKUP_ANSWER_OWN, NULL);
    limbeck_answers_accept (answers, "data-loss");
    limbeck_answers_set_confirmation (answers, "other");
    limbeck_answers_set_reason (answers, NULL);

    ck_assert_int_eq (limbeck_answers_get_backup_answer (copy), LIMBECK_BACKUP_ANSWER_NONE);
    ck_assert (limbeck_answers_has_accepted (copy, "no-backup"));
    ck_assert (!limbeck_answers_has_accepted (copy, "data-loss"));
    ck_assert_str_eq (limbeck_answers_get_confirmation (copy), "shop");
    ck_assert_str_eq (limbeck_answers_get_reason (copy), "because");
  }
END_TEST

START_TEST (the_record_holds_every_answer)
  {
    g_autoptr (LimbeckAnswers) answers = limbeck_answers_new ();
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autofree char *json = NULL;

    limbeck_answers_set_backup (answers, LIMBECK_BACKUP_ANSWER_OWN, NULL);
    limbeck_answers_accept (answers, "data-loss");
    limbeck_answers_accept (answers, "data-loss");
    limbeck_answers_set_confirmation (answers, "shop");
    limbeck_answers_write (answers, builder);
    json = limbeck_json_to_string (builder, FALSE);

    ck_assert_str_eq (json,
                      "{\"backup\":\"own\",\"backup_path\":null,\"accepted\":[\"data-loss\"],"
                      "\"confirmation\":\"shop\",\"reason\":null}");
  }
END_TEST

static Suite *
answers_suite (void)
{
  Suite *suite = suite_create ("core/gates/answers");
  TCase *tcase = tcase_create ("answers");

  tcase_add_test (tcase, nothing_is_answered_at_first);
  tcase_add_test (tcase, a_copy_stays_as_it_was);
  tcase_add_test (tcase, the_record_holds_every_answer);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (answers_suite ());
}

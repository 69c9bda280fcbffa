#include "core/project/target-search.h"
#include "core/project/target.h"

#include "limbeck-check.h"
#include "scratch.h"

START_TEST (a_folder_without_a_configuration_gives_nothing)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (GPtrArray) targets = NULL;

    targets = limbeck_target_search (limbeck_scratch_get_directory (scratch), NULL, NULL);

    ck_assert_ptr_nonnull (targets);
    ck_assert_uint_eq (targets->len, 0);
  }
END_TEST

START_TEST (links_to_folders_are_followed_one_level)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *directory = limbeck_scratch_dup_path (scratch, "p");
    g_autoptr (GPtrArray) targets = NULL;

    limbeck_scratch_write (scratch, "real/alembic.ini", "");
    limbeck_scratch_link (scratch, "../real", "p/linked");
    limbeck_scratch_link (scratch, ".", "p/loop");
    targets = limbeck_target_search (directory, NULL, NULL);

    ck_assert_uint_eq (targets->len, 1);
    ck_assert_str_eq (limbeck_target_get_name (g_ptr_array_index (targets, 0)), "Linked");
  }
END_TEST

START_TEST (the_nearest_configuration_is_the_hint)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *expected = limbeck_scratch_dup_path (scratch, "p/b/c/alembic.ini");
    g_autofree char *directory = limbeck_scratch_dup_path (scratch, "p");
    g_autofree char *hint = NULL;

    limbeck_scratch_write (scratch, "alembic.ini", "");
    limbeck_scratch_write (scratch, "p/a/b/c/d/alembic.ini", "");
    limbeck_scratch_write (scratch, "p/b/c/alembic.ini", "");
    limbeck_scratch_link (scratch, "..", "p/b/loop");
    hint = limbeck_target_search_hint (directory, NULL);

    ck_assert_str_eq (hint, expected);
  }
END_TEST

START_TEST (without_one_anywhere_there_is_no_hint)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *hint = NULL;

    hint = limbeck_target_search_hint (limbeck_scratch_get_directory (scratch), NULL);

    ck_assert_ptr_null (hint);
  }
END_TEST

static char *
list_names (GPtrArray *targets)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < targets->len; i++)
    g_string_append_printf (names, "%s|", limbeck_target_get_name (g_ptr_array_index (targets, i)));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static const struct
{
  const char *mark;
  const char *names;
} marks[] = {
  { NULL, "" },
  { "p/README", "" },
  { "p/.git/HEAD", "Mail Db|Shop Db|" },
  { "p/.git", "Mail Db|Shop Db|" },
  { "p/pyproject.toml", "Mail Db|Shop Db|" },
  { "p/setup.py", "Mail Db|Shop Db|" },
  { "p/alembic.ini", "Main|" },
  { "p/mail/alembic.ini", "Mail|" },
};

START_TEST (in_one_project_the_nearest_further_below_count)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autofree char *directory = limbeck_scratch_dup_path (scratch, "p");
    g_autofree char *names = NULL;
    g_autoptr (GPtrArray) targets = NULL;

    limbeck_scratch_write (scratch, "p/shop/db/alembic.ini", "");
    limbeck_scratch_write (scratch, "p/mail/db/alembic.ini", "");
    limbeck_scratch_write (scratch, "p/mail/db/old/alembic.ini", "");
    limbeck_scratch_write (scratch, "p/venv/db/alembic.ini", "");
    if (marks[_i].mark != NULL)
      limbeck_scratch_write (scratch, marks[_i].mark, "");
    targets = limbeck_target_search (directory, NULL, NULL);
    names = list_names (targets);

    ck_assert_str_eq (names, marks[_i].names);
  }
END_TEST

static const struct
{
  const char *ini;
  const char *targets;
} sections[] = {
  { "[alembic]\nscript_location = m\n[loggers]\nkeys = root\n", "Main:alembic" },
  { "[alembic]\nscript_location = m\n[orders]\nscript_location = o\n",
    "Main:alembic Orders:orders" },
  { "[orders]\nscript_location = o\n[user_data]\nscript_location = u\n",
    "Orders:orders User Data:user_data" },
  { "[DEFAULT]\nscript_location = m\n[orders]\nsqlalchemy.url = x\n[loggers]\nkeys = root\n",
    "Orders:orders" },
  { "[DEFAULT]\nscript_location = m\n[a]\nversion_locations = m/a\n[b]\nversion_locations = m/b\n[c]\nx = y\n",
    "A:a B:b" },
  { "[alembic]\nscript_location = m\ndatabases = a, b\n[a]\nsqlalchemy.url = x\n[b]\nsqlalchemy.url = y\n",
    "Main:alembic" },
  { "[alembic]\nsqlalchemy.url = x\n", "Main:alembic" },
  { "not an ini", "Main:alembic" },
  { "", "Main:alembic" },
};

START_TEST (each_section_with_scripts_is_a_target)
  {
    g_autoptr (LimbeckScratch) scratch = limbeck_scratch_new ();
    g_autoptr (GPtrArray) targets = NULL;
    g_autoptr (GString) list = g_string_new (NULL);

    limbeck_scratch_write (scratch, "alembic.ini", sections[_i].ini);
    targets = limbeck_target_search (limbeck_scratch_get_directory (scratch), NULL, NULL);
    for (guint i = 0; i < targets->len; i++)
      g_string_append_printf (list,
                              "%s%s:%s",
                              i > 0 ? " " : "",
                              limbeck_target_get_name (targets->pdata[i]),
                              limbeck_target_get_section (targets->pdata[i]));

    ck_assert_str_eq (list->str, sections[_i].targets);
  }
END_TEST

static Suite *
target_search_suite (void)
{
  Suite *suite = suite_create ("core/project/target-search");
  TCase *tcase = tcase_create ("target-search");

  tcase_add_test (tcase, a_folder_without_a_configuration_gives_nothing);
  tcase_add_test (tcase, links_to_folders_are_followed_one_level);
  tcase_add_test (tcase, the_nearest_configuration_is_the_hint);
  tcase_add_test (tcase, without_one_anywhere_there_is_no_hint);
  tcase_add_loop_test (
      tcase, in_one_project_the_nearest_further_below_count, 0, (int) G_N_ELEMENTS (marks));
  tcase_add_loop_test (tcase, each_section_with_scripts_is_a_target, 0, G_N_ELEMENTS (sections));
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (target_search_suite ());
}

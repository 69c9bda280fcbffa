#include "core/project/target.h"

#include "limbeck-check.h"

static const struct
{
  const char *config_path;
  const char *name;
} names[] = {
  { "/p/alembic.ini", "Main" },
  { "/p/pyproject.toml", "Main" },
  { "/p/alembic_blocks.ini", "Blocks" },
  { "/p/alembic-audit.ini", "Audit" },
  { "/p/alembic.audit.ini", "Audit" },
  { "/p/alembicaudit.ini", "Audit" },
  { "/p/alembic_user_blocks.ini", "User Blocks" },
  { "/p/alembic_überblick.ini", "Überblick" },
  { "/p/services/alembic.ini", "Services" },
  { "/p/services/alembic_audit.ini", "Services Audit" },
  { "/p/services/pyproject.toml", "Services" },
  { "/p/a/b/alembic.ini", "A B" },
  { "/p/migrations.ini", "Migrations" },
  { "/elsewhere/alembic.ini", "Elsewhere" },
  { "/p2/alembic.ini", "P2" },
};

START_TEST (a_name_comes_from_the_path)
  {
    g_autoptr (LimbeckTarget) target = limbeck_target_new ("/p", names[_i].config_path);

    ck_assert_str_eq (limbeck_target_get_name (target), names[_i].name);
  }
END_TEST

START_TEST (a_section_adds_to_the_name)
  {
    g_autoptr (LimbeckTarget) target = NULL;

    target = limbeck_target_new_named ("/p", "/p/alembic.ini", "orders", NULL);

    ck_assert_str_eq (limbeck_target_get_name (target), "Orders");
    ck_assert_str_eq (limbeck_target_get_section (target), "orders");
  }
END_TEST

START_TEST (paths_are_made_canonical)
  {
    g_autoptr (LimbeckTarget) target = limbeck_target_new ("/p/", "/p/./x/../alembic.ini");

    ck_assert_str_eq (limbeck_target_get_project_directory (target), "/p");
    ck_assert_str_eq (limbeck_target_get_config_path (target), "/p/alembic.ini");
    ck_assert_str_eq (limbeck_target_get_section (target), "alembic");
    ck_assert (!limbeck_target_is_toml (target));
  }
END_TEST

START_TEST (a_pyproject_is_toml)
  {
    g_autoptr (LimbeckTarget) target = limbeck_target_new ("/p", "/p/pyproject.toml");
    g_autoptr (LimbeckTarget) other = limbeck_target_new ("/p", "/p/notpyproject.toml");

    ck_assert (limbeck_target_is_toml (target));
    ck_assert (!limbeck_target_is_toml (other));
  }
END_TEST

START_TEST (a_path_that_is_not_utf8_has_a_name_that_is)
  {
    g_autoptr (LimbeckTarget) target = limbeck_target_new ("/p", "/p/alembic_\xff.ini");
    g_autoptr (LimbeckTarget) below = limbeck_target_new ("/p", "/p/\xff/alembic.ini");

    ck_assert (g_utf8_validate (limbeck_target_get_name (target), -1, NULL));
    ck_assert (g_utf8_validate (limbeck_target_get_name (below), -1, NULL));
    ck_assert_str_eq (limbeck_target_get_config_path (target), "/p/alembic_\xff.ini");
  }
END_TEST

static Suite *
target_suite (void)
{
  Suite *suite = suite_create ("core/project/target");
  TCase *tcase = tcase_create ("target");

  tcase_add_loop_test (tcase, a_name_comes_from_the_path, 0, G_N_ELEMENTS (names));
  tcase_add_test (tcase, a_section_adds_to_the_name);
  tcase_add_test (tcase, paths_are_made_canonical);
  tcase_add_test (tcase, a_pyproject_is_toml);
  tcase_add_test (tcase, a_path_that_is_not_utf8_has_a_name_that_is);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (target_suite ());
}

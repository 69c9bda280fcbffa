#include "core/project/target-class.h"

#include "limbeck-check.h"

#define HERE LIMBECK_TARGET_PLACE_HERE
#define NEAR LIMBECK_TARGET_PLACE_NEAR
#define AWAY LIMBECK_TARGET_PLACE_AWAY

static const struct
{
  const char        *names;
  LimbeckTargetPlace place;
  const char        *target_class;
} guesses[] = {
  { "shop", HERE, "development" },
  { "localhost shop_dev", HERE, "development" },
  { "shop", NEAR, "staging" },
  { "localhost shop_dev", NEAR, "staging" },
  { "db.example.com shop", AWAY, "production" },
  { "", AWAY, "production" },
  { "dev-db.example.com shop", AWAY, "staging" },
  { "db.example.com shop_test", AWAY, "staging" },
  { "ci.example.com", AWAY, "staging" },
  { "shop_prod", HERE, "production" },
  { "localhost shop-production", NEAR, "production" },
  { "prod-db-02.example.com shop_dev", AWAY, "production" },
  { "PRD1 shop", HERE, "production" },
  { "shopprod", HERE, "production" },
  { "proddb", HERE, "production" },
  { "alembic_prod.ini shop", HERE, "production" },
  { ".env.production", HERE, "production" },
  { "shop_live", HERE, "production" },
  { "shop_staging", HERE, "staging" },
  { "uat.example.com", AWAY, "staging" },
  { "preprod shop", AWAY, "staging" },
  { "pre-prod shop", HERE, "staging" },
  { "shop_nonprod", HERE, "staging" },
  { "non-production", AWAY, "staging" },
  { "pre-prod and-prod", AWAY, "production" },
  { "products", HERE, "development" },
  { "producer reproduction_x", HERE, "production" },
  { "devolution contest", AWAY, "production" },
  { "olive delivery", HERE, "development" },
  { "Ünser_Läden", HERE, "development" },
};

START_TEST (a_guess_never_takes_production_for_less)
  {
    g_auto (GStrv) names = g_strsplit (guesses[_i].names, " ", -1);

    ck_assert_str_eq (limbeck_target_class_to_string (limbeck_target_class_guess (
                          (const char *const *) names, guesses[_i].place)),
                      guesses[_i].target_class);
  }
END_TEST

START_TEST (a_class_is_read_by_its_word_only)
  {
    LimbeckTargetCategory target_class = LIMBECK_TARGET_CLASS_DEVELOPMENT;

    ck_assert (limbeck_target_class_from_string ("production", &target_class));
    ck_assert_int_eq (target_class, LIMBECK_TARGET_CLASS_PRODUCTION);
    ck_assert (limbeck_target_class_from_string ("staging", &target_class));
    ck_assert_int_eq (target_class, LIMBECK_TARGET_CLASS_STAGING);
    ck_assert (!limbeck_target_class_from_string ("Production", &target_class));
    ck_assert (!limbeck_target_class_from_string ("", &target_class));
    ck_assert (!limbeck_target_class_from_string (NULL, &target_class));
    ck_assert_int_eq (target_class, LIMBECK_TARGET_CLASS_STAGING);
  }
END_TEST

START_TEST (staging_and_production_are_protected)
  {
    ck_assert (!limbeck_target_class_is_protected (LIMBECK_TARGET_CLASS_DEVELOPMENT));
    ck_assert (limbeck_target_class_is_protected (LIMBECK_TARGET_CLASS_STAGING));
    ck_assert (limbeck_target_class_is_protected (LIMBECK_TARGET_CLASS_PRODUCTION));
  }
END_TEST

static Suite *
the_suite (void)
{
  Suite *suite = suite_create ("target class");
  TCase *tcase = tcase_create ("target class");

  tcase_add_loop_test (tcase, a_guess_never_takes_production_for_less, 0, G_N_ELEMENTS (guesses));
  tcase_add_test (tcase, a_class_is_read_by_its_word_only);
  tcase_add_test (tcase, staging_and_production_are_protected);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (the_suite ());
}

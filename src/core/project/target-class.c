#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/project/target-class.h"

static const char *const words[] = {
  [LIMBECK_TARGET_CLASS_DEVELOPMENT] = "development",
  [LIMBECK_TARGET_CLASS_STAGING] = "staging",
  [LIMBECK_TARGET_CLASS_PRODUCTION] = "production",
};

const char *
limbeck_target_class_to_string (LimbeckTargetCategory target_class)
{
  g_return_val_if_fail ((gsize) target_class < G_N_ELEMENTS (words), NULL);

  return words[target_class];
}

gboolean
limbeck_target_class_from_string (const char *word, LimbeckTargetCategory *target_class)
{
  g_return_val_if_fail (target_class != NULL, FALSE);

  for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      {
        *target_class = (LimbeckTargetCategory) i;
        return TRUE;
      }

  return FALSE;
}

const char *
limbeck_target_class_get_title (LimbeckTargetCategory target_class)
{
  switch (target_class)
    {
    case LIMBECK_TARGET_CLASS_DEVELOPMENT:
      /* Translators: what a database is for */
      return _ ("Development");
    case LIMBECK_TARGET_CLASS_STAGING:
      /* Translators: what a database is for: trying things out before production */
      return _ ("Staging");
    case LIMBECK_TARGET_CLASS_PRODUCTION:
    default:
      /* Translators: what a database is for: people depend on it */
      return _ ("Production");
    }
}

gboolean
limbeck_target_class_is_protected (LimbeckTargetCategory target_class)
{
  return target_class != LIMBECK_TARGET_CLASS_DEVELOPMENT;
}

/* What a name says; in order, so that the greatest counts. */
typedef enum
{
  SAYS_NOTHING,
  SAYS_DEVELOPMENT,
  SAYS_STAGING,
  SAYS_PRODUCTION,
} Hint;

static gboolean
is_one_of (const char *word, const char *list)
{
  g_auto (GStrv) members = g_strsplit (list, " ", -1);

  return g_strv_contains ((const char *const *) members, word);
}

/* "product" and "producer" are no production; "shopprod" and "proddb" are. */
static gboolean
means_production (const char *word)
{
  return is_one_of (word, "production prod prd prdn live") || g_str_has_suffix (word, "prod") ||
         g_str_has_suffix (word, "production") ||
         (g_str_has_prefix (word, "prod") &&
          is_one_of (word + strlen ("prod"), "db pg sql database server srv host app eu us asia"));
}

static Hint
read_word (const char *word, const char *previous)
{
  if (is_one_of (word, "nonprod preprod notprod nonproduction preproduction") ||
      (means_production (word) && is_one_of (previous, "non pre not")))
    return SAYS_STAGING;
  if (means_production (word))
    return SAYS_PRODUCTION;
  if (is_one_of (word, "staging stage stg stag uat qa acceptance integration canary demo"))
    return SAYS_STAGING;
  if (is_one_of (word, "development develop dev devel local test tests testing ci sandbox scratch"))
    return SAYS_DEVELOPMENT;

  return SAYS_NOTHING;
}

/* "shop-prod-02" is "shop", "prod", "". */
static char **
split_name (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (char *c = lower; *c != '\0'; c++)
    if (!g_ascii_islower (*c))
      *c = ' ';

  return g_strsplit (lower, " ", -1);
}

static Hint
read_name (const char *name)
{
  g_auto (GStrv) parts = split_name (name);
  const char *previous = "";
  Hint        hint = SAYS_NOTHING;

  for (gsize i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      {
        hint = MAX (hint, read_word (parts[i], previous));
        previous = parts[i];
      }

  return hint;
}

LimbeckTargetCategory
limbeck_target_class_guess (const char *const *names, LimbeckTargetPlace place)
{
  Hint hint = SAYS_NOTHING;

  g_return_val_if_fail (names != NULL, LIMBECK_TARGET_CLASS_PRODUCTION);

  for (gsize i = 0; names[i] != NULL; i++)
    hint = MAX (hint, read_name (names[i]));

  if (hint == SAYS_PRODUCTION || (hint == SAYS_NOTHING && place == LIMBECK_TARGET_PLACE_AWAY))
    return LIMBECK_TARGET_CLASS_PRODUCTION;
  if (hint == SAYS_STAGING || place != LIMBECK_TARGET_PLACE_HERE)
    return LIMBECK_TARGET_CLASS_STAGING;

  return LIMBECK_TARGET_CLASS_DEVELOPMENT;
}

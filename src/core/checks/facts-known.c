/* What is remembered of the database, and how much depends on it. */

#include "config.h"

#include "core/database/locality.h"

#include "core/checks/facts-private.h"

#define TIMEOUT_MS 2000

/* When it was last seen is told by the day, so that not every look writes a file. */
#define STALE_US (G_TIME_SPAN_DAY)

static char **
dup_names (const LimbeckFacts *self)
{
  static const char *const keywords[] = { "host", "hostaddr", "dbname", "user", "service" };
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autofree char *config = g_path_get_basename (limbeck_target_get_config_path (self->target));

  g_strv_builder_add (names, limbeck_target_get_name (self->target));
  g_strv_builder_add (names, limbeck_target_get_section (self->target));
  g_strv_builder_add (names, config);
  /* "DATABASE_URL in .env.production", "STAGING_DATABASE_URL in the environment" */
  if (self->found != NULL && self->found->source != LIMBECK_URL_SOURCE_SETTING &&
      g_strcmp0 (self->found->place, self->url_place) == 0)
    g_strv_builder_add (names, self->found->place);
  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      const char *value = limbeck_database_url_get_parameter (self->url, keywords[i]);

      if (value != NULL)
        g_strv_builder_add (names, value);
    }
  /* What the URL left to the environment, and what a pooler calls otherwise. */
  if (self->state != NULL)
    {
      g_strv_builder_add (names, limbeck_database_state_get_host (self->state));
      g_strv_builder_add (names, limbeck_database_state_get_database (self->state));
    }

  return g_strv_builder_end (names);
}

static void
add_name (char ***names, const char *name)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) *names);
  g_strv_builder_add (builder, name);
  g_strfreev (*names);
  *names = g_strv_builder_end (builder);
}

static LimbeckTargetCategory
guess_class (const LimbeckFacts *self, GCancellable *cancellable)
{
  LimbeckTargetPlace place = LIMBECK_TARGET_PLACE_AWAY;
  g_auto (GStrv) names = dup_names (self);

  if (self->state != NULL && self->connection != NULL)
    place = limbeck_locality_find (self->connection, TIMEOUT_MS, cancellable);
  /* Where a server is looked after on its own machine, that machine's name tells what it is. */
  if (place != LIMBECK_TARGET_PLACE_AWAY)
    add_name (&names, g_get_host_name ());

  return limbeck_target_class_guess ((const char *const *) names, place);
}

/* A class is set for a URL and the database that it led to then. */
static void
classify (LimbeckFacts *self, LimbeckIdentity identity, GCancellable *cancellable)
{
  const LimbeckKnownDatabase *known = self->known;
  LimbeckTargetCategory       guess = LIMBECK_TARGET_CLASS_PRODUCTION;

  self->is_target_class_set = known != NULL && known->has_class;
  if (self->is_target_class_set && identity != LIMBECK_IDENTITY_OTHER)
    {
      self->target_class = known->target_class;
      return;
    }
  /* Where nothing can be asked, what was seen last is the better guess. */
  if ((self->state == NULL || self->connection == NULL) && known != NULL && known->has_guess)
    guess = known->guess;
  else if (self->known_error == NULL)
    guess = guess_class (self, cancellable);
  self->target_class = self->is_target_class_set ? MAX (guess, known->target_class) : guess;
}

static gboolean
is_to_be_remembered (const LimbeckFacts *self, LimbeckIdentity identity)
{
  const LimbeckKnownDatabase *known = self->known;

  if (identity == LIMBECK_IDENTITY_NEW)
    return TRUE;

  return identity == LIMBECK_IDENTITY_SAME &&
         (limbeck_database_state_get_read_at (self->state) - known->last_seen > STALE_US ||
          (!known->has_class && (!known->has_guess || known->guess != self->target_class)));
}

void
limbeck_facts_recognise (LimbeckFacts *self, GCancellable *cancellable)
{
  LimbeckIdentity identity = LIMBECK_IDENTITY_NEW;

  self->target_class = LIMBECK_TARGET_CLASS_PRODUCTION;
  if (self->url == NULL)
    return;

  self->known = limbeck_known_database_find (self->target, self->url, &self->known_error);
  if (self->state != NULL)
    identity = limbeck_known_database_compare (self->known, self->state);
  classify (self, identity, cancellable);

  if (self->state != NULL && self->known_error == NULL && is_to_be_remembered (self, identity) &&
      !limbeck_known_database_remember (
          self->target, self->url, self->state, self->target_class, &self->remember_error))
    g_assert (self->remember_error != NULL);
}

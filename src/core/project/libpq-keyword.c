#include "config.h"

#include <string.h>

#include "core/project/libpq-keyword.h"

/* PQconninfoOptions of fe-connect.c, PostgreSQL 15 to 17. The password's variable is left out: it is a secret. */
static const struct
{
  const char *keyword;
  const char *variable;
} keywords[] = {
  { "application_name", "PGAPPNAME" },
  { "channel_binding", "PGCHANNELBINDING" },
  { "client_encoding", "PGCLIENTENCODING" },
  { "connect_timeout", "PGCONNECT_TIMEOUT" },
  { "dbname", "PGDATABASE" },
  { "fallback_application_name", NULL },
  { "gssdelegation", "PGGSSDELEGATION" },
  { "gssencmode", "PGGSSENCMODE" },
  { "gsslib", "PGGSSLIB" },
  { "host", "PGHOST" },
  { "hostaddr", "PGHOSTADDR" },
  { "keepalives", NULL },
  { "keepalives_count", NULL },
  { "keepalives_idle", NULL },
  { "keepalives_interval", NULL },
  { "krbsrvname", "PGKRBSRVNAME" },
  { "load_balance_hosts", "PGLOADBALANCEHOSTS" },
  { "options", "PGOPTIONS" },
  { "passfile", "PGPASSFILE" },
  { "password", NULL },
  { "port", "PGPORT" },
  { "replication", NULL },
  { "require_auth", "PGREQUIREAUTH" },
  { "requirepeer", "PGREQUIREPEER" },
  { "service", "PGSERVICE" },
  { "ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION" },
  { "ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION" },
  { "sslcert", "PGSSLCERT" },
  { "sslcertmode", "PGSSLCERTMODE" },
  { "sslcompression", "PGSSLCOMPRESSION" },
  { "sslcrl", "PGSSLCRL" },
  { "sslcrldir", "PGSSLCRLDIR" },
  { "sslkey", "PGSSLKEY" },
  { "sslmode", "PGSSLMODE" },
  { "sslnegotiation", "PGSSLNEGOTIATION" },
  { "sslpassword", NULL },
  { "sslrootcert", "PGSSLROOTCERT" },
  { "sslsni", "PGSSLSNI" },
  { "target_session_attrs", "PGTARGETSESSIONATTRS" },
  { "tcp_user_timeout", NULL },
  { "user", "PGUSER" },
};

gboolean
limbeck_libpq_keyword_is_known (const char *keyword)
{
  g_return_val_if_fail (keyword != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (strcmp (keywords[i].keyword, keyword) == 0)
      return TRUE;

  return FALSE;
}

const char *
limbeck_libpq_keyword_get_variable (const char *keyword)
{
  g_return_val_if_fail (keyword != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (strcmp (keywords[i].keyword, keyword) == 0)
      return keywords[i].variable;

  return NULL;
}

#pragma once

#include "core/project/database-url.h"

/* What SQLAlchemy 1.4.46 and 2.0.40 hand to the driver, as libpq parameters, sorted by keyword. Where they differ
 * (a `dbname` in the query) 2.0 counts. */
static const struct
{
  const char *url;
  const char *parameters;
} accepted_urls[] = {
  { "postgresql://u:p@h/d", "dbname=d host=h password=p user=u" },
  { "postgresql://u:p%40ss%3Aw%2Ford@h:6543/d",
    "dbname=d host=h password=p@ss:w/ord port=6543 user=u" },
  { "postgresql://u%40x:a+b@h/d", "dbname=d host=h password=a+b user=u@x" },
  { "postgresql://u:p/ss@h/d", "dbname=d host=h password=p/ss user=u" },
  { "postgresql://u:a:b@h/d", "dbname=d host=h password=a:b user=u" },
  { "postgresql://u:p#x@h/d", "dbname=d host=h password=p#x user=u" },
  { "postgresql://u:p?x@h/d", "dbname=d host=h password=p?x user=u" },
  { "postgresql://u:p@h/my%20db", "dbname=my%20db host=h password=p user=u" },
  { "postgresql://u:p@h/my+db", "dbname=my+db host=h password=p user=u" },
  { "postgresql://u:p@h%2Dx/d", "dbname=d host=h%2Dx password=p user=u" },
  { "postgresql://h/d", "dbname=d host=h" },
  { "postgresql:///d", "dbname=d" },
  { "postgresql://", "" },
  { "postgresql://u@/d", "dbname=d user=u" },
  { "postgresql://u:@h/d", "dbname=d host=h user=u" },
  { "postgresql://u:p@[::1]:5433/d", "dbname=d host=::1 password=p port=5433 user=u" },
  { "postgresql://u:p@[fe80::1%25eth0]/d", "dbname=d host=fe80::1%25eth0 password=p user=u" },
  { "postgresql://u:p@/d?host=/var/run/postgresql",
    "dbname=d host=/var/run/postgresql password=p user=u" },
  { "postgresql://u:p@/d?host=/var/run/postgresql&port=5433",
    "dbname=d host=/var/run/postgresql password=p port=5433 user=u" },
  { "postgresql://u:p@/d?host=h1:5432&host=h2:5433",
    "dbname=d host=h1,h2 password=p port=5432,5433 user=u" },
  { "postgresql://u:p@/d?host=h1,h2&port=5432,5433",
    "dbname=d host=h1,h2 password=p port=5432,5433 user=u" },
  { "postgresql://u:p@/d?host=h1&host=h2", "dbname=d host=h1,h2 password=p port=, user=u" },
  { "postgresql://u:p@/d?host=h1:5433", "dbname=d host=h1 password=p port=5433 user=u" },
  { "postgresql://u:p@h1,h2:5432/d", "dbname=d host=h1,h2 password=p port=5432 user=u" },
  { "postgresql://u:p@h/d?sslmode=require&sslrootcert=/a%20b.crt",
    "dbname=d host=h password=p sslmode=require sslrootcert=/a b.crt user=u" },
  { "postgresql://u:p@h/d?ssl=require", "dbname=d host=h password=p user=u" },
  { "postgresql://u:p@h/d?options=-csearch_path%3Dfoo",
    "dbname=d host=h options=-csearch_path=foo password=p user=u" },
  { "postgresql://u:p@h/d?options=-c%20search_path=foo+-c%20a=b",
    "dbname=d host=h options=-c search_path=foo -c a=b password=p user=u" },
  { "postgresql://u:p@h/d?application_name=x&connect_timeout=5",
    "application_name=x connect_timeout=5 dbname=d host=h password=p user=u" },
  { "postgresql://u:p@h/d?user=x&password=y&dbname=z", "dbname=z host=h password=y user=x" },
  { "postgresql://u:p@h/d?service=svc", "dbname=d host=h password=p service=svc user=u" },
  { "postgresql://u:p@%2Fvar%2Frun/d", "dbname=d host=%2Fvar%2Frun password=p user=u" },
  { "postgresql+psycopg2://u:p@h/d", "dbname=d host=h password=p user=u" },
  { "postgresql+psycopg2cffi://u:p@h/d", "dbname=d host=h password=p user=u" },
  { "postgresql+psycopg://u:p@h/d?sslmode=require",
    "dbname=d host=h password=p sslmode=require user=u" },
  { "postgresql+psycopg_async://u:p@h/d", "dbname=d host=h password=p user=u" },
  { "postgresql+asyncpg://u:p@h/d?ssl=require",
    "dbname=d host=h password=p sslmode=require user=u" },
  { "postgresql+asyncpg://u:p@h/d?ssl=true", "dbname=d host=h password=p user=u" },
  { "postgresql+asyncpg://u:p@h/d?sslmode=require",
    "dbname=d host=h password=p sslmode=require user=u" },
  { "postgresql+asyncpg://u:p@/d?host=/var/run/postgresql",
    "dbname=d host=/var/run/postgresql password=p user=u" },
  { "postgresql+asyncpg://u:p@h/"
    "d?prepared_statement_cache_size=0&command_timeout=5&server_settings=x",
    "dbname=d host=h password=p user=u" },
  { "postgresql+pg8000://u:p@h/d?ssl_context=1", "dbname=d host=h password=p user=u" },
  { "postgresql+pg8000://u:p@/d?unix_sock=/run/postgresql/.s.PGSQL.5433",
    "dbname=d host=/run/postgresql password=p port=5433 user=u" },
  { "postgresql://u:p@h/d ", "dbname=d  host=h password=p user=u" },
  { "postgresql://u:p@h/d?", "dbname=d host=h password=p user=u" },
  { "postgresql://u:p@h/d/e", "dbname=d/e host=h password=p user=u" },
  { "postgresql://u:p@h:5432", "host=h password=p port=5432 user=u" },
  { "postgresql://u@h:5432/d?sslmode=prefer", "dbname=d host=h port=5432 sslmode=prefer user=u" },
  { "postgresql://u:p@h/d?sslmode=&x=1", "dbname=d host=h password=p user=u" },
  { "postgresql://u:%E4%BD%A0@h/d", "dbname=d host=h password=你 user=u" },
  { "postgresql://u:100%@h/d", "dbname=d host=h password=100% user=u" },
  { "postgresql://u:a${b}c@h/d", "dbname=d host=h password=a${b}c user=u" },
};

/** dup_parameters: "keyword=value …" of all that is set. */
static inline char *
dup_parameters (LimbeckDatabaseUrl *url)
{
  const char *const *keywords = limbeck_database_url_get_keywords (url);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; keywords[i] != NULL; i++)
    g_string_append_printf (text,
                            "%s%s=%s",
                            i > 0 ? " " : "",
                            keywords[i],
                            limbeck_database_url_get_parameter (url, keywords[i]));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

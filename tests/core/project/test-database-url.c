#include <string.h>

#include "core/project/database-url.h"
#include "core/project/project.h"

#include "accepted-urls.h"
#include "limbeck-check.h"

static LimbeckDatabaseUrl *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LimbeckDatabaseUrl *url = limbeck_database_url_parse (text, &error);

  ck_assert_msg (url != NULL, "%s: %s", text, error != NULL ? error->message : "");

  return url;
}

START_TEST (a_url_becomes_what_sqlalchemy_hands_to_the_driver)
  {
    g_autoptr (LimbeckDatabaseUrl) url = parse (accepted_urls[_i].url);
    g_autofree char *parameters = dup_parameters (url);

    ck_assert_str_eq (parameters, accepted_urls[_i].parameters);
  }
END_TEST

START_TEST (a_url_written_out_again_means_the_same)
  {
    g_autoptr (LimbeckDatabaseUrl) url = parse (accepted_urls[_i].url);
    g_autofree char *text = limbeck_database_url_dup_text (url);
    g_autoptr (LimbeckDatabaseUrl) again = parse (text);
    g_autofree char *parameters = dup_parameters (again);

    ck_assert_str_eq (parameters, accepted_urls[_i].parameters);
    ck_assert_str_eq (limbeck_database_url_get_driver (again),
                      limbeck_database_url_get_driver (url));
  }
END_TEST

START_TEST (what_versions_understand_differently_is_not_plain)
  {
    static const struct
    {
      const char *url;
      gboolean    is_plain;
    } urls[] = {
      { "postgresql://u:p%40@h:6543/d", TRUE },
      { "postgresql+asyncpg://u@/d?host=/run/postgresql&port=5433", TRUE },
      { "postgresql+psycopg://u@h/d?sslmode=require&application_name=a%20b", TRUE },
      { "postgresql://h/my%20db", FALSE },
      { "postgresql://h/d?dbname=e", FALSE },
      { "postgresql://h/d?database=e", FALSE },
      { "postgresql:///d?host=a,b", FALSE },
      { "postgresql:///d?host=a:5432", FALSE },
      { "postgresql:///d?host=a&host=b", FALSE },
      { "postgresql://h/d?ssl=require", FALSE },
      { "postgresql+pg8000://h/d", FALSE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (urls); i++)
      {
        g_autoptr (LimbeckDatabaseUrl) url = parse (urls[i].url);

        ck_assert_msg (limbeck_database_url_is_plain (url) == urls[i].is_plain, "%s", urls[i].url);
      }
  }
END_TEST

START_TEST (another_meaning_survives_another_password)
  {
    static const char *const given[][2] = {
      { "database", "my db" }, { "host", "h" }, { "password", "WRONG" }, { "tls_something", "1" }
    };
    g_autoptr (LimbeckDatabaseUrl) url = parse ("postgresql://u:SECRET@h:6543/my%20db?dbname=x");
    g_autoptr (GHashTable) parameters = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (LimbeckDatabaseUrl) meant = NULL;
    g_autoptr (LimbeckDatabaseUrl) changed = NULL;
    g_autofree char *meaning = NULL;
    g_autofree char *changed_meaning = NULL;
    g_autofree char *text = limbeck_database_url_dup_text (url);
    g_autofree char *meant_text = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
      g_hash_table_insert (parameters, (char *) given[i][0], (char *) given[i][1]);
    meant = limbeck_database_url_with_meaning (url, "psycopg", parameters);
    meaning = dup_parameters (meant);
    meant_text = limbeck_database_url_dup_text (meant);
    changed = limbeck_database_url_with_password (meant, "q");
    changed_meaning = dup_parameters (changed);

    ck_assert_str_eq (meaning, "dbname=my db host=h password=SECRET");
    ck_assert_str_eq (limbeck_database_url_get_driver (meant), "psycopg");
    ck_assert_str_eq (meant_text, text);
    ck_assert_str_eq (changed_meaning, "dbname=my db host=h password=q");
    ck_assert_str_eq (limbeck_database_url_get_driver (changed), "psycopg");
  }
END_TEST

/* SECRET stands in every one of them where a password may have got to. */
static const struct
{
  const char         *url;
  LimbeckProjectError code;
  const char         *text;
} refused[] = {
  { "", LIMBECK_PROJECT_ERROR_BAD_URL, "empty" },
  { "  \n", LIMBECK_PROJECT_ERROR_BAD_URL, "empty" },
  { "postgresql://u:SECRET@ss@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "%40" },
  { "postgresql://u:p@SECRET@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "%40" },
  { "postgresql://u:p@ss:SECRET@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "%40" },
  { "postgresql://u:p@h1:5432,h2:5433/d", LIMBECK_PROJECT_ERROR_BAD_URL, "?host=first" },
  { "postgresql://u:SECRET@h:/d", LIMBECK_PROJECT_ERROR_BAD_URL, "no port" },
  { "postgresql://u:SECRET@h:abc/d", LIMBECK_PROJECT_ERROR_BAD_URL, "port" },
  { "postgresql://u:SECRET@h:70000/d", LIMBECK_PROJECT_ERROR_BAD_URL, "65535" },
  { "postgresql://u:SECRET@/d?host=a:1&host=b:2&port=3", LIMBECK_PROJECT_ERROR_BAD_URL, "mixes" },
  { "postgresql://u:SECRET@/d?host=a,b&port=1,2,3", LIMBECK_PROJECT_ERROR_BAD_URL, "more" },
  { "postgresql://u:SECRET@/d?host=a,b&port=1", LIMBECK_PROJECT_ERROR_BAD_URL, "more hosts" },
  { "postgresql://u:SECRET@/d?host=a&port=x", LIMBECK_PROJECT_ERROR_BAD_URL, "not a number" },
  { "postgresql://u:p@h/d?password=SECRET&password=SECRET", LIMBECK_PROJECT_ERROR_BAD_URL, "once" },
  { "postgresql+pygresql://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "“pygresql”" },
  { "postgresql+py-postgresql://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "looks like" },
  { "postgres://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "“postgresql://”" },
  { "Postgresql://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "lower case" },
  { "cockroachdb://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL, "CockroachDB" },
  { "redshift+psycopg2://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL, "Redshift" },
  { "yugabytedb://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL, "YugabyteDB" },
  { "sqlite:///x.db", LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL, "SQLite" },
  { "sqlite+aiosqlite:///x.db", LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL, "SQLite" },
  { "mysql+pymysql://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL, "MySQL" },
  { "mariadb://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL, "MariaDB" },
  { "oracle://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL, "Oracle" },
  { "mssql+pyodbc://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL, "SQL Server" },
  { "https://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_NOT_POSTGRESQL, "“https://”" },
  { "driver://user:pass@localhost/dbname", LIMBECK_PROJECT_ERROR_BAD_URL, "template" },
  { "postgresql:/u:SECRET@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "looks like" },
  { "jdbc:postgresql://h/d?password=SECRET", LIMBECK_PROJECT_ERROR_BAD_URL, "looks like" },
  { " postgresql://u:SECRET@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "blank" },
  { "${DATABASE_URL}", LIMBECK_PROJECT_ERROR_BAD_URL, "“${DATABASE_URL}”" },
  { "$DATABASE_URL", LIMBECK_PROJECT_ERROR_BAD_URL, "“$DATABASE_URL”" },
  { "%(DATABASE_URL)s", LIMBECK_PROJECT_ERROR_BAD_URL, "“%(DATABASE_URL)s”" },
  { "{{ database_url }}", LIMBECK_PROJECT_ERROR_BAD_URL, "database_url" },
  { "postgresql://${DB_USER}:SECRET@${DB_HOST}/d", LIMBECK_PROJECT_ERROR_BAD_URL, "“${DB_USER}”" },
  { "postgresql://%(DB_USER)s:SECRET@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "“%(DB_USER)s”" },
  { "postgresql://{user}:SECRET@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "“{user}”" },
  { "postgresql://<user>:SECRET@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "“<user>”" },
  { "postgresql://u:SECRET\xff@h/d", LIMBECK_PROJECT_ERROR_BAD_URL, "UTF-8" },
};

START_TEST (a_refusal_says_why_and_tells_no_password)
  {
    g_autoptr (GError) error = NULL;

    ck_assert_ptr_null (limbeck_database_url_parse (refused[_i].url, &error));
    ck_assert (g_error_matches (error, LIMBECK_PROJECT_ERROR, (int) refused[_i].code));
    ck_assert_msg (strstr (error->message, refused[_i].text) != NULL, "%s", error->message);
    ck_assert_msg (strstr (error->message, "SECRET") == NULL, "%s", error->message);
  }
END_TEST

static const struct
{
  const char *url;
  const char *place;
} places[] = {
  { "postgresql://localhost/shop", "shop on localhost" },
  { "postgresql://u:SECRET@db.example.com:6432/shop", "shop on db.example.com:6432" },
  { "postgresql://[::1]:5433/shop", "shop on [::1]:5433" },
  { "postgresql://[::1]/shop", "shop on ::1" },
  { "postgresql:///shop?host=/run/postgresql", "shop on /run/postgresql (socket)" },
  { "postgresql:///shop?host=/run/postgresql&port=5433",
    "shop on /run/postgresql (socket, port 5433)" },
  { "postgresql:///shop", "shop on the default server" },
  { "postgresql://:6432/shop", "shop on the default server, port 6432" },
  { "postgresql://", "the default database on the default server" },
  { "postgresql:///shop?service=prod", "shop on the server of the service “prod”" },
  { "postgresql:///shop?host=a,b&port=1,2", "shop on a:1, b:2" },
  { "postgresql:///shop?host=a&host=b", "shop on a, b" },
  { "postgresql://a,b:5432/shop", "shop on a:5432, b:5432" },
};

START_TEST (a_place_is_told_in_words)
  {
    g_autoptr (LimbeckDatabaseUrl) url = parse (places[_i].url);
    g_autofree char *place = limbeck_database_url_dup_place (url);

    ck_assert_str_eq (place, places[_i].place);
  }
END_TEST

static const struct
{
  const char *url;
  const char *shown;
} redactions[] = {
  { "postgresql://u:SECRET@h:5432/d", "postgresql://u:***@h:5432/d" },
  { "postgresql+asyncpg://u@h/d", "postgresql+asyncpg://u@h/d" },
  { "postgresql://u:SECRET@h/d?password=SECRET&sslmode=require",
    "postgresql://u:***@h/d?password=***&sslmode=require" },
  { "postgresql://h/d?sslpassword=SECRET", "postgresql://h/d?sslpassword=***" },
  { "postgresql://u:SEC%52ET@h/d", "postgresql://u:***@h/d" },
};

START_TEST (a_shown_url_holds_no_password)
  {
    g_autoptr (LimbeckDatabaseUrl) url = parse (redactions[_i].url);
    g_autofree char *shown = limbeck_database_url_dup_redacted (url);

    ck_assert_str_eq (shown, redactions[_i].shown);
  }
END_TEST

START_TEST (a_password_can_be_changed_and_removed)
  {
    g_autoptr (LimbeckDatabaseUrl) url = parse ("postgresql+psycopg://u:old@h/d?password=older");
    g_autoptr (LimbeckDatabaseUrl) changed = limbeck_database_url_with_password (url, "a/@:%b");
    g_autoptr (LimbeckDatabaseUrl) removed = limbeck_database_url_with_password (url, NULL);
    g_autofree char *changed_text = limbeck_database_url_dup_text (changed);
    g_autofree char *removed_text = limbeck_database_url_dup_text (removed);

    ck_assert_str_eq (limbeck_database_url_get_parameter (url, "password"), "older");
    ck_assert_str_eq (limbeck_database_url_get_parameter (changed, "password"), "a/@:%b");
    ck_assert_str_eq (changed_text, "postgresql+psycopg://u:a%2F%40%3A%25b@h/d");
    ck_assert_ptr_null (limbeck_database_url_get_parameter (removed, "password"));
    ck_assert_str_eq (removed_text, "postgresql+psycopg://u@h/d");
  }
END_TEST

START_TEST (the_environment_leads_a_libpq_program_there)
  {
    g_autoptr (LimbeckDatabaseUrl) url = NULL;
    g_auto (GStrv)
        environment = g_strsplit ("PGUSER=somebody PGPASSWORD=other PGPORT=1 HOME=/root", " ", -1);

    url = parse ("postgresql://u:SECRET@h/d?sslmode=require&keepalives=1");
    environment = limbeck_database_url_apply_environment (url, environment);

    ck_assert_str_eq (g_environ_getenv (environment, "PGHOST"), "h");
    ck_assert_str_eq (g_environ_getenv (environment, "PGUSER"), "u");
    ck_assert_str_eq (g_environ_getenv (environment, "PGDATABASE"), "d");
    ck_assert_str_eq (g_environ_getenv (environment, "PGSSLMODE"), "require");
    ck_assert_str_eq (g_environ_getenv (environment, "PGPORT"), "1");
    ck_assert_str_eq (g_environ_getenv (environment, "HOME"), "/root");
    ck_assert_ptr_null (g_environ_getenv (environment, "PGPASSWORD"));
  }
END_TEST

START_TEST (without_a_password_that_of_the_environment_stays)
  {
    g_autoptr (LimbeckDatabaseUrl) url = parse ("postgresql://u@h/d");
    g_auto (GStrv) environment = g_strsplit ("PGPASSWORD=other", " ", -1);

    environment = limbeck_database_url_apply_environment (url, environment);

    ck_assert_str_eq (g_environ_getenv (environment, "PGPASSWORD"), "other");
  }
END_TEST

START_TEST (a_conninfo_is_quoted_and_holds_no_password)
  {
    g_autoptr (LimbeckDatabaseUrl) url = NULL;
    g_autofree char *conninfo = NULL;

    url = parse ("postgresql://o'neil:SECRET@h/a\\b?options=-c%20a%3Db");
    conninfo = limbeck_database_url_dup_conninfo (url);

    ck_assert_str_eq (conninfo, "dbname='a\\\\b' host='h' options='-c a=b' user='o\\'neil'");
  }
END_TEST

static Suite *
database_url_suite (void)
{
  Suite *suite = suite_create ("core/project/database-url");
  TCase *tcase = tcase_create ("database-url");

  tcase_add_loop_test (
      tcase, a_url_becomes_what_sqlalchemy_hands_to_the_driver, 0, G_N_ELEMENTS (accepted_urls));
  tcase_add_loop_test (
      tcase, a_url_written_out_again_means_the_same, 0, G_N_ELEMENTS (accepted_urls));
  tcase_add_test (tcase, what_versions_understand_differently_is_not_plain);
  tcase_add_test (tcase, another_meaning_survives_another_password);
  tcase_add_loop_test (tcase, a_refusal_says_why_and_tells_no_password, 0, G_N_ELEMENTS (refused));
  tcase_add_loop_test (tcase, a_place_is_told_in_words, 0, G_N_ELEMENTS (places));
  tcase_add_loop_test (tcase, a_shown_url_holds_no_password, 0, G_N_ELEMENTS (redactions));
  tcase_add_test (tcase, a_password_can_be_changed_and_removed);
  tcase_add_test (tcase, the_environment_leads_a_libpq_program_there);
  tcase_add_test (tcase, without_a_password_that_of_the_environment_stays);
  tcase_add_test (tcase, a_conninfo_is_quoted_and_holds_no_password);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (database_url_suite ());
}

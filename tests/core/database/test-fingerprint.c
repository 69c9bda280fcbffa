#include <string.h>

#include "core/database/fingerprint.h"

#include "database-fixture.h"
#include "limbeck-check.h"

#define TIMEOUT_MS 30000

static LimbeckConnection *connection;

static void
connect_to_fresh_database (void)
{
  limbeck_test_cluster_create_role (cluster, "guest", NULL);
  limbeck_test_cluster_create_database (cluster, "shop");
  connection = connect_to ("shop");
}

static void
disconnect (void)
{
  g_clear_object (&connection);
}

static void
run (const char *sql)
{
  limbeck_test_cluster_run (cluster, "shop", sql);
}

static LimbeckFingerprint *
take_as (LimbeckConnection *who)
{
  g_autoptr (GError) error = NULL;
  LimbeckFingerprint *fingerprint = limbeck_fingerprint_take (
      who, "alembic_version", TIMEOUT_MS, NULL, &error);

  ck_assert_msg (fingerprint != NULL, "%s", error ? error->message : "");

  return fingerprint;
}

static LimbeckFingerprint *
take (void)
{
  return take_as (connection);
}

static char *
difference (LimbeckFingerprint *before, LimbeckFingerprint *after)
{
  g_auto (GStrv) lines = limbeck_fingerprint_compare (before, after);

  return g_strjoinv ("; ", lines);
}

static const struct
{
  const char *setup;
  const char *change;
  const char *lines;
} changes[] = {
  /* tables and columns */
  { NULL, "create table t (id int primary key, b text)", "added: table public.t" },
  { "create table t (id int primary key)", "drop table t", "removed: table public.t" },
  { "create table t (id int)",
    "alter table t rename to u",
    "added: table public.u; removed: table public.t" },
  { "create table t (id int)",
    "drop table t; create table t (id int)",
    "changed: table public.t (made again, or its owner, privileges or options)" },
  { "create table t (id int)", "alter table t set unlogged", "changed: table public.t" },
  { "create table t (id int)",
    "alter table t set (fillfactor = 50)",
    "changed: table public.t (made again, or its owner, privileges or options)" },
  { "create table t (id int)",
    "alter table t owner to guest",
    "changed: table public.t (made again, or its owner, privileges or options)" },
  { "create table t (id int)",
    "grant select on t to guest",
    "changed: table public.t (made again, or its owner, privileges or options)" },
  { "create table t (id int)",
    "alter table t enable row level security",
    "changed: table public.t (made again, or its owner, privileges or options)" },
  { "create table t (id int)",
    "alter table t replica identity full",
    "changed: table public.t (made again, or its owner, privileges or options)" },
  { "create table t (id int)", "alter table t add c text default 'x'", "added: column public.t.c" },
  { "create table t (id int, c text, d int)",
    "alter table t drop c",
    "removed: column public.t.c" },
  { "create table t (id int, c text)",
    "alter table t drop c; alter table t add c text",
    "changed: column public.t.c (made again, or its owner, privileges or options)" },
  { "create table t (id int)",
    "alter table t alter id type bigint",
    "changed: column public.t.id: integer → bigint" },
  { "create table t (id int)",
    "alter table t alter id set not null",
    "changed: column public.t.id: integer → integer not null" },
  { "create table t (id int)",
    "alter table t alter id set default 1",
    "changed: column public.t.id: integer → integer default 1" },
  { "create table t (id int not null)",
    "alter table t alter id add generated always as identity",
    "changed: column public.t.id: integer not null → integer not null generated always as identity; "
    "added: sequence public.t_id_seq" },
  { "create table t (c text)",
    "alter table t alter c set storage external",
    "changed: column public.t.c (made again, or its owner, privileges or options)" },
  { "create table t (c text)",
    "alter table t alter c set statistics 7",
    "changed: column public.t.c (made again, or its owner, privileges or options)" },
  { "create table t (c text)",
    "grant update (c) on t to guest",
    "changed: column public.t.c (made again, or its owner, privileges or options)" },
  { "create table t (c text)",
    "alter table t alter c type text collate \"C\"",
    "changed: column public.t.c: text → text collate \"C\"" },
  { NULL, "create table \"My Table\" (\"a b\" int)", "added: table public.\"My Table\"" },
  /* partitions and inheritance */
  { "create table p (id int) partition by range (id)",
    "create table p1 partition of p for values from (1) to (9)",
    "added: table public.p1" },
  { "create table p (id int) partition by range (id); create table p1 partition of p for values from (1) to (9)",
    "alter table p detach partition p1",
    "changed: table public.p1" },
  { "create table a (id int); create table b (id int)",
    "alter table b inherit a",
    "changed: column public.b.id" },
  /* constraints and indexes */
  { "create table t (id int)",
    "alter table t add constraint c check (id > 0)",
    "added: constraint public.t.c" },
  { "create table t (id int)",
    "alter table t add constraint c check (id > 0) not valid",
    "added: constraint public.t.c (not validated)" },
  { "create table t (id int); alter table t add constraint c check (id > 0) not valid",
    "alter table t validate constraint c",
    "changed: constraint public.t.c" },
  { "create table t (id int)",
    "alter table t add primary key (id)",
    "added: constraint public.t.t_pkey; added: index public.t_pkey" },
  { "create table t (id int)", "create index i on t (id)", "added: index public.i" },
  { "create table t (id int); create index i on t (id)",
    "update pg_index set indisvalid = false where indexrelid = 'i'::regclass",
    "changed: index public.i (invalid)" },
  { "create table t (id int, b int); create index i on t (id)",
    "drop index i; create index i on t (b)",
    "changed: index public.i" },
  { "create table t (id int); create index i on t (id)",
    "cluster t using i",
    "changed: index public.i" },
  /* other relations */
  { NULL, "create sequence s", "added: sequence public.s" },
  { "create sequence s", "alter sequence s increment 2", "changed: sequence public.s" },
  { "create table t (id int); create sequence s",
    "alter sequence s owned by t.id",
    "changed: sequence public.s" },
  { NULL, "create view v as select 1 as a", "added: view public.v" },
  { "create view v as select 1 as a",
    "create or replace view v as select 2 as a",
    "changed: view public.v" },
  { NULL,
    "create materialized view m as select 1 as a with no data",
    "added: materialized view public.m (not populated)" },
  { "create materialized view m as select 1 as a with no data",
    "refresh materialized view m",
    "changed: materialized view public.m (was: not populated)" },
  { NULL, "create type c as (a int, b text)", "added: composite type public.c" },
  { "create type c as (a int)", "alter type c add attribute b text", "added: column public.c.b" },
  /* programs */
  { NULL,
    "create function f(a int) returns int language sql as 'select 1'",
    "added: function public.f(a integer)" },
  { "create function f(a int) returns int language sql as 'select 1'",
    "create or replace function f(a int) returns int language sql as 'select 2'",
    "changed: function public.f(a integer)" },
  { "create function f() returns int language sql as 'select 1'",
    "revoke execute on function f from public",
    "changed: function public.f() (made again, or its owner, privileges or options)" },
  { NULL, "create procedure p() language sql as 'select 1'", "added: procedure public.p()" },
  { NULL,
    "create aggregate a(int) (sfunc = int4pl, stype = int)",
    "added: aggregate public.a(integer)" },
  { "create table t (id int); create function f() returns trigger language plpgsql as 'begin return new; end'",
    "create trigger g before insert on t for each row execute function f()",
    "added: trigger public.t.g" },
  { "create table t (id int); create function f() returns trigger language plpgsql as 'begin return new; end';"
    "create trigger g before insert on t for each row execute function f()",
    "alter table t disable trigger g",
    "changed: trigger public.t.g (disabled)" },
  { "create table a (id int primary key); create table b (id int references a)",
    "alter table b disable trigger all",
    "added: triggers of constraints on public.b (disabled)" },
  { "create table t (id int)",
    "create rule r as on delete to t do instead nothing",
    "added: rule public.t.r" },
  { "create table t (id int)",
    "create policy p on t for select to guest using (id > 0)",
    "added: policy public.t.p" },
  { "create table t (id int); create policy p on t using (id > 0)",
    "alter policy p on t using (id > 1)",
    "changed: policy public.t.p" },
  { "create function f() returns event_trigger language plpgsql as 'begin end'",
    "create event trigger e on ddl_command_end execute function f()",
    "added: event trigger e" },
  /* types */
  { NULL, "create type e as enum ('a', 'b')", "added: enumeration public.e" },
  { "create type e as enum ('a', 'b')",
    "alter type e add value 'c' before 'b'",
    "changed: enumeration public.e: 'a', 'b' → 'a', 'c', 'b'" },
  { NULL, "create domain d as int check (value > 0)", "added: domain public.d" },
  { "create domain d as int",
    "alter domain d add constraint k check (value > 0)",
    "changed: domain public.d" },
  { NULL, "create type r as range (subtype = float8)", "added: range type public.r" },
  /* the rest */
  { NULL, "create schema s", "added: schema s" },
  { "create schema s",
    "grant usage on schema s to guest",
    "changed: schema s (made again, or its owner, privileges or options)" },
  { NULL, "create extension hstore", "added: extension hstore" },
  { "create extension hstore", "drop extension hstore", "removed: extension hstore" },
  { "create table t (a int, b int)",
    "create statistics st on a, b from t",
    "added: statistics object public.st" },
  { NULL, "create publication p", "added: publication p" },
  { "create publication p; create table t (id int)",
    "alter publication p add table t",
    "changed: publication p" },
  { NULL, "create publication p for tables in schema public", "added: publication p" },
  { NULL,
    "alter default privileges in schema public grant select on tables to guest",
    "added: default privileges postgres public r" },
  { NULL,
    "create type e as enum ('a'); create cast (int as e) with inout",
    "added: cast integer → public.e" },
  { NULL,
    "create operator @@@ (leftarg = int, rightarg = int, function = int4pl)",
    "added: operator public.@@@(integer,integer)" },
  { NULL,
    "create operator class oc for type int using btree as operator 1 <, function 1 btint4cmp(int, int)",
    "added: operator class public.oc btree" },
  { NULL, "create collation co from \"C\"", "added: collation public.co" },
  { NULL, "create text search configuration c (copy = simple)", "added: text search public.c" },
  { NULL,
    "create text search dictionary d (template = simple)",
    "added: text search public.d (dictionary)" },
  { NULL, "create foreign data wrapper w", "added: foreign-data wrapper w" },
  { "create foreign data wrapper w",
    "create server v foreign data wrapper w",
    "added: foreign server v" },
  { "create foreign data wrapper w; create server v foreign data wrapper w",
    "create user mapping for guest server v options (password 'secret')",
    "added: user mapping v guest" },
  { "create foreign data wrapper w; create server v foreign data wrapper w",
    "create foreign table f (id int) server v options (x 'y')",
    "added: foreign table public.f" },
  { NULL, "alter database shop set work_mem = '5MB'", "changed: database shop" },
  { NULL, "alter role guest in database shop set work_mem = '5MB'", "changed: database shop" },
  { "create table t (id int)", "comment on table t is 'x'", "added: comment on table public.t" },
  { "create table t (id int)",
    "comment on column t.id is 'x'",
    "added: comment on table column public.t.id" },
  { "create function f() returns int language sql as 'select 1'; comment on function f is 'x'",
    "comment on function f is 'y'",
    "changed: comment on function public.f(): x → y" },
};

START_TEST (every_kind_of_change_is_seen)
  {
    g_autoptr (LimbeckFingerprint) before = NULL;
    g_autoptr (LimbeckFingerprint) after = NULL;
    g_autofree char *lines = NULL;

    if (changes[_i].setup)
      run (changes[_i].setup);
    before = take ();
    run (changes[_i].change);
    after = take ();
    lines = difference (before, after);
    /* What comes with a change may stand around it. */
    ck_assert_msg (strstr (lines, changes[_i].lines) != NULL,
                   "%s: “%s”, not “%s”",
                   changes[_i].change,
                   lines,
                   changes[_i].lines);
    ck_assert_str_ne (limbeck_fingerprint_get_hash (before), limbeck_fingerprint_get_hash (after));
  }
END_TEST

static const char *const rich =
    "create schema s; create extension hstore; create type e as enum ('a', 'b');"
    "create table a (id int generated always as identity primary key, t timestamptz default '2020-01-01 00:00+00',"
    " i interval default '1 day', f float8 default 0.1, b bytea default '\\x00', n text default E'it''s', e e);"
    "create table b (id int references a, \"Odd name\" text collate \"C\") partition by hash (id);"
    "create table b1 partition of b for values with (modulus 2, remainder 0);"
    "create view v as select a.id, b.\"Odd name\" from a join b using (id) where a.t > '2020-01-01 00:00+00';"
    "create function f() returns trigger language plpgsql as 'begin return new; end';"
    "create trigger g before insert on a for each row execute function f();"
    "create index i on a (lower(n)) where f > 0.5; grant select on a to guest; comment on table a is 'x'";

static const char *const not_changes[] = {
  "create table alembic_version (version_num varchar(32) primary key); insert into alembic_version values ('a1')",
  "create schema limbeck; create table limbeck.audit (id int); comment on table limbeck.audit is 'x'",
  "insert into a (n) values ('x'); update a set n = 'y'; delete from a; analyze a",
  "begin; drop table a cascade; create table c (id int); rollback",
  "begin; create table c (id int); rollback",
  "create temporary table c (id int)",
  "select nextval('a_id_seq')",
  "create index c on a (n); drop index c",
  "alter table a add c int; alter table a drop c",
  "reindex table a",
  "revoke select on a from guest; grant select on a to guest",
};

START_TEST (what_leaves_nothing_behind_is_no_change)
  {
    g_autoptr (LimbeckFingerprint) before = NULL;
    g_autoptr (LimbeckFingerprint) after = NULL;
    g_autofree char *lines = NULL;

    run (rich);
    before = take ();
    run (not_changes[_i]);
    after = take ();
    lines = difference (before, after);
    ck_assert_str_eq (lines, "");
    ck_assert_str_eq (limbeck_fingerprint_get_hash (before), limbeck_fingerprint_get_hash (after));
  }
END_TEST

START_TEST (everybody_sees_the_same)
  {
    g_autoptr (LimbeckFingerprint) ours = NULL;
    g_autoptr (LimbeckFingerprint) theirs = NULL;
    g_autoptr (LimbeckConnection) guest = NULL;
    g_autofree char *lines = NULL;

    run (rich);
    ours = take ();
    limbeck_test_cluster_run (
        cluster,
        "postgres",
        "alter role guest set search_path = s, public; alter role guest set timezone = 'Asia/Tokyo';"
        "alter role guest set intervalstyle = 'iso_8601'; alter role guest set extra_float_digits = -5;"
        "alter role guest set bytea_output = 'escape'; alter role guest set quote_all_identifiers = on");
    guest = connect_as ("shop", "guest");
    theirs = take_as (guest);
    lines = difference (ours, theirs);
    limbeck_test_cluster_run (cluster, "postgres", "alter role guest reset all");
    ck_assert_str_eq (lines, "");
    ck_assert_str_eq (limbeck_fingerprint_get_hash (ours), limbeck_fingerprint_get_hash (theirs));
  }
END_TEST

START_TEST (nothing_is_left_of_taking_it)
  {
    g_autoptr (LimbeckFingerprint) first = NULL;
    g_autofree char *path = query (connection, "SHOW search_path");
    g_autofree char *path_after = NULL;
    g_autofree char *locks = NULL;

    run (rich);
    first = take ();
    path_after = query (connection, "SHOW search_path");
    locks = query (
        connection,
        "SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.relname = 'v'");
    ck_assert_str_eq (path, path_after);
    ck_assert_str_eq (locks, "0");
    ck_assert_uint_eq (strlen (limbeck_fingerprint_get_hash (first)), 64);
  }
END_TEST

START_TEST (a_cancelled_concurrent_index_is_told)
  {
    g_autoptr (LimbeckFingerprint) before = NULL;
    g_autoptr (LimbeckFingerprint) after = NULL;
    g_autoptr (LimbeckConnection) other = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *begun = NULL;
    g_autofree char *locked = NULL;
    g_autofree char *lines = NULL;

    run ("create table t (id int)");
    before = take ();
    other = connect_to ("shop");
    begun = query (other, "BEGIN");
    locked = query (other, "LOCK TABLE t IN ROW EXCLUSIVE MODE");
    ck_assert_ptr_null (limbeck_connection_query (
        connection, "CREATE INDEX CONCURRENTLY i ON t (id)", NULL, 300, NULL, &error));
    limbeck_test_cluster_wait_for (
        cluster,
        "shop",
        "select count(*) from pg_stat_activity where query like 'CREATE INDEX%' and state = 'active'",
        "0");
    g_clear_object (&other);
    after = take ();
    lines = difference (before, after);
    ck_assert_str_eq (lines, "added: index public.i (invalid)");
  }
END_TEST

START_TEST (a_deadline_holds)
  {
    g_autoptr (GError) error = NULL;

    limbeck_test_cluster_freeze (cluster);
    ck_assert_ptr_null (limbeck_fingerprint_take (connection, NULL, 100, NULL, &error));
    assert_database_error (error, LIMBECK_DATABASE_ERROR_TIMED_OUT, "100 milliseconds");
    limbeck_test_cluster_thaw (cluster);
  }
END_TEST

START_TEST (a_table_that_is_rewritten_meanwhile_is_not_waited_for)
  {
    g_autoptr (LimbeckConnection) other = connect_to ("shop");
    g_autoptr (GError) error = NULL;
    g_autofree char *begun = NULL;
    g_autofree char *locked = NULL;
    g_autoptr (LimbeckFingerprint) fingerprint = NULL;

    run ("create table t (id int); create view v as select * from t");
    begun = query (other, "BEGIN");
    locked = query (other, "LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
    fingerprint = limbeck_fingerprint_take (connection, NULL, TIMEOUT_MS, NULL, &error);
    ck_assert (fingerprint ||
               g_strcmp0 (limbeck_database_error_get_sqlstate (error), "55P03") == 0);
  }
END_TEST

START_TEST (a_large_catalog_is_read)
  {
    g_autoptr (LimbeckFingerprint) before = NULL;
    g_autoptr (LimbeckFingerprint) after = NULL;
    g_autofree char *lines = NULL;

    run (
        "do $$ begin for i in 1..300 loop execute format('create table t%s (id int primary key,"
        " a text not null default %L, b int check (b > 0), c numeric(10, 2), d timestamptz default now(),"
        " e int references t%s)', i, 'x', i); end loop; end $$");
    before = take ();
    run ("alter table t77 alter b set default 5");
    after = take ();
    lines = difference (before, after);
    ck_assert_str_eq (lines, "changed: column public.t77.b: integer → integer default 5");
  }
END_TEST

static Suite *
fingerprint_suite (void)
{
  Suite *suite = suite_create ("fingerprint");
  TCase *tcase = tcase_create ("fingerprint");

  tcase_add_unchecked_fixture (tcase, start_cluster, stop_cluster);
  tcase_add_checked_fixture (tcase, connect_to_fresh_database, disconnect);
  tcase_add_loop_test (tcase, every_kind_of_change_is_seen, 0, G_N_ELEMENTS (changes));
  tcase_add_loop_test (
      tcase, what_leaves_nothing_behind_is_no_change, 0, G_N_ELEMENTS (not_changes));
  tcase_add_test (tcase, everybody_sees_the_same);
  tcase_add_test (tcase, nothing_is_left_of_taking_it);
  tcase_add_test (tcase, a_cancelled_concurrent_index_is_told);
  tcase_add_test (tcase, a_deadline_holds);
  tcase_add_test (tcase, a_table_that_is_rewritten_meanwhile_is_not_waited_for);
  tcase_add_test (tcase, a_large_catalog_is_read);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (fingerprint_suite ());
}

/* The catalog as comparable lines. Kinds are ids, see kind_words in fingerprint.c. */

#include "config.h"

#include <glib.h>

#include "core/database/fingerprint-sql.h"

/* The order of privileges and options depends on the order of commands, so both are sorted. */
#define SORTED(array)                                                                              \
  "CASE WHEN " array " IS NOT NULL THEN"                                                           \
  " (SELECT string_agg(x::text, ',' ORDER BY x::text COLLATE \"C\") FROM unnest(" array ") x) END"
#define OWNER(column) "'owner ' || pg_get_userbyid(" column ")"
#define NOT_A_MEMBER(class, oid)                                                                   \
  "NOT EXISTS (SELECT 1 FROM member m WHERE m.classid = '" class "'::regclass AND m.objid = " oid  \
                                                                 ")"
#define COLUMN_OF(kind, parent, name, note, definition, rest)                                      \
  "SELECT " kind ", " parent ", " name ", " note ", coalesce(" definition                          \
  ", ''), concat_ws(' | ', " rest ") "

/* pg_temp at the end: a temporary table can't stand before the catalog then. */
static const char *settings =
    "SET LOCAL transaction_read_only = on; SET LOCAL search_path = pg_catalog, pg_temp;"
    " SET LOCAL jit = off; SET LOCAL lock_timeout = '3s'; SET LOCAL quote_all_identifiers = off;"
    " SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD';"
    " SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 1;"
    " SET LOCAL bytea_output = 'hex'; SET LOCAL xmloption = 'content';"
    " SET LOCAL standard_conforming_strings = on;";

/* clang-format off */

/* What an extension or a range type brings along is told by those. */
static const char *sources =
  "WITH member AS MATERIALIZED (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'"
  "  OR (deptype = 'i' AND classid IN ('pg_proc'::regclass, 'pg_cast'::regclass))),"
  " space AS MATERIALIZED (SELECT oid, nspname, nspowner, nspacl, quote_ident(nspname) AS shown FROM pg_namespace"
  "  WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'limbeck')"
  "  AND " NOT_A_MEMBER ("pg_namespace", "pg_namespace.oid") "),"
  " relation AS MATERIALIZED (SELECT c.*, s.shown || '.' || quote_ident(c.relname) AS shown FROM pg_class c"
  "  JOIN space s ON s.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c', 'S')"
  "  AND c.relname <> %s AND s.nspname || '.' || c.relname <> %s AND " NOT_A_MEMBER ("pg_class", "c.oid") ") ";

/* A table that was dropped and made again is another one, and so is a column: oid and attnum tell. */
static const char *relations =
  COLUMN_OF (
    "CASE relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view'"
    " WHEN 'c' THEN 'composite-type' WHEN 'f' THEN 'foreign-table' ELSE 'table' END",
    "''",
    "shown",
    "CASE WHEN relkind = 'm' AND NOT relispopulated THEN 'not-populated' ELSE '' END",
    "concat_ws(' ', CASE relpersistence WHEN 'u' THEN 'unlogged' END,"
    " CASE WHEN relkind = 'p' THEN 'partition by ' || pg_get_partkeydef(r.oid) END,"
    " pg_get_expr(relpartbound, r.oid),"
    " CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(r.oid) END,"
    " (SELECT format('%s start %s increment %s minimum %s maximum %s cache %s%s', format_type(q.seqtypid, NULL),"
    "   q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache, CASE WHEN q.seqcycle THEN ' cycle' END)"
    "  FROM pg_sequence q WHERE q.seqrelid = r.oid),"
    " (SELECT 'server ' || quote_ident(v.srvname) || ' ' || coalesce(" SORTED ("t.ftoptions") ", '')"
    "  FROM pg_foreign_table t JOIN pg_foreign_server v ON v.oid = t.ftserver WHERE t.ftrelid = r.oid))",
    OWNER ("relowner") ", CASE WHEN relkind IN ('r', 'p', 'f', 'm') THEN r.oid END,"
    " (SELECT amname FROM pg_am a WHERE a.oid = relam),"
    " (SELECT spcname FROM pg_tablespace t WHERE t.oid = reltablespace),"
    " " SORTED ("reloptions") ", CASE WHEN relrowsecurity THEN 'row security' END,"
    " CASE WHEN relforcerowsecurity THEN 'forced' END, 'replica identity ' || relreplident::text,"
    " (SELECT string_agg(i.inhparent::regclass::text || CASE WHEN to_jsonb(i) ->> 'inhdetachpending' = 'true'"
    "   THEN ' detaching' ELSE '' END, ',' ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = r.oid),"
    " nullif(reloftype, 0)::regtype,"
    " (SELECT 'owned by ' || d.refobjid::regclass || '.' || quote_ident(a.attname) || ' ' || d.deptype::text"
    "  FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid"
    "  WHERE r.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = r.oid"
    "  AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0 ORDER BY d.refobjid LIMIT 1),"
    " " SORTED ("relacl"))
  "FROM relation r";

/* Debian's PostgreSQL 15.20 keeps an option “pg_attver=N” of its own in every column. */
static const char *columns =
  COLUMN_OF (
    "'column'",
    "r.shown",
    "r.shown || '.' || quote_ident(a.attname)",
    "''",
    "concat_ws(' ', format_type(a.atttypid, a.atttypmod),"
    " CASE WHEN a.attcollation NOT IN (0, 'default'::regcollation) THEN"
    "  (SELECT 'collate ' || quote_ident(l.collname) FROM pg_collation l JOIN pg_type t ON t.oid = a.atttypid"
    "   WHERE l.oid = a.attcollation AND a.attcollation <> t.typcollation) END,"
    " CASE WHEN a.attnotnull THEN 'not null' END,"
    " CASE a.attidentity WHEN 'a' THEN 'generated always as identity' WHEN 'd' THEN 'generated by default as identity' END,"
    " CASE a.attgenerated WHEN '' THEN 'default ' ELSE 'generated always as ' END || pg_get_expr(d.adbin, d.adrelid))",
    "a.attnum, 'storage ' || a.attstorage::text, {compression}, nullif(a.attstattarget, -1),"
    " CASE WHEN a.attoptions IS NOT NULL THEN (SELECT string_agg(o, ',' ORDER BY o COLLATE \"C\")"
    "  FROM unnest(a.attoptions) o WHERE o NOT LIKE 'pg_attver=%') END,"
    " " SORTED ("a.attfdwoptions") ", CASE WHEN a.attinhcount > 0 THEN 'inherited ' || a.attinhcount END,"
    " CASE WHEN a.attislocal THEN 'local' END, " SORTED ("a.attacl"))
  "FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped"
  " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE r.relkind <> 'S'";

static const char *parts[] = {
  COLUMN_OF (
    "'constraint'",
    "r.shown",
    "r.shown || '.' || quote_ident(k.conname)",
    "CASE WHEN k.convalidated THEN '' ELSE 'not-valid' END",
    "pg_get_constraintdef(k.oid)",
    "CASE WHEN k.conislocal THEN 'local' END, CASE WHEN k.connoinherit THEN 'no inherit' END")
  "FROM pg_constraint k JOIN relation r ON r.oid = k.conrelid",

  COLUMN_OF (
    "'index'",
    "r.shown",
    "(SELECT s.shown FROM space s WHERE s.oid = c.relnamespace) || '.' || quote_ident(c.relname)",
    "CASE WHEN i.indisvalid AND i.indisready AND i.indislive THEN '' ELSE 'invalid' END",
    "pg_get_indexdef(i.indexrelid)",
    "concat(i.indisvalid, i.indisready, i.indislive), CASE WHEN i.indisclustered THEN 'clustered' END,"
    " CASE WHEN i.indisreplident THEN 'replica identity' END,"
    " (SELECT spcname FROM pg_tablespace t WHERE t.oid = c.reltablespace),"
    " (SELECT string_agg(a.attnum || '=' || a.attstattarget, ',' ORDER BY a.attnum) FROM pg_attribute a"
    "  WHERE a.attrelid = c.oid AND a.attstattarget > -1)")
  "FROM pg_index i JOIN relation r ON r.oid = i.indrelid JOIN pg_class c ON c.oid = i.indexrelid",

  COLUMN_OF (
    "'trigger'",
    "r.shown",
    "r.shown || '.' || quote_ident(t.tgname)",
    "CASE WHEN t.tgenabled = 'D' THEN 'disabled' ELSE '' END",
    "pg_get_triggerdef(t.oid)",
    "'enabled ' || t.tgenabled::text")
  "FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid WHERE NOT t.tgisinternal",

  COLUMN_OF (
    "'constraint-triggers'",
    "r.shown",
    "r.shown",
    "'disabled'",
    "string_agg(t.tgenabled::text, '' ORDER BY k.conname COLLATE \"C\", t.tgtype)",
    "''")
  "FROM pg_trigger t JOIN relation r ON r.oid = t.tgrelid LEFT JOIN pg_constraint k ON k.oid = t.tgconstraint"
  " WHERE t.tgisinternal AND t.tgenabled <> 'O' GROUP BY r.shown",

  COLUMN_OF (
    "'rule'",
    "r.shown",
    "r.shown || '.' || quote_ident(w.rulename)",
    "CASE WHEN w.ev_enabled = 'D' THEN 'disabled' ELSE '' END",
    "pg_get_ruledef(w.oid)",
    "'enabled ' || w.ev_enabled::text")
  "FROM pg_rewrite w JOIN relation r ON r.oid = w.ev_class WHERE w.rulename <> '_RETURN'",

  COLUMN_OF (
    "'policy'",
    "r.shown",
    "r.shown || '.' || quote_ident(p.polname)",
    "''",
    "concat_ws(' ', CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END, p.polcmd::text,"
    " 'to ' || (SELECT string_agg(coalesce(quote_ident(o.rolname), 'public'), ',' ORDER BY o.rolname COLLATE \"C\")"
    "  FROM unnest(p.polroles) u(oid) LEFT JOIN pg_roles o ON o.oid = u.oid),"
    " 'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',"
    " 'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')",
    "''")
  "FROM pg_policy p JOIN relation r ON r.oid = p.polrelid",

  COLUMN_OF (
    "'schema'",
    "''",
    "s.shown",
    "''",
    "''",
    OWNER ("s.nspowner") ", " SORTED ("s.nspacl"))
  "FROM space s",

  COLUMN_OF (
    "CASE p.prokind WHEN 'a' THEN 'aggregate' WHEN 'p' THEN 'procedure' ELSE 'function' END",
    "''",
    "s.shown || '.' || quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')'",
    "''",
    "CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) ELSE"
    " (SELECT concat_ws(' ', g.aggkind::text, g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn,"
    "   g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn, format_type(g.aggtranstype, NULL), g.agginitval,"
    "   nullif(g.aggsortop, 0)::regoperator) FROM pg_aggregate g WHERE g.aggfnoid = p.oid) END",
    OWNER ("p.proowner") ", " SORTED ("p.proacl"))
  "FROM pg_proc p JOIN space s ON s.oid = p.pronamespace WHERE " NOT_A_MEMBER ("pg_proc", "p.oid"),

  COLUMN_OF (
    "CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range-type' ELSE 'type' END",
    "''",
    "s.shown || '.' || quote_ident(t.typname)",
    "''",
    "CASE t.typtype WHEN 'e' THEN (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)"
    "  FROM pg_enum e WHERE e.enumtypid = t.oid)"
    " WHEN 'd' THEN concat_ws(' ', format_type(t.typbasetype, t.typtypmod), CASE WHEN t.typnotnull THEN 'not null' END,"
    "  'default ' || t.typdefault, (SELECT string_agg(quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), '; '"
    "   ORDER BY k.conname COLLATE \"C\") FROM pg_constraint k WHERE k.contypid = t.oid))"
    " WHEN 'r' THEN (SELECT concat_ws(' ', format_type(g.rngsubtype, NULL), nullif(g.rngsubdiff, 0)::regprocedure)"
    "  FROM pg_range g WHERE g.rngtypid = t.oid)"
    " ELSE concat_ws(' ', t.typisdefined, t.typlen, t.typinput, t.typoutput, t.typstorage) END",
    OWNER ("t.typowner")
    ", (SELECT 'collate ' || quote_ident(l.collname) FROM pg_collation l WHERE l.oid = t.typcollation), "
    SORTED ("t.typacl"))
  "FROM pg_type t JOIN space s ON s.oid = t.typnamespace WHERE t.typtype IN ('e', 'd', 'r', 'b') AND t.typelem = 0"
  " AND t.typrelid = 0 AND " NOT_A_MEMBER ("pg_type", "t.oid"),

  COLUMN_OF (
    "'extension'",
    "''",
    "quote_ident(e.extname)",
    "''",
    "e.extversion",
    "(SELECT quote_ident(n.nspname) FROM pg_namespace n WHERE n.oid = e.extnamespace)")
  "FROM pg_extension e",

  COLUMN_OF (
    "'statistics'",
    "''",
    "s.shown || '.' || quote_ident(x.stxname)",
    "''",
    "pg_get_statisticsobjdef(x.oid)",
    OWNER ("x.stxowner") ", to_jsonb(x) ->> 'stxstattarget'")
  "FROM pg_statistic_ext x JOIN space s ON s.oid = x.stxnamespace",

  COLUMN_OF (
    "'event-trigger'",
    "''",
    "quote_ident(e.evtname)",
    "CASE WHEN e.evtenabled = 'D' THEN 'disabled' ELSE '' END",
    "concat_ws(' ', e.evtevent, e.evtfoid::regprocedure, e.evttags::text)",
    OWNER ("e.evtowner") ", e.evtenabled::text")
  "FROM pg_event_trigger e WHERE " NOT_A_MEMBER ("pg_event_trigger", "e.oid"),

  COLUMN_OF (
    "'publication'",
    "''",
    "quote_ident(p.pubname)",
    "''",
    "(SELECT string_agg(q.prrelid::regclass::text || coalesce(' ' || md5(to_jsonb(q) ->> 'prqual'), '')"
    "   || coalesce(' ' || (to_jsonb(q) ->> 'prattrs'), ''), ', ' ORDER BY q.prrelid::regclass::text COLLATE \"C\")"
    "  FROM pg_publication_rel q WHERE q.prpubid = p.oid)",
    OWNER ("p.pubowner") ", (to_jsonb(p) - 'oid' - 'pubowner' - 'pubname')::text")
  "FROM pg_publication p",

  COLUMN_OF (
    "'subscription'",
    "''",
    "quote_ident(u.subname)",
    "CASE WHEN u.subenabled THEN '' ELSE 'disabled' END",
    SORTED ("u.subpublications"),
    OWNER ("u.subowner") ", u.subslotname")
  "FROM pg_subscription u WHERE u.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())",

  COLUMN_OF (
    "'default-privileges'",
    "''",
    "concat_ws(' ', quote_ident(pg_get_userbyid(a.defaclrole)), s.shown, a.defaclobjtype::text)",
    "''",
    SORTED ("a.defaclacl"),
    "''")
  "FROM pg_default_acl a LEFT JOIN space s ON s.oid = a.defaclnamespace WHERE a.defaclnamespace = 0 OR s.oid IS NOT NULL",

  COLUMN_OF (
    "'cast'",
    "''",
    "format_type(c.castsource, NULL) || ' → ' || format_type(c.casttarget, NULL)",
    "''",
    "concat_ws(' ', nullif(c.castfunc, 0)::regprocedure, c.castcontext::text, c.castmethod::text)",
    "''")
  "FROM pg_cast c WHERE c.oid >= 16384 AND " NOT_A_MEMBER ("pg_cast", "c.oid"),

  COLUMN_OF (
    "'operator'",
    "''",
    "o.oid::regoperator::text",
    "''",
    "concat_ws(' ', o.oprcode, nullif(o.oprcom, 0)::regoperator, nullif(o.oprnegate, 0)::regoperator, o.oprrest, o.oprjoin,"
    " o.oprcanmerge, o.oprcanhash)",
    OWNER ("o.oprowner"))
  "FROM pg_operator o JOIN space s ON s.oid = o.oprnamespace WHERE " NOT_A_MEMBER ("pg_operator", "o.oid"),

  COLUMN_OF (
    "'operator-class'",
    "''",
    "s.shown || '.' || quote_ident(o.opcname) || ' ' || a.amname",
    "CASE WHEN o.opcdefault THEN 'default' ELSE '' END",
    "concat_ws(' ', format_type(o.opcintype, NULL), (SELECT quote_ident(f.opfname) FROM pg_opfamily f WHERE f.oid = o.opcfamily),"
    " (SELECT string_agg(p.amopstrategy || ' ' || p.amopopr::regoperator, ', ' ORDER BY p.amopstrategy, p.amopopr::regoperator::text)"
    "  FROM pg_amop p WHERE p.amopfamily = o.opcfamily),"
    " (SELECT string_agg(p.amprocnum || ' ' || p.amproc, ', ' ORDER BY p.amprocnum, p.amproc::text)"
    "  FROM pg_amproc p WHERE p.amprocfamily = o.opcfamily))",
    OWNER ("o.opcowner"))
  "FROM pg_opclass o JOIN space s ON s.oid = o.opcnamespace JOIN pg_am a ON a.oid = o.opcmethod WHERE "
  NOT_A_MEMBER ("pg_opclass", "o.oid"),

  COLUMN_OF (
    "'collation'",
    "''",
    "s.shown || '.' || quote_ident(l.collname)",
    "''",
    "(to_jsonb(l) - 'oid' - 'collname' - 'collnamespace' - 'collowner' - 'collversion')::text",
    OWNER ("l.collowner"))
  "FROM pg_collation l JOIN space s ON s.oid = l.collnamespace WHERE " NOT_A_MEMBER ("pg_collation", "l.oid"),

  COLUMN_OF (
    "'text-search'",
    "''",
    "s.shown || '.' || quote_ident(c.cfgname)",
    "''",
    "(SELECT string_agg(concat_ws(' ', m.maptokentype, m.mapseqno, m.mapdict::regdictionary), ', '"
    "  ORDER BY m.maptokentype, m.mapseqno) FROM pg_ts_config_map m WHERE m.mapcfg = c.oid)",
    OWNER ("c.cfgowner"))
  "FROM pg_ts_config c JOIN space s ON s.oid = c.cfgnamespace WHERE " NOT_A_MEMBER ("pg_ts_config", "c.oid"),

  COLUMN_OF (
    "'text-search'",
    "''",
    "s.shown || '.' || quote_ident(d.dictname) || ' (dictionary)'",
    "''",
    "concat_ws(' ', (SELECT quote_ident(t.tmplname) FROM pg_ts_template t WHERE t.oid = d.dicttemplate), d.dictinitoption)",
    OWNER ("d.dictowner"))
  "FROM pg_ts_dict d JOIN space s ON s.oid = d.dictnamespace WHERE " NOT_A_MEMBER ("pg_ts_dict", "d.oid"),

  COLUMN_OF (
    "'foreign-data-wrapper'",
    "''",
    "quote_ident(w.fdwname)",
    "''",
    "concat_ws(' ', nullif(w.fdwhandler, 0)::regproc, nullif(w.fdwvalidator, 0)::regproc, " SORTED ("w.fdwoptions")
    ")",
    OWNER ("w.fdwowner") ", " SORTED ("w.fdwacl"))
  "FROM pg_foreign_data_wrapper w WHERE " NOT_A_MEMBER ("pg_foreign_data_wrapper", "w.oid"),

  COLUMN_OF (
    "'foreign-server'",
    "''",
    "quote_ident(v.srvname)",
    "''",
    "concat_ws(' ', v.srvtype, v.srvversion, " SORTED ("v.srvoptions") ")",
    OWNER ("v.srvowner") ", " SORTED ("v.srvacl"))
  "FROM pg_foreign_server v WHERE " NOT_A_MEMBER ("pg_foreign_server", "v.oid"),

  /* Options may hold passwords; this view hides them. */
  COLUMN_OF (
    "'user-mapping'",
    "''",
    "quote_ident(u.srvname) || ' ' || quote_ident(u.usename)",
    "''",
    "''",
    "''")
  "FROM pg_user_mappings u",

  COLUMN_OF (
    "'language'",
    "''",
    "quote_ident(l.lanname)",
    "''",
    "concat_ws(' ', l.lanpltrusted, nullif(l.lanplcallfoid, 0)::regprocedure)",
    OWNER ("l.lanowner") ", " SORTED ("l.lanacl"))
  "FROM pg_language l WHERE l.oid >= 16384 AND " NOT_A_MEMBER ("pg_language", "l.oid"),

  COLUMN_OF (
    "'database'",
    "''",
    "quote_ident(d.datname)",
    "''",
    "(SELECT string_agg(coalesce(quote_ident(pg_get_userbyid(nullif(g.setrole, 0))) || ': ', '')"
    "  || array_to_string(g.setconfig, ', '), '; ' ORDER BY pg_get_userbyid(nullif(g.setrole, 0)) COLLATE \"C\")"
    "  FROM pg_db_role_setting g WHERE g.setdatabase = d.oid)",
    OWNER ("d.datdba") ", d.datconnlimit, d.datallowconn, " SORTED ("d.datacl"))
  "FROM pg_database d WHERE d.datname = current_database()",

  COLUMN_OF (
    "'comment'",
    "''",
    "i.type || ' ' || i.identity",
    "''",
    "d.description",
    "''")
  "FROM pg_description d, LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i"
  " WHERE d.objoid >= 16384 AND i.identity IS NOT NULL AND i.schema IS DISTINCT FROM 'limbeck'"
  " AND NOT EXISTS (SELECT 1 FROM member m WHERE m.classid = d.classoid AND m.objid = d.objoid)",

  COLUMN_OF (
    "'security-label'",
    "''",
    "i.type || ' ' || i.identity || ' ' || l.provider",
    "''",
    "l.label",
    "''")
  "FROM pg_seclabel l, LATERAL pg_identify_object(l.classoid, l.objoid, l.objsubid) i WHERE l.objoid >= 16384",
};

/* clang-format on */

const char *
limbeck_fingerprint_get_settings (void)
{
  return settings;
}

char *
limbeck_fingerprint_dup_sql (int server_version, const char *ignore)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) column_sql = g_string_new (columns);

  g_string_append (sql, sources);
  g_string_replace (sql, "%s", ignore, 0);
  g_string_replace (column_sql,
                    "{compression}",
                    server_version >= 140000 ? "nullif(a.attcompression::text, '')" : "NULL",
                    1);
  g_string_append_printf (sql, "%s UNION ALL %s", relations, column_sql->str);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (sql, " UNION ALL %s", parts[i]);
  /* Schemas in publications exist since then. */
  if (server_version >= 150000)
    g_string_append (
        sql,
        " UNION ALL " COLUMN_OF (
            "'publication-schema'",
            "''",
            "quote_ident(p.pubname) || ' ' || s.shown",
            "''",
            "''",
            "''") "FROM pg_publication_namespace n JOIN pg_publication p ON p.oid = n.pnpubid JOIN space s ON s.oid = n.pnnspid");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "core/project/project.h"

#include "core/project/url-hosts.h"

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, LIMBECK_PROJECT_ERROR, LIMBECK_PROJECT_ERROR_BAD_URL, message);

  return FALSE;
}

static GPtrArray *
list_values (const LimbeckUrlParts *parts, const char *key)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < parts->keys->len; i++)
    if (strcmp (g_ptr_array_index (parts->keys, i), key) == 0)
      g_ptr_array_add (values, g_ptr_array_index (parts->values, i));

  return g_steal_pointer (&values);
}

/* `^([a-zA-Z0-9\-\.]*)(?:\:(\d*))?$`: "db:5433", but neither a path nor an IPv6 address */
static gboolean
is_host_with_port (const char *text)
{
  const char *colon = strchr (text, ':');

  if (colon == NULL || colon[1 + strspn (colon + 1, "0123456789")] != '\0')
    return FALSE;

  for (const char *p = text; p < colon; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '.')
      return FALSE;

  return TRUE;
}

/* "a:1", "b:2" → "a,b" and "1,2" */
static gboolean
read_pairs (GPtrArray *tokens, GString *hosts, GString *ports, GError **error)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      g_auto (GStrv) pair = g_strsplit (g_ptr_array_index (tokens, i), ":", -1);

      if (g_strv_length (pair) > 2)
        return refuse (
            error,
            _ ("The database URL names several hosts, and one of them has more than one “:”. Write "
               "“?host=first,second&port=5432,5432” instead."));

      g_string_append_printf (hosts, "%s%s", i > 0 ? "," : "", pair[0] != NULL ? pair[0] : "");
      g_string_append_printf (
          ports, "%s%s", i > 0 ? "," : "", pair[0] != NULL && pair[1] != NULL ? pair[1] : "");
    }

  return TRUE;
}

static gboolean
are_ports (const char *ports)
{
  return ports[strspn (ports, "0123456789,")] == '\0';
}

static guint
count (const char *list)
{
  guint n = 1;

  for (const char *p = list; *p != '\0'; p++)
    n += *p == ',';

  return n;
}

static gboolean
check_counts (const char *hosts, const char *ports, GError **error)
{
  guint n_hosts = *hosts != '\0' ? count (hosts) : 0;
  guint n_ports = *ports != '\0' ? count (ports) : 0;

  if (!are_ports (ports))
    return refuse (error, _ ("A port in the query of the database URL is not a number."));

  if (n_ports > 1 ? n_ports != n_hosts : n_ports == 1 && n_hosts > 1)
    return refuse (error,
                   _ ("The database URL names more hosts than ports, or more ports than hosts."));

  return TRUE;
}

static void
append_list (GString *text, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", (char *) g_ptr_array_index (values, i));
}

gboolean
limbeck_url_hosts_read (const LimbeckUrlParts *parts, char **hosts, char **ports, GError **error)
{
  g_autoptr (GPtrArray) host_values = NULL;
  g_autoptr (GPtrArray) port_values = NULL;
  g_autoptr (GString) host_list = g_string_new (NULL);
  g_autoptr (GString) port_list = g_string_new (NULL);

  g_return_val_if_fail (parts != NULL, FALSE);

  host_values = list_values (parts, "host");
  port_values = list_values (parts, "port");

  if (host_values->len > 1 && port_values->len > 0)
    return refuse (
        error,
        _ ("The database URL mixes two ways to name several hosts. Write either "
           "“?host=first:5432&host=second:5432” or “?host=first,second&port=5432,5432”."));

  if (host_values->len > 1 ||
      (host_values->len == 1 && port_values->len == 0 && is_host_with_port (host_values->pdata[0])))
    {
      if (!read_pairs (host_values, host_list, port_list, error))
        return FALSE;
    }
  else
    {
      append_list (host_list, host_values);
      append_list (port_list, port_values);
    }

  if (!check_counts (host_list->str, port_list->str, error))
    return FALSE;

  *hosts = host_list->len > 0 ? g_strdup (host_list->str) : NULL;
  *ports = port_list->len > 0 ? g_strdup (port_list->str) : NULL;

  return TRUE;
}

char *
limbeck_url_hosts_join (const char *hosts, const char *ports)
{
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) numbers = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_numbers;

  g_return_val_if_fail (hosts != NULL, NULL);

  names = g_strsplit (hosts, ",", -1);
  numbers = g_strsplit (ports != NULL ? ports : "", ",", -1);
  n_numbers = g_strv_length (numbers);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *number = n_numbers == 1 ? numbers[0] : i < n_numbers ? numbers[i] : "";
      gboolean    is_bracketed = strchr (names[i], ':') != NULL && *number != '\0';

      g_string_append_printf (text,
                              is_bracketed ? "%s[%s]%s%s" : "%s%s%s%s",
                              i > 0 ? ", " : "",
                              names[i],
                              *number != '\0' ? ":" : "",
                              number);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

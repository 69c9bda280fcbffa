/*
 * usage: icons SOURCE
 *
 * Asks GTK for every icon that the sources name, and draws it: an icon may be missing from a newer theme, and an SVG may
 * lack what loads it. Speaks TAP; without Check, so that it can be tried on a machine that has only what Limbeck needs.
 */

#include <gtk/gtk.h>
#include <string.h>

#define SIZE 16
#define OWN "io.github.limbeck.Limbeck"

static guint n_warnings;

static GLogWriterOutput
count_warnings (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    n_warnings++;

  return g_log_writer_default (level, fields, n_fields, data);
}

static void
take_names (const char *path, GHashTable *names)
{
  g_autoptr (GRegex) regex = g_regex_new ("[a-z]+(-[a-z]+)*-symbolic\\b", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;

  if (!g_str_has_suffix (path, ".c") && !g_str_has_suffix (path, ".ui"))
    return;
  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("%s cannot be read", path);
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    g_hash_table_add (names, g_match_info_fetch (match, 0));
}

static void
walk (const char *path, GHashTable *names)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  if (directory == NULL)
    {
      take_names (path, names);
      return;
    }
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      walk (inner, names);
    }
}

/* The pixels of @paintable, or NULL if there is nothing to be seen. */
static GBytes *
draw (GdkPaintable *paintable, GskRenderer *renderer)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  guchar  *pixels = g_malloc0 (SIZE * SIZE * 4);
  gboolean is_seen = FALSE;

  gdk_paintable_snapshot (paintable, snapshot, SIZE, SIZE);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    {
      texture = gsk_renderer_render_texture (
          renderer, node, &GRAPHENE_RECT_INIT (0, 0, SIZE, SIZE));
      gdk_texture_download (texture, pixels, SIZE * 4);
    }
  for (guint i = 0; i < SIZE * SIZE * 4; i++)
    is_seen = is_seen || pixels[i] != 0;

  if (!is_seen)
    g_clear_pointer (&pixels, g_free);

  return is_seen ? g_bytes_new_take (pixels, SIZE * SIZE * 4) : NULL;
}

static GBytes *
draw_icon (GtkIconTheme *theme, const char *name, GskRenderer *renderer)
{
  g_autoptr (GtkIconPaintable)
      icon = gtk_icon_theme_lookup_icon (theme, name, NULL, SIZE, 1, GTK_TEXT_DIR_LTR, 0);

  return draw (GDK_PAINTABLE (icon), renderer);
}

static gboolean
is_drawn (GtkIconTheme *theme, const char *name, GskRenderer *renderer)
{
  g_autoptr (GBytes) missing = draw_icon (theme, "there-is-no-such-icon", renderer);
  g_autoptr (GBytes) drawn = NULL;

  n_warnings = 0;
  drawn = draw_icon (theme, name, renderer);

  return gtk_icon_theme_has_icon (theme, name) && drawn != NULL && n_warnings == 0 &&
         (missing == NULL || !g_bytes_equal (drawn, missing));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *sources = g_build_filename (argv[1], "src", "gui", NULL);
  g_autofree char *icons = g_build_filename (argv[1], "data", "icons", NULL);
  g_autoptr (GskRenderer) renderer = NULL;
  g_autofree char **sorted = NULL;
  GtkIconTheme     *theme;
  gboolean          are_drawn = TRUE;
  guint             n_names;

  g_log_set_writer_func (count_warnings, NULL, NULL);
  gtk_init ();
  theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  gtk_icon_theme_add_search_path (theme, icons);
  renderer = gsk_cairo_renderer_new ();
  g_assert_true (gsk_renderer_realize (renderer, NULL, NULL));
  walk (sources, names);
  g_hash_table_add (names, g_strdup (OWN));
  g_hash_table_add (names, g_strdup (OWN "-symbolic"));

  sorted = (char **) g_hash_table_get_keys_as_array (names, &n_names);
  g_print ("1..%u\n", n_names);
  for (guint i = 0; i < n_names; i++)
    {
      gboolean holds = is_drawn (theme, sorted[i], renderer);

      g_print ("%sok %u - %s is drawn\n", holds ? "" : "not ", i + 1, sorted[i]);
      are_drawn = are_drawn && holds;
    }
  gsk_renderer_unrealize (renderer);

  return are_drawn ? 0 : 1;
}

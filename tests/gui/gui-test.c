#include "config.h"

#include <check.h>
#include <string.h>

#include "gui-test.h"

#define WAIT_MS 60000

static LimbeckApplication *application;

void
limbeck_gui_test_start (void)
{
  g_autoptr (GError) error = NULL;

  application = limbeck_application_new ();
  ck_assert_msg (g_application_register (G_APPLICATION (application), NULL, &error),
                 "%s",
                 error != NULL ? error->message : "");
  /* X11 without a settings daemon has neither GNOME's font nor a way to turn animations off. */
  g_object_set (gtk_settings_get_default (),
                "gtk-enable-animations",
                FALSE,
                "gtk-font-name",
                "Cantarell 11",
                NULL);
}

static void
stay_closed_cb (GApplication *closing)
{
  g_signal_stop_emission_by_name (closing, "activate");
}

void
limbeck_gui_test_stop (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (toplevels); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i - 1);

      if (window != NULL)
        gtk_window_destroy (window);
    }

  /* Without a window it has nothing to wait for, and shuts down as it does for a person. */
  g_signal_connect (application, "activate", G_CALLBACK (stay_closed_cb), NULL);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_clear_object (&application);
}

static gboolean
late_cb (gpointer data)
{
  gboolean *is_late = data;

  *is_late = TRUE;

  return G_SOURCE_CONTINUE;
}

static gboolean
wait_for (LimbeckCondition condition, gpointer data)
{
  gboolean is_late = FALSE;
  gboolean holds = FALSE;
  guint    timer = g_timeout_add (WAIT_MS, late_cb, &is_late);

  while (!(holds = condition (data)) && !is_late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);

  return holds;
}

void
limbeck_gui_test_wait (LimbeckCondition condition, gpointer data)
{
  ck_assert_msg (wait_for (condition, data), "what the test waits for does not happen");
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

LimbeckWindow *
limbeck_gui_test_open (const char *path)
{
  LimbeckWindow *window = limbeck_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 680);
  gtk_window_present (GTK_WINDOW (window));
  limbeck_gui_test_wait (is_mapped, window);
  if (path != NULL)
    limbeck_window_open (window, path);

  return window;
}

static gboolean
is_surveyed (gpointer window)
{
  LimbeckSurveyor *surveyor = limbeck_window_get_surveyor (window);

  return limbeck_surveyor_get_checked (surveyor) != NULL && !limbeck_surveyor_is_busy (surveyor);
}

void
limbeck_gui_test_wait_surveyed (LimbeckWindow *window)
{
  limbeck_gui_test_wait (is_surveyed, window);
  limbeck_gui_test_settle (window);
}

static void
painted_cb (GdkFrameClock *clock, gpointer data)
{
  guint *n_frames = data;

  (*n_frames)++;
}

static gboolean
has_two_frames (gpointer data)
{
  guint *n_frames = data;

  return *n_frames >= 2;
}

void
limbeck_gui_test_settle (gpointer window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint          n_frames = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &n_frames);

  /* The first frame may have been laid out before; folding takes a second one. */
  gdk_frame_clock_begin_updating (clock);
  limbeck_gui_test_wait (has_two_frames, &n_frames);
  gdk_frame_clock_end_updating (clock);
  g_signal_handler_disconnect (clock, handler);
}

typedef gboolean (*Wanted) (GtkWidget *widget, gconstpointer data);

static GtkWidget *
search (GtkWidget *widget, Wanted is_wanted, gconstpointer data)
{
  if (is_wanted (widget, data))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = search (child, is_wanted, data);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_id (GtkWidget *widget, gconstpointer data)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), data) == 0;
}

static gboolean
shows_text (GtkWidget *widget, gconstpointer data)
{
  const char *text = NULL;

  if (GTK_IS_LABEL (widget))
    text = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_INSCRIPTION (widget))
    text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));

  return g_strcmp0 (text, data) == 0 && gtk_widget_get_mapped (widget);
}

static gboolean
is_of_type (GtkWidget *widget, gconstpointer data)
{
  return gtk_widget_get_mapped (widget) && g_str_equal (G_OBJECT_TYPE_NAME (widget), data);
}

static gboolean
is_button_with_text (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && search (widget, shows_text, data) != NULL;
}

gpointer
limbeck_gui_test_find (gpointer root, const char *id)
{
  GtkWidget *found = search (root, has_id, id);

  ck_assert_msg (found != NULL, "there is no widget “%s”", id);

  return found;
}

GtkWidget *
limbeck_gui_test_find_label (gpointer root, const char *text)
{
  return search (root, shows_text, text);
}

gpointer
limbeck_gui_test_find_type (gpointer root, const char *type)
{
  return search (root, is_of_type, type);
}

typedef struct
{
  gpointer    root;
  const char *name;
  gboolean    flag;
} Place;

static gboolean
has_label (gpointer data)
{
  Place *place = data;

  return limbeck_gui_test_find_label (place->root, place->name) != NULL;
}

void
limbeck_gui_test_wait_label (gpointer root, const char *text)
{
  Place place = { root, text, TRUE };

  ck_assert_msg (wait_for (has_label, &place), "no label comes to say “%s”", text);
}

static gboolean
is_mapped_as_wanted (gpointer data)
{
  Place     *place = data;
  GtkWidget *widget = search (place->root, has_id, place->name);

  return (widget != NULL && gtk_widget_get_mapped (widget)) == place->flag;
}

void
limbeck_gui_test_wait_mapped (gpointer root, const char *id, gboolean mapped)
{
  Place place = { root, id, mapped };

  ck_assert_msg (
      wait_for (is_mapped_as_wanted, &place), "“%s” does not %s", id, mapped ? "appear" : "vanish");
}

static void
click (GtkWidget *button, const char *name)
{
  ck_assert_msg (gtk_widget_get_mapped (button), "“%s” is not visible", name);
  ck_assert_msg (gtk_widget_is_sensitive (button), "“%s” is not sensitive", name);
  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  else if (GTK_IS_MENU_BUTTON (button))
    gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  else
    g_signal_emit_by_name (button, "clicked");
}

void
limbeck_gui_test_click (gpointer root, const char *id)
{
  click (limbeck_gui_test_find (root, id), id);
}

void
limbeck_gui_test_click_label (gpointer root, const char *text)
{
  GtkWidget *button = search (root, is_button_with_text, text);

  ck_assert_msg (button != NULL, "there is no button “%s”", text);
  click (button, text);
}

void
limbeck_gui_test_type (gpointer root, const char *id, const char *text)
{
  GtkWidget *entry = limbeck_gui_test_find (root, id);

  ck_assert_msg (gtk_widget_get_mapped (entry), "“%s” is not visible", id);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  /* A search entry waits for a pause in the typing. */
  if (GTK_IS_SEARCH_ENTRY (entry))
    g_signal_emit_by_name (entry, "search-changed");
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer data)
{
  gboolean *has_ended = data;

  *has_ended = g_subprocess_wait_check_finish (G_SUBPROCESS (process), result, NULL);
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

void
limbeck_gui_test_press (const char *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess)
      xdotool = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "xdotool", "key", keys, NULL);
  gboolean has_ended = FALSE;

  ck_assert_msg (xdotool != NULL, "%s", error != NULL ? error->message : "");
  /* The next one must not start while this one still holds a modifier. */
  g_subprocess_wait_check_async (xdotool, NULL, ended_cb, &has_ended);
  limbeck_gui_test_wait (is_true, &has_ended);
}

static GtkWindow *
find_window (const char *type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (is_of_type (GTK_WIDGET (window), type))
        return window;
    }

  return NULL;
}

static gboolean
has_window (gpointer data)
{
  return find_window (data) != NULL;
}

gpointer
limbeck_gui_test_wait_window (const char *type)
{
  ck_assert_msg (wait_for (has_window, (char *) type), "no window %s appears", type);

  return find_window (type);
}

typedef struct
{
  GtkWidget *window;
  int        width;
  int        height;
} Extent;

static gboolean
has_extent (gpointer data)
{
  Extent *extent = data;

  return gtk_widget_get_width (extent->window) == extent->width &&
         gtk_widget_get_height (extent->window) == extent->height;
}

void
limbeck_gui_test_resize (gpointer window, int width, int height)
{
  Extent      extent = { GTK_WIDGET (window), width, height };
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  /* Without a compositor there is a frame of five pixels where the shadow would be; it counts into the size. */
  int frame = gdk_surface_get_width (surface) - gtk_widget_get_width (extent.window);

  gtk_window_set_default_size (GTK_WINDOW (window), width + frame, height + frame);
  ck_assert_msg (wait_for (has_extent, &extent),
                 "the window is %d × %d and does not become %d × %d",
                 gtk_widget_get_width (extent.window),
                 gtk_widget_get_height (extent.window),
                 width,
                 height);
  limbeck_gui_test_settle (window);
}

void
limbeck_gui_test_set_dark (gboolean is_dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                              : ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static GdkTexture *
render (gpointer window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GskRenderer) renderer = gsk_cairo_renderer_new ();
  int            width = gdk_paintable_get_intrinsic_width (paintable);
  int            height = gdk_paintable_get_intrinsic_height (paintable);
  GtkSnapshot   *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  GdkTexture    *texture;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  ck_assert_ptr_nonnull (node);
  ck_assert (gsk_renderer_realize (renderer, NULL, NULL));
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gsk_renderer_unrealize (renderer);
  gsk_render_node_unref (node);

  return texture;
}

void
limbeck_gui_test_shoot (gpointer window, const char *name)
{
  const char      *directory = g_getenv ("LIMBECK_SCREENSHOTS");
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  limbeck_gui_test_settle (window);
  texture = render (window);
  if (directory == NULL)
    return;

  ck_assert_int_eq (g_mkdir_with_parents (directory, 0755), 0);
  path = g_build_filename (directory, file, NULL);
  ck_assert (gdk_texture_save_to_png (texture, path));
}

char *
limbeck_gui_test_dup_toast (gpointer window)
{
  GtkWidget *toast = limbeck_gui_test_find_type (window, "AdwToastWidget");
  GtkWidget *label = toast != NULL ? search (toast, is_of_type, "GtkLabel") : NULL;

  return label != NULL ? g_strdup (gtk_label_get_text (GTK_LABEL (label))) : NULL;
}

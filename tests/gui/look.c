#include "config.h"

#include <check.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "gui-test.h"
#include "look.h"

#define NARROW 360

static char *spoken;
static guint n_faults;

void
limbeck_look_start (const char *language)
{
  spoken = g_strdup (language);
  n_faults = 0;
  if (g_str_equal (language, "de"))
    {
      g_setenv ("LOCPATH", g_getenv ("LIMBECK_LOCPATH"), TRUE);
      g_setenv ("LC_ALL", "de_DE.UTF-8", TRUE);
    }
  ck_assert_ptr_nonnull (setlocale (LC_ALL, ""));
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("LIMBECK_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  limbeck_gui_test_start ();
  ck_assert_str_eq (_ ("Revisions"), g_str_equal (language, "de") ? "Revisionen" : "Revisions");
}

void
limbeck_look_stop (void)
{
  limbeck_gui_test_stop ();
  ck_assert_msg (n_faults == 0, "%u faults are told above", n_faults);
  g_clear_pointer (&spoken, g_free);
}

/* Some tell more than the label: a path, and what it is for. */
static gboolean
is_told_by_a_tooltip (GtkWidget *label)
{
  for (GtkWidget *widget = label; widget != NULL && !GTK_IS_ROOT (widget);
       widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      {
        const char *tooltip = gtk_widget_get_tooltip_text (widget);

        return tooltip == NULL || strstr (tooltip, gtk_label_get_text (GTK_LABEL (label))) != NULL;
      }

  return FALSE;
}

/* What is scrolled sideways may reach out. */
static gboolean
is_scrolled (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (GTK_IS_SCROLLED_WINDOW (widget))
      {
        GtkPolicyType policy;

        gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (widget), &policy, NULL);
        if (policy != GTK_POLICY_NEVER)
          return TRUE;
      }

  return FALSE;
}

typedef struct
{
  GtkWidget  *window;
  const char *name;
} Look;

static void
report (Look *look, GtkWidget *widget, const char *fault)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  n_faults++;
  g_print ("# %s: %s “%s” (%s) %s\n",
           look->name,
           G_OBJECT_TYPE_NAME (widget),
           GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "",
           id != NULL ? id : "",
           fault);
}

static void
measure_place (Look *look, GtkWidget *widget)
{
  graphene_rect_t bounds;

  if (is_scrolled (widget) || !gtk_widget_compute_bounds (widget, look->window, &bounds) ||
      bounds.size.width <= 0)
    return;

  if (bounds.origin.x < 0 ||
      bounds.origin.x + bounds.size.width > gtk_widget_get_width (look->window) + 0.5)
    report (look, widget, "reaches outside");
}

static void
measure_label (Look *look, GtkWidget *label)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  GtkWidget   *button = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);

  if (!pango_layout_is_ellipsized (layout))
    return;

  if (!is_told_by_a_tooltip (label))
    report (look, label, "is cut, and no tooltip tells it");
  else if (button != NULL && gtk_widget_has_css_class (button, "text-button"))
    report (look, label, "is a button whose words are cut");
}

static gboolean
has_words (GtkWidget *widget)
{
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                        GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
      (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0'))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_words (child))
      return TRUE;

  return FALSE;
}

static gboolean
takes_focus (GtkWidget *widget)
{
  if (gtk_widget_get_focusable (widget) && gtk_widget_get_can_focus (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (takes_focus (child))
      return TRUE;

  return FALSE;
}

static gboolean
is_pressed (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) ||
         GTK_IS_SWITCH (widget);
}

/* The parts of a menu button, of an entry and of a row stand for the whole. */
static gboolean
is_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return GTK_IS_MENU_BUTTON (parent) || GTK_IS_SPIN_BUTTON (parent) ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_EXPANDER) != NULL;
}

static void
measure (Look *look, GtkWidget *widget)
{
  /* The buttons of a title bar have keys of their own. */
  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget) || GTK_IS_WINDOW_CONTROLS (widget))
    return;

  if (GTK_IS_LABEL (widget) || GTK_IS_IMAGE (widget) || GTK_IS_BUTTON (widget))
    measure_place (look, widget);
  if (GTK_IS_LABEL (widget))
    measure_label (look, widget);
  if (is_pressed (widget) && !is_part (widget))
    {
      if (!has_words (widget))
        report (look, widget, "has no name");
      if (!takes_focus (widget))
        report (look, widget, "can't be reached by the keyboard");
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    measure (look, child);
}

static void
take (gpointer window, const char *name, const char *variant)
{
  g_autofree char *picture = g_strdup_printf ("look-%s-%s-%s", name, spoken, variant);
  Look             look = { window, picture };

  limbeck_gui_test_settle (window);
  measure (&look, window);
  limbeck_gui_test_shoot (window, picture);
}

void
limbeck_look_once (gpointer window, const char *name)
{
  take (window, name, "once");
}

void
limbeck_look_at (gpointer window, const char *name)
{
  int width;
  int height;

  take (window, name, "wide");
  width = gtk_widget_get_width (window);
  height = gtk_widget_get_height (window);
  limbeck_gui_test_resize (window, NARROW, 640);
  take (window, name, "narrow");
  limbeck_gui_test_set_dark (TRUE);
  take (window, name, "dark");
  limbeck_gui_test_set_dark (FALSE);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  take (window, name, "rtl");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  limbeck_gui_test_resize (window, width, height);
}

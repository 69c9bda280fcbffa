#include "config.h"

#include "gui-shop.h"
#include "gui-test.h"
#include "limbeck-check.h"
#include "scratch.h"

/* A session bus and a keyring of this test's own, unlocked and empty. */
static LimbeckScratch *scratch;
static GSubprocess    *bus_daemon;
static GSubprocess    *keyring_daemon;

static GSubprocess *
spawn (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_newv (arguments,
                                            G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                                G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                            &error);

  ck_assert_msg (process != NULL, "%s", error != NULL ? error->message : "");

  return process;
}

static void
start_bus (void)
{
  const char *const arguments[] = {
    "dbus-daemon", "--session", "--nofork", "--print-address=1", NULL
  };
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *address = NULL;

  bus_daemon = spawn (arguments);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bus_daemon));
  address = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  ck_assert_ptr_nonnull (address);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
}

static void
start_keyring (void)
{
  g_autofree char  *data = limbeck_scratch_dup_path (scratch, "data");
  g_autofree char  *control = limbeck_scratch_dup_path (scratch, "control");
  const char *const arguments[] = {
    "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
    "--control-directory",  control,        NULL
  };
  GOutputStream *input;

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  ck_assert_int_eq (g_mkdir_with_parents (control, 0700), 0);
  keyring_daemon = spawn (arguments);
  input = g_subprocess_get_stdin_pipe (keyring_daemon);
  ck_assert (g_output_stream_write_all (input, "hush", 4, NULL, NULL, NULL));
  ck_assert (g_output_stream_close (input, NULL, NULL));
}

static gboolean
has_keyring (gpointer data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) answer = NULL;
  gboolean is_there = FALSE;

  ck_assert_ptr_nonnull (bus);
  answer = g_dbus_connection_call_sync (bus,
                                        "org.freedesktop.DBus",
                                        "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus",
                                        "NameHasOwner",
                                        g_variant_new ("(s)", "org.freedesktop.secrets"),
                                        G_VARIANT_TYPE ("(b)"),
                                        G_DBUS_CALL_FLAGS_NONE,
                                        -1,
                                        NULL,
                                        NULL);
  ck_assert_ptr_nonnull (answer);
  g_variant_get (answer, "(b)", &is_there);

  return is_there;
}

static void
set_up (void)
{
  scratch = limbeck_scratch_new ();
  start_bus ();
  start_keyring ();
  limbeck_gui_test_start ();
  limbeck_gui_test_wait (has_keyring, NULL);
}

static void
tear_down (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  limbeck_gui_test_stop ();
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  g_subprocess_force_exit (keyring_daemon);
  g_subprocess_wait (keyring_daemon, NULL, NULL);
  g_subprocess_force_exit (bus_daemon);
  g_subprocess_wait (bus_daemon, NULL, NULL);
  g_clear_object (&keyring_daemon);
  g_clear_object (&bus_daemon);
  g_clear_pointer (&scratch, limbeck_scratch_free);
}

static LimbeckTestProject *
new_guarded (const char *database)
{
  limbeck_test_cluster_create_role (limbeck_gui_shop_get_cluster (), database, "open sesame");

  return limbeck_gui_shop_new_for (database, database, NULL);
}

static LimbeckWindow *
open_window (LimbeckTestProject *project)
{
  return limbeck_gui_test_open (limbeck_test_project_get_directory (project));
}

static void
answer (const char *password, gboolean is_to_be_kept)
{
  GtkWidget *dialog = limbeck_gui_test_wait_window ("AdwMessageDialog");
  GtkWidget *entry = limbeck_gui_test_find_type (dialog, "GtkPasswordEntry");
  GtkWidget *keep = limbeck_gui_test_find_type (dialog, "GtkCheckButton");

  ck_assert_ptr_nonnull (entry);
  ck_assert_ptr_nonnull (keep);
  ck_assert (!gtk_check_button_get_active (GTK_CHECK_BUTTON (keep)));
  gtk_editable_set_text (GTK_EDITABLE (entry), password);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (keep), is_to_be_kept);
  limbeck_gui_test_shoot (dialog, "password-keyring");
  limbeck_gui_test_click_label (dialog, "Connect");
}

static gboolean
is_kept (gpointer data)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GVariant) unlocked = NULL;
  GVariantBuilder attributes;

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", "user", data);
  found = g_dbus_connection_call_sync (bus,
                                       "org.freedesktop.secrets",
                                       "/org/freedesktop/secrets",
                                       "org.freedesktop.Secret.Service",
                                       "SearchItems",
                                       g_variant_new ("(a{ss})", &attributes),
                                       G_VARIANT_TYPE ("(aoao)"),
                                       G_DBUS_CALL_FLAGS_NONE,
                                       -1,
                                       NULL,
                                       NULL);
  ck_assert_ptr_nonnull (found);
  unlocked = g_variant_get_child_value (found, 0);

  return g_variant_n_children (unlocked) == 1;
}

START_TEST (a_password_that_is_kept_is_not_asked_for_again)
  {
    g_autoptr (LimbeckTestProject) project = new_guarded ("kept");
    LimbeckWindow *window = open_window (project);

    answer ("open sesame", TRUE);
    limbeck_gui_test_wait_label (window, "6 updates are pending");
    limbeck_gui_test_wait (is_kept, (gpointer) "kept");
    gtk_window_close (GTK_WINDOW (window));

    window = open_window (project);
    limbeck_gui_test_wait_label (window, "6 updates are pending");
    ck_assert_ptr_null (limbeck_gui_test_find_type (window, "AdwMessageDialog"));
  }
END_TEST

START_TEST (a_wrong_password_is_not_kept)
  {
    g_autoptr (LimbeckTestProject) project = new_guarded ("wrong");
    LimbeckWindow *window = open_window (project);

    answer ("wrong", TRUE);
    answer ("open sesame", FALSE);
    limbeck_gui_test_wait_label (window, "6 updates are pending");
    limbeck_gui_test_wait_surveyed (window);
    ck_assert (!is_kept ((gpointer) "wrong"));
  }
END_TEST

START_TEST (a_password_that_has_changed_is_asked_for)
  {
    g_autoptr (LimbeckTestProject) project = new_guarded ("changed");
    LimbeckWindow *window = open_window (project);
    GtkWidget     *dialog;

    answer ("open sesame", TRUE);
    limbeck_gui_test_wait_label (window, "6 updates are pending");
    limbeck_gui_test_wait (is_kept, (gpointer) "changed");
    gtk_window_close (GTK_WINDOW (window));
    limbeck_test_cluster_run (
        limbeck_gui_shop_get_cluster (), "postgres", "alter role changed password 'another'");

    window = open_window (project);
    dialog = limbeck_gui_test_wait_window ("AdwMessageDialog");
    ck_assert_ptr_nonnull (g_strstr_len (
        adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), -1, "from the keyring"));
    answer ("another", FALSE);
    limbeck_gui_test_wait_label (window, "6 updates are pending");
  }
END_TEST

static Suite *
password_source_suite (void)
{
  Suite *suite = suite_create ("gui/window/password-source");
  TCase *tcase = tcase_create ("password-source");

  tcase_add_unchecked_fixture (tcase, limbeck_gui_shop_start, limbeck_gui_shop_stop);
  tcase_add_checked_fixture (tcase, set_up, tear_down);
  tcase_add_test (tcase, a_password_that_is_kept_is_not_asked_for_again);
  tcase_add_test (tcase, a_wrong_password_is_not_kept);
  tcase_add_test (tcase, a_password_that_has_changed_is_asked_for);
  suite_add_tcase (suite, tcase);

  return suite;
}

int
main (void)
{
  return limbeck_check_main (password_source_suite ());
}

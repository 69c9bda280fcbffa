#include <string.h>

#include <check.h>
#include <gio/gunixsocketaddress.h>

#include "database-fixture.h"
#include "scratch.h"

#include "server-relay.h"

#define PORT "5432"

/* A ParameterStatus message ends a name and begins a value so. */
#define NAME "server_version"

struct _ServerRelay
{
  LimbeckScratch *scratch;
  GSocketService *service;
  GMainContext   *context;
  GMainLoop      *loop;
  GThread        *thread;
  char           *version;
  char           *swallow;
};

/* One direction of one connection. */
typedef struct
{
  GSocketConnection *from;
  GSocketConnection *to;
  const char        *version;
  const char        *swallow;
} Lane;

static void
change_version (char *bytes, gsize length, const char *version)
{
  const gsize n = strlen (version);

  for (gsize i = 0; i + sizeof NAME + n <= length; i++)
    if (memcmp (bytes + i, NAME, sizeof NAME) == 0)
      memcpy (bytes + i + sizeof NAME, version, n);
}

static gpointer
forward (gpointer data)
{
  Lane          *lane = data;
  GInputStream  *from = g_io_stream_get_input_stream (G_IO_STREAM (lane->from));
  GOutputStream *to = g_io_stream_get_output_stream (G_IO_STREAM (lane->to));
  char           bytes[64 * 1024];
  gboolean       is_cut = FALSE;
  gssize         n = 0;

  while ((n = g_input_stream_read (from, bytes, sizeof bytes, NULL, NULL)) > 0)
    {
      is_cut |= lane->swallow != NULL &&
                memmem (bytes, (gsize) n, lane->swallow, strlen (lane->swallow)) != NULL;
      if (lane->version != NULL)
        change_version (bytes, (gsize) n, lane->version);
      if (!is_cut && !g_output_stream_write_all (to, bytes, (gsize) n, NULL, NULL, NULL))
        break;
    }
  (void) g_socket_shutdown (g_socket_connection_get_socket (lane->to), TRUE, TRUE, NULL);

  return NULL;
}

static GSocketConnection *
connect_to_server (void)
{
  g_autofree char *name = g_strconcat (".s.PGSQL.", limbeck_test_cluster_get_port (cluster), NULL);
  g_autofree char *path = g_build_filename (limbeck_test_cluster_get_host (cluster), name, NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  return g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
}

static gboolean
run_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  ServerRelay *self = data;
  g_autoptr (GSocketConnection) server = connect_to_server ();
  Lane     forth = { connection, server, NULL, self->swallow };
  Lane     back = { server, connection, self->version, NULL };
  GThread *thread = NULL;

  if (server == NULL)
    return TRUE;

  thread = g_thread_new ("relay", forward, &forth);
  forward (&back);
  g_thread_join (thread);

  return TRUE;
}

static gpointer
run_loop (gpointer data)
{
  ServerRelay *self = data;

  g_main_context_push_thread_default (self->context);
  g_socket_service_start (self->service);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static void
clear_texts (gpointer data)
{
  ServerRelay *self = data;

  g_free (self->version);
  g_free (self->swallow);
}

static void
release (ServerRelay *self)
{
  g_atomic_rc_box_release_full (self, clear_texts);
}

static void
release_cb (gpointer data, GClosure *closure)
{
  release (data);
}

ServerRelay *
server_relay_start (const char *version, const char *swallow)
{
  ServerRelay     *self = g_atomic_rc_box_new0 (ServerRelay);
  g_autofree char *path = NULL;
  g_autoptr (GSocketAddress) address = NULL;

  self->scratch = limbeck_scratch_new ();
  self->version = g_strdup (version);
  self->swallow = g_strdup (swallow);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  path = limbeck_scratch_dup_path (self->scratch, ".s.PGSQL." PORT);
  address = g_unix_socket_address_new (path);

  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (-1);
  ck_assert (g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                            address,
                                            G_SOCKET_TYPE_STREAM,
                                            G_SOCKET_PROTOCOL_DEFAULT,
                                            NULL,
                                            NULL,
                                            NULL));
  g_main_context_pop_thread_default (self->context);
  /* A connection may outlive the relay by a moment: its thread holds the service, and the service what it needs. */
  g_signal_connect_data (
      self->service, "run", G_CALLBACK (run_cb), g_atomic_rc_box_acquire (self), release_cb, 0);
  self->thread = g_thread_new ("relays", run_loop, self);

  return self;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

void
server_relay_free (ServerRelay *self)
{
  g_main_context_invoke (self->context, quit_cb, self->loop);
  g_thread_join (self->thread);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  limbeck_scratch_free (self->scratch);
  release (self);
}

char *
server_relay_dup_url (ServerRelay *self, const char *database)
{
  return g_strdup_printf ("postgresql://postgres@/%s?host=%s&port=" PORT,
                          database,
                          limbeck_scratch_get_directory (self->scratch));
}

#include "config.h"

#include "gui/shared/operation.h"

/* A frame at 60 Hz. The timer has to come before GDK's redraws (120): an animation that always has a frame ready
 * would starve anything below. */
#define BATCH_INTERVAL_MS 16
#define BATCH_PRIORITY G_PRIORITY_HIGH_IDLE

/* Lines of output that wait for the main loop. */
#define MAX_WAITING_LINES 5000

struct _LimbeckOperation
{
  GObject parent_instance;

  LimbeckOperationDoneFunc done;
  gpointer                 owner;
  GCancellable            *cancellable;
  GDestroyNotify           free_result;
  gpointer                 result;
  GError                  *error;
  char                    *stage;
  double                   fraction;
  gboolean                 is_busy;
  gboolean                 is_abandoned;

  /* shared with the worker, under the lock */
  GMutex     lock;
  GPtrArray *waiting;
  guint      n_waiting_lines;
  guint64    n_omitted;
  guint      batch_source;
};

typedef struct
{
  LimbeckOperation    *operation;
  LimbeckOperationFunc func;
  gpointer             data;
  GDestroyNotify       free_data;
} Work;

enum
{
  PROP_0,
  PROP_BUSY,
  PROP_STAGE,
  PROP_FRACTION,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];
static guint       events_signal;

/* operations that still run, in any order; main thread only */
static GPtrArray *running;

G_DEFINE_FINAL_TYPE (LimbeckOperation, limbeck_operation, G_TYPE_OBJECT)

static void
work_free (Work *work)
{
  if (work->free_data != NULL && work->data != NULL)
    work->free_data (work->data);
  g_free (work);
}

static gboolean
is_output (LimbeckEvent *event)
{
  return limbeck_event_get_kind (event) == LIMBECK_EVENT_OUTPUT;
}

static void
omit_older_lines (LimbeckOperation *self)
{
  g_autoptr (GPtrArray)
      kept = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_event_unref);
  guint n_to_omit = self->n_waiting_lines - MAX_WAITING_LINES;

  for (guint i = 0; i < self->waiting->len; i++)
    {
      LimbeckEvent *event = g_ptr_array_index (self->waiting, i);

      if (n_to_omit > 0 && is_output (event))
        n_to_omit--;
      else
        g_ptr_array_add (kept, limbeck_event_ref (event));
    }

  self->n_omitted += self->n_waiting_lines - MAX_WAITING_LINES;
  self->n_waiting_lines = MAX_WAITING_LINES;
  g_ptr_array_unref (self->waiting);
  self->waiting = g_steal_pointer (&kept);
}

static void
learn_from (LimbeckOperation *self, LimbeckEvent *event)
{
  LimbeckEventKind kind = limbeck_event_get_kind (event);
  double           fraction = self->fraction;

  if (kind == LIMBECK_EVENT_STAGE)
    {
      g_clear_pointer (&self->stage, g_free);
      self->stage = g_strdup (limbeck_event_get_text (event));
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
      fraction = -1;
    }
  else if (kind == LIMBECK_EVENT_PROGRESS)
    fraction = limbeck_event_get_fraction (event);

  if (fraction < self->fraction || fraction > self->fraction)
    {
      self->fraction = fraction;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
    }
}

static void
deliver (LimbeckOperation *self)
{
  g_autoptr (GPtrArray) batch = NULL;

  g_mutex_lock (&self->lock);
  batch = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_event_unref);
  self->n_waiting_lines = 0;
  g_clear_handle_id (&self->batch_source, g_source_remove);
  g_mutex_unlock (&self->lock);

  if (batch->len == 0 || self->is_abandoned)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < batch->len; i++)
    learn_from (self, g_ptr_array_index (batch, i));
  g_object_thaw_notify (G_OBJECT (self));

  g_signal_emit (self, events_signal, 0, batch);
}

static gboolean
batch_due_cb (gpointer data)
{
  g_autoptr (LimbeckOperation) self = g_object_ref (data);

  deliver (self);

  return G_SOURCE_REMOVE;
}

/* Runs in the worker thread. */
static void
event_told_cb (LimbeckEvent *event, gpointer data)
{
  LimbeckOperation *self = data;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->waiting, limbeck_event_ref (event));
  if (is_output (event) && ++self->n_waiting_lines >= 2 * MAX_WAITING_LINES)
    omit_older_lines (self);
  if (self->batch_source == 0)
    self->batch_source = g_timeout_add_full (
        BATCH_PRIORITY, BATCH_INTERVAL_MS, batch_due_cb, g_object_ref (self), g_object_unref);
  g_mutex_unlock (&self->lock);
}

static void
run_in_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LimbeckOperation *self = source;
  Work             *work = task_data;
  LimbeckEventSink  sink = { event_told_cb, self };
  GError           *error = NULL;
  gpointer          result = work->func (work->data, &sink, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, self->free_result);
}

static void
returned_cb (GObject *source, GAsyncResult *task, gpointer data)
{
  g_autoptr (LimbeckOperation) self = g_object_ref (LIMBECK_OPERATION (source));

  self->result = g_task_propagate_pointer (G_TASK (task), &self->error);
  work_free (g_task_get_task_data (G_TASK (task)));
  g_ptr_array_remove_fast (running, self);

  deliver (self);
  self->is_busy = FALSE;
  if (!self->is_abandoned)
    {
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
      if (self->owner != NULL && self->done != NULL)
        self->done (self, self->owner);
    }

  /* Here and not when finalized: the last reference may be the worker's. */
  g_clear_weak_pointer (&self->owner);
}

LimbeckOperation *
limbeck_operation_start (LimbeckOperationFunc     func,
                         gpointer                 data,
                         GDestroyNotify           free_data,
                         GDestroyNotify           free_result,
                         LimbeckOperationDoneFunc done,
                         gpointer                 owner)
{
  g_autoptr (LimbeckOperation) self = NULL;
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_val_if_fail (func != NULL, NULL);
  g_return_val_if_fail (G_IS_OBJECT (owner), NULL);

  self = g_object_new (LIMBECK_TYPE_OPERATION, NULL);
  self->done = done;
  self->free_result = free_result;
  self->is_busy = TRUE;
  /* A weak pointer rather than a GWeakRef: it is cleared when a closed window is disposed, not only when it is finalized. */
  g_set_weak_pointer (&self->owner, owner);

  work = g_new0 (Work, 1);
  work->func = func;
  work->data = data;
  work->free_data = free_data;

  if (running == NULL)
    running = g_ptr_array_new ();
  g_ptr_array_add (running, self);

  task = g_task_new (self, self->cancellable, returned_cb, NULL);
  g_task_set_source_tag (task, limbeck_operation_start);
  g_task_set_task_data (task, work, NULL);
  /* Cancelled means that the function has returned, and a result that it still gave is a result. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_in_worker);

  return g_steal_pointer (&self);
}

gpointer
limbeck_operation_finish (LimbeckOperation *self, GError **error)
{
  g_return_val_if_fail (LIMBECK_IS_OPERATION (self), NULL);
  g_return_val_if_fail (!self->is_busy, NULL);

  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));

  return g_steal_pointer (&self->result);
}

void
limbeck_operation_cancel (LimbeckOperation *self)
{
  g_return_if_fail (LIMBECK_IS_OPERATION (self));

  g_cancellable_cancel (self->cancellable);
}

void
limbeck_operation_abandon (LimbeckOperation *self)
{
  g_return_if_fail (LIMBECK_IS_OPERATION (self));

  self->is_abandoned = TRUE;
  g_cancellable_cancel (self->cancellable);
}

gboolean
limbeck_operation_is_busy (LimbeckOperation *self)
{
  g_return_val_if_fail (LIMBECK_IS_OPERATION (self), FALSE);

  return self->is_busy;
}

gboolean
limbeck_operation_is_cancelled (LimbeckOperation *self)
{
  g_return_val_if_fail (LIMBECK_IS_OPERATION (self), FALSE);

  return g_cancellable_is_cancelled (self->cancellable);
}

const char *
limbeck_operation_get_stage (LimbeckOperation *self)
{
  g_return_val_if_fail (LIMBECK_IS_OPERATION (self), NULL);

  return self->stage;
}

double
limbeck_operation_get_fraction (LimbeckOperation *self)
{
  g_return_val_if_fail (LIMBECK_IS_OPERATION (self), -1);

  return self->fraction;
}

guint64
limbeck_operation_get_n_omitted (LimbeckOperation *self)
{
  guint64 n_omitted;

  g_return_val_if_fail (LIMBECK_IS_OPERATION (self), 0);

  g_mutex_lock (&self->lock);
  n_omitted = self->n_omitted;
  g_mutex_unlock (&self->lock);

  return n_omitted;
}

static gboolean
time_over_cb (gpointer data)
{
  gboolean *is_over = data;

  *is_over = TRUE;

  return G_SOURCE_CONTINUE;
}

gboolean
limbeck_operation_drain (guint timeout_ms)
{
  gboolean is_over = FALSE;
  guint    timer;

  if (running == NULL || running->len == 0)
    return TRUE;

  for (guint i = 0; i < running->len; i++)
    limbeck_operation_abandon (g_ptr_array_index (running, i));

  timer = g_timeout_add (timeout_ms, time_over_cb, &is_over);
  while (running->len > 0 && !is_over)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);

  return running->len == 0;
}

static void
limbeck_operation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  LimbeckOperation *self = LIMBECK_OPERATION (object);

  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->is_busy);
      break;
    case PROP_STAGE:
      g_value_set_string (value, self->stage);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
limbeck_operation_finalize (GObject *object)
{
  LimbeckOperation *self = LIMBECK_OPERATION (object);

  if (self->result != NULL && self->free_result != NULL)
    self->free_result (self->result);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->stage, g_free);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (limbeck_operation_parent_class)->finalize (object);
}

static void
limbeck_operation_class_init (LimbeckOperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = limbeck_operation_get_property;
  object_class->finalize = limbeck_operation_finalize;

  properties[PROP_BUSY] = g_param_spec_boolean (
      "busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STAGE] = g_param_spec_string (
      "stage", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FRACTION] = g_param_spec_double (
      "fraction", NULL, NULL, -1, 1, -1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  events_signal = g_signal_new ("events",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                1,
                                G_TYPE_PTR_ARRAY);
}

static void
limbeck_operation_init (LimbeckOperation *self)
{
  self->cancellable = g_cancellable_new ();
  self->fraction = -1;
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) limbeck_event_unref);
  g_mutex_init (&self->lock);
}

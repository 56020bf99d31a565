/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/tasks.h"

typedef struct {
  pb_task_function function;
  void *data;
  GDestroyNotify free_data;
  GError *error;
} task;

struct pb_tasks {
  GPtrArray *list;
  gint failed;
};

static void free_task(gpointer p) {
  task *t = p;
  if (t->free_data)
    t->free_data(t->data);
  g_clear_error(&t->error);
  g_free(t);
}

pb_tasks *pb_tasks_new(void) {
  pb_tasks *tasks = g_new0(pb_tasks, 1);
  tasks->list = g_ptr_array_new_with_free_func(free_task);
  return tasks;
}

void pb_tasks_free(pb_tasks *tasks) {
  if (!tasks)
    return;
  g_ptr_array_unref(tasks->list);
  g_free(tasks);
}

void pb_tasks_add(pb_tasks *tasks, pb_task_function function, void *data,
                  GDestroyNotify free_data) {
  task *t = g_new0(task, 1);
  *t = (task){function, data, free_data, NULL};
  g_ptr_array_add(tasks->list, t);
}

static void do_task(gpointer data, gpointer user_data) {
  task *t = data;
  pb_tasks *tasks = user_data;
  if (g_atomic_int_get(&tasks->failed))
    return;
  if (!t->function(t->data, &t->error))
    g_atomic_int_set(&tasks->failed, 1);
}

bool pb_tasks_run(pb_tasks *tasks, int threads, GError **error) {
  tasks->failed = 0;
  if (threads <= 1) {
    for (guint i = 0; i < tasks->list->len; i++)
      do_task(g_ptr_array_index(tasks->list, i), tasks);
  } else {
    GThreadPool *pool = g_thread_pool_new(do_task, tasks, threads, FALSE, NULL);
    for (guint i = 0; i < tasks->list->len; i++)
      g_thread_pool_push(pool, g_ptr_array_index(tasks->list, i), NULL);
    g_thread_pool_free(pool, FALSE, TRUE);
  }
  for (guint i = 0; i < tasks->list->len; i++) {
    task *t = g_ptr_array_index(tasks->list, i);
    if (t->error) {
      g_propagate_error(error, g_steal_pointer(&t->error));
      return false;
    }
  }
  return true;
}

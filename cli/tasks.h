/* SPDX-License-Identifier: GPL-3.0-or-later */
/** A list of independent pieces of work, done by one pool of threads. */
#ifndef PB_CLI_TASKS_H
#define PB_CLI_TASKS_H

#include <glib.h>
#include <stdbool.h>

typedef struct pb_tasks pb_tasks;

/** One piece: false with an error when it fails. `data` is the caller's. */
typedef bool (*pb_task_function)(void *data, GError **error);

pb_tasks *pb_tasks_new(void);
void pb_tasks_free(pb_tasks *tasks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pb_tasks, pb_tasks_free)
/** `free_data` (NULL: none) is called when the list is freed. */
void pb_tasks_add(pb_tasks *tasks, pb_task_function function, void *data, GDestroyNotify free_data);
/** Do them all on `threads` threads (1: on this one). After a failure those not begun are left out;
 * the error is that of the first failed in list order. */
bool pb_tasks_run(pb_tasks *tasks, int threads, GError **error);

#endif

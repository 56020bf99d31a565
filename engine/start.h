/* SPDX-License-Identifier: GPL-3.0-or-later */
/** What the engine needs once before its first number. */
#ifndef PB_ENGINE_START_H
#define PB_ENGINE_START_H

/** Switch off GSL's error handler, which would abort the program: the engine checks what it asks
 * for and what it gets. Thread-safe, any number of times; every entry that computes calls it
 * (pb_statistic_run, pb_analysis_new), so a program need not. */
void pb_engine_start(void);

#endif

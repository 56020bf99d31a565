/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Which months the sources of events cover: news and records, real and synthetic ones apart. */
#ifndef PB_ENGINE_EVENT_CALENDAR_H
#define PB_ENGINE_EVENT_CALENDAR_H

#include "engine/dataset.h"

/** Fill dataset->event_calendars (replacing what is there). Called by pb_event_index_fill. */
void pb_event_calendars_fill(pb_dataset *dataset);

#endif

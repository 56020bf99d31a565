/* SPDX-License-Identifier: GPL-3.0-or-later */
/** Whom a report is for. */
#ifndef PB_ENGINE_AUDIENCE_H
#define PB_ENGINE_AUDIENCE_H

typedef enum {
  PB_AUDIENCE_INTERNAL, /**< the police: everything */
  PB_AUDIENCE_COUNCIL,  /**< the crime prevention council: nothing restricted, no single points */
  PB_AUDIENCE_PUBLIC,   /**< everybody: under disclosure control (engine/disclosure/disclosure.h) */
} pb_audience;

#endif

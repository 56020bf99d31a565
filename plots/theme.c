/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plots/theme.h"

static const pb_theme house_style = {
    .family = "Inter",
    .title_size = 20,
    .heading_size = 10.5,
    .body_size = 9.5,
    .small_size = 8.5,
    .label_size = 8,
    .ink = 0x1b2430,
    .grey = 0x5a6675,
    .hairline = 0xdfe4ea,
    .paper = 0xffffff,
    .accent = 0x12426b,
    .context = 0xb9c7d6,
    .band = 0xe4e9ef,
    .increase = 0xc2541b,
    .decrease = 0x1c7c84,
    .undecided = 0x5a6675,
    .sequential = {0xf4f6f8, 0xc9d6e3, 0x8fabc6, 0x4d7aa3, 0x12426b},
};

const pb_theme *pb_theme_default(void) {
  return &house_style;
}

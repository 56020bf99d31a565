# SPDX-License-Identifier: GPL-3.0-or-later
# The same neighbours by spdep: neighbours.R MUNICIPALITIES.shp POINTS, where POINTS is the file that
# `bench_topology neighbours FILE` writes. Only the search is timed.
suppressMessages({library(sf); library(spdep)})
arguments <- commandArgs(TRUE)
say <- function(what, t, nb) cat(sprintf("%s: %d places, %d links, %.0f ms CPU\n", what, length(nb),
  sum(card(nb)), 1000 * (t[[1]] + t[[2]])))
areas <- st_read(arguments[1], quiet = TRUE)
for (queen in c(TRUE, FALSE)) {
  t <- system.time(nb <- suppressWarnings(poly2nb(areas, queen = queen, snap = 1)))
  say(if (queen) "municipalities, queen" else "municipalities, rook", t, nb)
}
xy <- as.matrix(read.csv(arguments[2], header = FALSE))
t <- system.time(nb <- suppressWarnings(knn2nb(knearneigh(xy, k = 8))))
say("8 nearest", t, nb)
t <- system.time(nb <- suppressWarnings(dnearneigh(xy, 0, 500)))
say("within 500 m", t, nb)

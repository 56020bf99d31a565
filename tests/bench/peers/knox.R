# SPDX-License-Identifier: GPL-3.0-or-later
# One cell of the Knox test with the package surveillance, which holds all pairs of events.
# Rscript knox.R EVENTS.csv PERMUTATIONS, with the events that bench_knox wrote (a few thousand).
suppressMessages(library(surveillance))
word <- commandArgs(TRUE)
d <- read.csv(word[1])
time <- system.time(k <- knox(dist(d$day), dist(d[, 1:2]), eps.t = 27, eps.s = 399.99,
                              B = as.integer(word[2])))
cat(nrow(d), "events,", word[2], "permutations:", time[["user.self"]], "s of processor,",
    time[["elapsed"]], "s;", k$statistic, "pairs, mean", mean(k$permstats), "p", k$p.value, "\n")

# SPDX-License-Identifier: GPL-3.0-or-later
# The same as bench_hot_cells.c with spdep: processor seconds, medians of three.
suppressMessages(library(spdep))
seconds <- function(f, times = 3)
  median(sapply(seq_len(times), function(i) { gc(); t <- system.time(f()); t[[1]] + t[[2]] }))
values <- function(n) (((0:(n - 1)) * 7919) %% 101) %% 7
x <- values(90000)
make <- function(side) nb2listw(include.self(cell2nb(side, side, type = "queen")), style = "B")
lw <- make(300)
z <- as.numeric(localG(x, lw))
cat(sprintf("localG 90 000 cells, neighbours given: %.5f s   checksum %.10g\n",
            seconds(function() localG(x, lw)), sum(abs(z))))
cat(sprintf("localG 90 000 cells, p and BH too: %.5f s\n",
            seconds(function() p.adjust(2 * pnorm(-abs(as.numeric(localG(x, lw)))), "BH"))))
cat(sprintf("localG 90 000 cells, with making neighbours: %.5f s\n",
            seconds(function() localG(x, make(300)), 1)))
few <- nb2listw(cell2nb(50, 50, type = "queen"))
cat(sprintf("localmoran_perm 2 500 cells, 999 permutations: %.5f s\n",
            seconds(function() localmoran_perm(values(2500), few, nsim = 999))))

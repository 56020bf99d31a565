# SPDX-License-Identifier: GPL-3.0-or-later
# spatstat on the points that bench_kernel_density wrote: Rscript kernel_density.R POINTS.csv
suppressMessages(library(spatstat.explore))
p <- read.csv(commandArgs(TRUE)[1])
X <- ppp(p$x, p$y, c(0, 10240), c(0, 10240), checkdup = FALSE)
for (kernel in c("gaussian", "quartic", "epanechnikov")) for (edge in c(FALSE, TRUE)) {
  t <- replicate(9, system.time(d <- density(X, 300, kernel = kernel, edge = edge, dimyx = 512))[c(1, 3)])
  cat(sprintf("%-12s %-7s %7.1f ms (cpu %.1f)\n", kernel, if (edge) "uniform" else "none",
              1000 * median(t[2, ]), 1000 * median(t[1, ])))
}
d <- density(X, 300, edge = FALSE, dimyx = 512)
i <- seq(8, 512, 16)
xy <- expand.grid(x = d$xcol[i], y = d$yrow[i])
e <- mapply(function(x, y) sum(exp(-((p$x - x)^2 + (p$y - y)^2) / (2 * 300^2))) / (2 * pi * 300^2), xy$x, xy$y)
cat(sprintf("gaussian: off by %.2g of the highest\n", max(abs(e - as.vector(t(d$v[i, i])))) / max(d$v)))

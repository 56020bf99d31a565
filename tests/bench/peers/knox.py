#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same Knox test with numpy and scipy: pairs from a k-d tree, one vectorised pass a permutation.
knox.py EVENTS.csv PERMUTATIONS, with the events that bench_knox wrote."""
import sys
import time

import numpy as np
from scipy.spatial import cKDTree

x, y, day = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1, unpack=True)
repeats = int(sys.argv[2])
start = time.process_time(), time.monotonic()
pairs = cKDTree(np.column_stack((x, y))).query_pairs(400, output_type="ndarray")
a, b = pairs[:, 0], pairs[:, 1]
distance = np.hypot(x[a] - x[b], y[a] - y[b])
space = np.where(distance == 0, 0, np.searchsorted([0, 100, 200, 300, 400], distance, side="right"))
keep = space < 5
a, b, space = a[keep], b[keep], space[keep]
band = np.full(2000, 4)
band[:28] = np.arange(28) // 7
day = day.astype(np.int64)


def count(t):
    return np.bincount(space * 5 + band[np.abs(t[a] - t[b])], minlength=25)


observed = count(day)
random = np.random.default_rng(1)
drawn = np.array([count(random.permutation(day)) for _ in range(repeats)])
p = (1 + (drawn >= observed).sum(axis=0)) / (repeats + 1)
print("%d events, %d close pairs, %d permutations: %.2f s of processor, %.2f s" % (
    len(x), len(a), repeats, time.process_time() - start[0], time.monotonic() - start[1]))
print("last cell: %d pairs, mean %.3f, p %.3f" % (observed[23], drawn[:, 23].mean(), p[23]))

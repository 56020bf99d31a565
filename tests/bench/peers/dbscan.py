# SPDX-License-Identifier: GPL-3.0-or-later
"""scikit-learn's DBSCAN on the points that bench_clusters FOLDER wrote. Usage: dbscan.py FOLDER"""
import glob
import sys
import time

import numpy
from sklearn.cluster import DBSCAN

for path in sorted(glob.glob(sys.argv[1] + "/*.csv")):
    points = numpy.loadtxt(path, delimiter=",", skiprows=1)
    since, cpu = time.perf_counter(), time.process_time()
    labels = DBSCAN(eps=100, min_samples=10).fit(points).labels_
    print("%-60s %8.3f s %8.3f s of processor  %d clusters %d noise" % (
        path, time.perf_counter() - since, time.process_time() - cpu, labels.max() + 1,
        (labels < 0).sum()))

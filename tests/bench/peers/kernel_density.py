# SPDX-License-Identifier: GPL-3.0-or-later
"""SciPy and scikit-learn on the points that bench_kernel_density wrote: kernel_density.py POINTS.csv.
What needs minutes is timed on a part of the 512 x 512 cells and multiplied."""
import sys
import time

import numpy as np
from scipy.ndimage import gaussian_filter
from scipy.signal import fftconvolve
from scipy.stats import gaussian_kde
from sklearn.neighbors import KernelDensity

P = np.loadtxt(sys.argv[1], delimiter=",", skiprows=1)
h, cell, n = 300, 20, 512
mid = (np.arange(n) + 0.5) * cell


def median(function, repeats=9):
    t = []
    for _ in range(repeats):
        wall, cpu = time.perf_counter(), time.process_time()
        result = function()
        t.append((time.perf_counter() - wall, time.process_time() - cpu))
    return result, 1000 * np.median(t, axis=0)


def binned():
    return np.histogram2d(P[:, 1], P[:, 0], n, [[0, n * cell]] * 2)[0]


def by_filter():
    return gaussian_filter(binned(), h / cell, mode="constant", truncate=6) / cell**2


def by_fft():
    k = np.arange(-90, 91) * cell / h
    K = np.exp(-(k[:, None] ** 2 + k**2) / 2) / (2 * np.pi * h * h)
    return fftconvolve(binned(), K, mode="same")


at = mid[8::16]
exact = np.array([[np.exp(-((P[:, 0] - x) ** 2 + (P[:, 1] - y) ** 2) / (2 * h * h)).sum() for x in at] for y in at])
exact /= 2 * np.pi * h * h
for name, function in (("histogram2d + gaussian_filter", by_filter), ("histogram2d + fftconvolve", by_fft)):
    d, t = median(function)
    off = abs(d[8::16, 8::16] - exact).max() / d.max()
    print("%-30s %9.1f ms (cpu %.1f), off by %.2g of the highest" % (name, t[0], t[1], off))
part = 2048
G = np.array([(x, y) for y in mid for x in mid])[:: n * n // part]
_, t = median(lambda: gaussian_kde(P.T, bw_method=0.1)(G.T), 1)
print("gaussian_kde: %d cells %.0f ms, all %.0f ms" % (len(G), t[0], t[0] * n * n / len(G)))
tree = KernelDensity(bandwidth=h, rtol=1e-4).fit(P)
_, t = median(lambda: tree.score_samples(G), 1)
print("KernelDensity: %d cells %.0f ms, all %.0f ms" % (len(G), t[0], t[0] * n * n / len(G)))

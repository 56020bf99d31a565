# SPDX-License-Identifier: GPL-3.0-or-later
"""The oracle driver on folders it has never seen: rows in another order, other series names, fewer
rows and cases must pass; a single wrong number, a missing value or an empty folder must fail; what is
not known must be skipped by name."""
import atexit
import csv
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

driver, cases = sys.argv[1:3]


class Folder:
    """A copy of the cases to be altered; the others run as they are in the driver's own test."""

    def __init__(self, *names):
        self.path = tempfile.mkdtemp(prefix="oracle-")
        atexit.register(shutil.rmtree, self.path, ignore_errors=True)
        for name in names:
            shutil.copytree(os.path.join(cases, name), os.path.join(self.path, name))

    def file(self, *parts):
        return os.path.join(self.path, *parts)

    def expected(self, case, change):
        path = self.file(case, "expected.json")
        with open(path, encoding="utf-8") as stream:
            data = json.load(stream)
        change(data)
        with open(path, "w", encoding="utf-8") as stream:
            json.dump(data, stream)

    def rows(self, case, name, order):
        path = self.file(case, name)
        with open(path, encoding="utf-8") as stream:
            header, *rows = list(csv.reader(stream))
        with open(path, "w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([header] + [rows[i] for i in order])

    def run(self):
        environment = dict(os.environ, PB_ORACLE_DIR=self.path)
        done = subprocess.run([driver, "--tap"], env=environment, capture_output=True, text=True)
        lines = done.stdout.splitlines()
        if done.returncode != 0 and not any(line.startswith("not ok") for line in lines):
            # No case is to blame: killed, out of memory, a fault that a sanitizer reports.
            print("# the driver ended with", done.returncode, "after", lines[-1:],
                  done.stderr[-2000:].replace("\n", "\n# "))
        return done.returncode == 0, done.stdout


def permute(data, order):
    """Every list as long as the order, at any depth."""
    for key, value in data.items():
        if isinstance(value, dict):
            permute(value, order)
        elif isinstance(value, list) and len(value) == max(len(order), 1 + max(order)):
            data[key] = [value[i] for i in order]


def shuffled(n):
    order = list(range(n))
    random.Random(7).shuffle(order)
    return order


def count_rows(folder, case, name):
    with open(folder.file(case, name), encoding="utf-8") as stream:
        return sum(1 for _ in stream) - 1


failures = []


def check(name, ok, wanted, output):
    print(("ok" if ok == wanted else "not ok"), "-", name)
    if ok != wanted:
        failures.append(name)
        print("\n".join("  " + l for l in output.splitlines() if l.startswith("not ok")))


def main():
    folder = Folder("01_poisson_ci", "02_poisson_two", "03_trend_glm", "07_fdr", "19_funnel")
    for case in ("02_poisson_two", "07_fdr", "19_funnel"):
        order = shuffled(count_rows(folder, case, "input.csv"))
        folder.rows(case, "input.csv", order)
        folder.expected(case, lambda data, o=order: permute(data, o))

    def permute_intervals(data):
        permute(data, shuffled(len(data["rows"]["count"])))

    folder.expected("01_poisson_ci", permute_intervals)
    check("rows in another order pass", *flip(folder.run(), True))

    def rename(data):
        for i, key in enumerate(sorted(data)):
            os.rename(folder.file("03_trend_glm", "input_%s.csv" % key),
                      folder.file("03_trend_glm", "input_series %d.csv" % i))
            data["series %d" % i] = data.pop(key)

    folder.expected("03_trend_glm", rename)
    check("series by other names pass", *flip(folder.run(), True))

    def halve(data):
        for key in data["rows"]:
            data["rows"][key] = data["rows"][key][::2]

    folder.rows("02_poisson_two", "input.csv", range(0, count_rows(folder, "02_poisson_two",
                                                                    "input.csv"), 2))
    folder.expected("02_poisson_two", halve)
    shutil.rmtree(folder.file("07_fdr"))
    os.mkdir(folder.file("99_never_heard_of"))
    folder.expected("01_poisson_ci", lambda data: data["rows"].update(something_new=[1.5]))
    ok, output = folder.run()
    check("fewer rows and cases pass", ok, True, output)
    for name in ("99_never_heard_of", "01_poisson_ci/rows/something_new"):
        skipped = any(name in l and "SKIP" in l for l in output.splitlines())
        check("skipped by name: " + name, skipped, True, output)

    wrong = {
        "01_poisson_ci": lambda d: d["rows"]["upper_count"].__setitem__(3, 9),
        "02_poisson_two": lambda d: d["rows"]["p_two_sided"].__setitem__(0, 0.0987372),
        "03_trend_glm": lambda d: d[sorted(d)[0]]["quasi"]["se"].pop(),
        "07_fdr": lambda d: d["adj"]["hommel"].__setitem__(1, None),
        "16_projections": lambda d: d["points"][0]["epsg3006"].__setitem__(1, 6570726.955),
        "17_pip": lambda d: d["counts"].update({"": d["counts"][""] + 1}),
        "19_funnel": lambda d: d["sqrt"].update(tau2=d["sqrt"]["tau2"] * 1.00001),
        "23_trend_statsmodels": lambda d: d[sorted(d)[0]]["poisson"].update(coef=[]),
    }
    for case, change in wrong.items():
        folder = Folder(case)
        folder.expected(case, change)
        check("a wrong %s fails" % case, *flip(folder.run(), False))
    folder = Folder("07_fdr")
    with open(folder.file("07_fdr", "expected.json"), "w", encoding="utf-8") as stream:
        stream.write("{")
    check("a broken file fails", *flip(folder.run(), False))
    for name in os.listdir(folder.path):
        shutil.rmtree(folder.file(name))
    check("an empty folder fails", *flip(folder.run(), False))


def flip(run, wanted):
    ok, output = run
    return ok, wanted, output


main()
sys.exit(1 if failures else 0)

"""Golden numbers for designs and sensitivity, by SciPy and NumPy: python3 scripts/golden/sensitivity.py

Writes test/experiments/golden/sobol-sequence.json and test/experiments/golden/sensitivity.json.
"""

import json
from pathlib import Path

import numpy as np
import scipy
from scipy.stats import ks_2samp, qmc, rankdata, sobol_indices

HERE = Path(__file__).resolve().parents[2] / "test" / "experiments" / "golden"
WITH = f"scipy {scipy.__version__}, numpy {np.__version__}"


def sequence():
    indices = [0, 1, 2, 3, 4, 5, 6, 7, 8, 100, 1023, 4095, 65535]
    points = qmc.Sobol(d=128, scramble=False, bits=30).random_base2(16)
    scaled = [[round(x * 2**30) for x in points[i]] for i in indices]
    source = f"{WITH}: scipy.stats.qmc.Sobol(d=128, scramble=False, bits=30), times 2^30"
    return {"source": source, "indices": indices, "points": scaled}


def ishigami(x):
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


def sobol(rows=64, k=3):
    unit = qmc.Sobol(2 * k, scramble=False, bits=30).random(rows).T
    a, b = (-np.pi + 2 * np.pi * half for half in (unit[:k], unit[k:]))

    def mixed(base, other):
        values = []
        for factor in range(k):
            x = base.copy()
            x[factor] = other[factor]
            values.append(ishigami(x))
        return values

    f_a, f_b, f_ab, f_ba = ishigami(a), ishigami(b), mixed(a, b), mixed(b, a)
    given = {"f_A": f_a[None], "f_B": f_b[None], "f_AB": np.array(f_ab)[:, None]}
    found = sobol_indices(func=given, n=rows)
    first = np.ravel(found.first_order)
    centre, variance = np.mean([f_a, f_b]), np.var([f_a, f_b])

    def pair(i, j):
        product = np.mean((f_ba[i] - centre) * (f_ab[j] - centre) - (f_a - centre) * (f_b - centre))
        return product / variance - first[i] - first[j]

    pairs = [(i, j) for i in range(k) for j in range(i + 1, k)]
    return {
        "fA": f_a.tolist(),
        "fB": f_b.tolist(),
        "fAB": [values.tolist() for values in f_ab],
        "fBA": [values.tolist() for values in f_ba],
        "first": first.tolist(),
        "total": np.ravel(found.total_order).tolist(),
        "second": [float((pair(i, j) + pair(j, i)) / 2) for i, j in pairs],
    }


def standardised(x, y):
    columns = (x - x.mean(0)) / x.std(0, ddof=1)
    outcome = (y - y.mean()) / y.std(ddof=1)
    coefficients = np.linalg.lstsq(columns, outcome, rcond=None)[0]
    left = outcome - columns @ coefficients
    return coefficients.tolist(), float(1 - left @ left / (outcome @ outcome))


def regression(n=40, parts=4):
    rng = np.random.default_rng(7)
    x = rng.random((n, 3)).round(6)
    y = (np.exp(2 * x[:, 0]) - 3 * x[:, 1] + 0.3 * rng.normal(size=n)).round(6)
    y[5] = y[6]  # a tie
    src, explained = standardised(x, y)
    srrc, explained_ranks = standardised(np.apply_along_axis(rankdata, 0, x), rankdata(y))
    groups = [((rankdata(column) - 1) * parts // n).astype(int) for column in x.T]
    total = ((y - y.mean()) ** 2).sum()

    def ratio(group):
        own = [y[group == part] for part in range(parts)]
        within = sum(((values - values.mean()) ** 2).sum() for values in own)
        return float(1 - within / total * (n - 1) / (n - parts))

    def pawn(group):
        return float(np.median([ks_2samp(y[group == part], y).statistic for part in range(parts)]))

    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "src": src,
        "explained": explained,
        "srrc": srrc,
        "explainedRanks": explained_ranks,
        "parts": [group.tolist() for group in groups],
        "pawn": [pawn(group) for group in groups],
        "first": [ratio(group) for group in groups],
    }


def write(name, content):
    (HERE / name).write_text(json.dumps(content) + "\n")


write("sobol-sequence.json", sequence())
write(
    "sensitivity.json",
    {
        "source": f"{WITH}: scipy.stats.sobol_indices on given values of the Ishigami function; "
        "second order as SALib defines it; numpy.linalg.lstsq, rankdata, ks_2samp",
        "sobol": sobol(),
        "regression": regression(),
    },
)

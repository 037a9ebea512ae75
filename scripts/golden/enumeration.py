"""Golden numbers for experiments/statistics: permutation tests by going through every arrangement, Page's test and error-spending boundaries by SciPy.

python3 scripts/golden/enumeration.py > test/experiments/golden/enumeration.json; npx oxfmt test/experiments/golden
"""

import itertools
import json

import numpy as np
import scipy
from scipy import stats

rng = np.random.default_rng(20261123)


def sides(values, observed):
    """Shares of arrangements at least as far out, with rounding left out of account."""
    values = np.asarray(values)
    slack = 1e-9
    return {
        "two": float(np.mean(np.abs(values) >= abs(observed) - slack)),
        "greater": float(np.mean(values >= observed - slack)),
        "less": float(np.mean(values <= observed + slack)),
    }


def all_signs(n):
    return np.array(list(itertools.product([1, -1], repeat=n)))


def sign_flip(sample):
    sums = all_signs(len(sample)) @ np.asarray(sample)
    return {"sample": list(sample), **sides(sums, sum(sample))}


def signed_ranks(sample):
    """Wilcoxon's test with ties and zeros: zeros left out, midranks, all signs; two-sided twice the smaller tail."""
    kept = np.array([x for x in sample if x != 0])
    ranks = stats.rankdata(np.abs(kept))
    v = ranks[kept > 0].sum()
    sums = (all_signs(len(kept)) > 0) @ ranks
    greater, less = float(np.mean(sums >= v - 1e-9)), float(np.mean(sums <= v + 1e-9))
    return {"sample": list(sample), "v": float(v), "two": min(1, 2 * min(greater, less)), "greater": greater, "less": less}


def spread(first, second):
    a, b = first - np.median(first), second - np.median(second)
    return {**sign_flip((a * a - b * b).tolist()), "first": first.tolist(), "second": second.tolist()}


def page(blocks):
    blocks = np.asarray(blocks, dtype=float)
    ranks = np.apply_along_axis(stats.rankdata, 1, blocks)
    weights = np.arange(1, blocks.shape[1] + 1)
    observed = float((ranks @ weights).sum())
    # every order of every block's ranks, block by block
    sums = {0.0: 1.0}
    for row in ranks:
        following = {}
        orders = list(itertools.permutations(row))
        for sum_, chance in sums.items():
            for order in orders:
                key = round(sum_ + float(np.dot(weights, order)), 6)
                following[key] = following.get(key, 0) + chance / len(orders)
        sums = following
    p = sum(chance for sum_, chance in sums.items() if sum_ >= observed - 1e-9)
    result = {"blocks": blocks.tolist(), "l": observed, "p": p}
    if all(len(set(row)) == len(row) for row in blocks.tolist()):
        scipy_p = stats.page_trend_test(blocks, ranked=False, method="exact").pvalue
        assert abs(scipy_p - p) < 1e-12
        result["scipy"] = scipy_p
    return result


def spend(name, alpha, time):
    if name == "pocock":
        return alpha * np.log(1 + (np.e - 1) * time)
    return 2 * stats.norm.sf(stats.norm.isf(alpha / 2) / np.sqrt(time))


def boundary_design(name, alpha, pairs):
    """Upper boundaries one after the other, by the multivariate normal distribution function and bisection."""
    pairs = np.asarray(pairs, dtype=float)
    found = []
    for k in range(1, len(pairs) + 1):
        target = 1 - spend(name, alpha, pairs[k - 1] / pairs[-1])
        root = np.sqrt(pairs[:k])
        covariance = np.minimum.outer(pairs[:k], pairs[:k]) / np.outer(root, root)
        if k == 1:
            found.append(float(stats.norm.ppf(target)))
            continue

        def inside(boundary):
            normal = stats.multivariate_normal(cov=covariance)
            normal.abseps, normal.releps, normal.maxpts = 1e-9, 1e-9, 2_000_000
            return normal.cdf(np.array([*found, boundary]))

        low, high = 0.0, 8.0
        for _ in range(26):
            middle = (low + high) / 2
            low, high = (middle, high) if inside(middle) < target else (low, middle)
        found.append((low + high) / 2)
    return {"spending": name, "alpha": alpha, "pairs": pairs.tolist(), "boundaries": found}


small = np.round(rng.normal(0.4, 1, 8), 4).tolist()
first, second = np.round(rng.normal(0, 1.5, 9), 4), np.round(rng.normal(0, 1, 9), 4)
result = {
    "oracle": f"SciPy {scipy.__version__}, NumPy {np.__version__}",
    "script": "scripts/golden/enumeration.py",
    "signFlip": [sign_flip(small), sign_flip([1, 1, 2, 3, -1, -2]), sign_flip([0.1, 0.2, 0.3])],
    "signedRank": [signed_ranks([1, -1, 2, 2, -3, 0, 4, 4, 5, -2, 6, 0.5]), signed_ranks([1, 1, 1, -1]), signed_ranks([3])],
    "spread": spread(first, second),
    "page": [
        page(np.round(rng.normal(np.arange(4) * 0.4, 1, (6, 4)), 3)),
        page([[1, 2, 2], [1, 1, 3], [2, 3, 1], [1, 2, 3]]),
        page(np.round(rng.normal(np.arange(5) * 0.1, 1, (3, 5)), 3)),
    ],
    "boundaries": [
        boundary_design("obrien-fleming", 0.025, [10, 20, 30, 40]),
        boundary_design("pocock", 0.025, [10, 20, 30, 40]),
        boundary_design("obrien-fleming", 0.05, [8, 20, 60]),
    ],
    # Lan and DeMets' five even looks as printed by the program ldbounds (two-sided alpha .05; four decimals)
    "published": {"spending": "obrien-fleming", "alpha": 0.025, "pairs": [1, 2, 3, 4, 5], "boundaries": [4.8769, 3.3569, 2.6803, 2.2898, 2.0310]},
}
print(json.dumps(result, indent=1))

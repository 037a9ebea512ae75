"""Golden numbers for experiments/statistics' distributions, to 40 digits with mpmath.

python3 scripts/golden/distributions.py > test/experiments/golden/distributions.json; npx oxfmt test/experiments/golden
"""

import json

import mpmath
from mpmath import mp, mpf

mp.dps = 40


def normal_tail(z):
    return mpmath.erfc(mpf(z) / mpmath.sqrt(2)) / 2


def student_tail(t, df):
    t, df = mpf(t), mpf(df)
    x = df / (df + t * t)
    half = mpmath.betainc(df / 2, mpf(1) / 2, 0, x, regularized=True) / 2
    return half if t >= 0 else 1 - half


def fisher_tail(f, above, below):
    f, above, below = mpf(f), mpf(above), mpf(below)
    return mpmath.betainc(below / 2, above / 2, 0, below / (below + above * f), regularized=True)


def mean_over_spread(df, g, cuts=()):
    """Mean of g(S), S = sqrt(chi2/df), by quadrature of its density."""
    df = mpf(df)
    log_constant = mpmath.log(2) + df / 2 * mpmath.log(df / 2) - mpmath.loggamma(df / 2)

    def density(s):
        return mpmath.exp(log_constant + (df - 1) * mpmath.log(s) - df * s * s / 2) if s > 0 else mpf(0)

    wide = 1 / mpmath.sqrt(2 * df)
    points = sorted({mpf(0), *(p for k in range(-14, 15) if (p := 1 + k * wide) > 0), 1 + 40 * wide, *cuts})
    return mpmath.quad(lambda s: density(s) * g(s), points)


def noncentral_student_tail(t, df, delta):
    t, delta = mpf(t), mpf(delta)
    return mean_over_spread(df, lambda s: normal_tail(t * s - delta))


def noncentral_fisher_tail(f, above, below, lam):
    half = mpf(lam) / 2
    y = mpf(below) / (mpf(below) + mpf(above) * mpf(f))
    total = mpf(0)
    for j in range(int(half) + 400):
        weight = mpmath.exp(-half + j * mpmath.log(half) - mpmath.loggamma(j + 1))
        total += weight * mpmath.betainc(mpf(below) / 2, mpf(above) / 2 + j, 0, y, regularized=True)
    return total


def student_quantile(p, df):
    """-t with P(T > t) = p, from p exactly as the double it is."""
    p = mpf(p)
    low, high = mpf(0), mpf(1)
    while student_tail(high, df) > p:
        high *= 4
    for _ in range(260):
        middle = (low + high) / 2 if low == 0 or high / low < 16 else mpmath.sqrt(low * high)
        low, high = (middle, high) if student_tail(middle, df) > p else (low, middle)
    return -(low + high) / 2


def equivalence_power(n, margin, effect, critical):
    """critical: the double that the code under test uses is unique, so it is found here to 40 digits too."""
    df, root = n - 1, mpmath.sqrt(n)
    wide, centre = mpf(margin) * root, mpf(effect) * root
    end = wide / critical

    def chance(s):
        reach = wide - critical * s
        return normal_tail(-reach - centre) - normal_tail(reach - centre) if reach > 0 else mpf(0)

    return mean_over_spread(df, chance, (end,))


def number(value):
    return float(value)


normal = [[z, number(normal_tail(z))] for z in [-3, 0, 1e-8, 0.5, 1.3, 2.4999, 2.5, 4, 8, 20, 37]]
normal_quantiles = [
    [p, number(-mpmath.sqrt(2) * mpmath.erfinv(1 - 2 * mpf(p))) if p > 1e-30 else None]
    for p in [1e-15, 1e-9, 1e-5, 0.0001234, 0.025, 0.2, 0.49999, 0.5]
]
student = [
    [t, df, number(student_tail(t, df))]
    for t, df in [
        (0.1, 1), (2, 1), (1e5, 1), (1e9, 3), (-1.5, 4), (2.2, 9), (40, 9), (1e-6, 7), (3, 2.5),
        (3, 1e3), (6, 1e3), (3, 1e6), (20, 1e5), (0.7, 29), (12, 29),
    ]
]
student_quantiles = [
    [p, df, number(student_quantile(p, df))]
    for p, df in [
        (0.025, 1), (1e-10, 1), (0.025, 9), (0.4, 9), (0.4999999, 3), (1e-200, 5), (0.005, 999999),
        (0.05, 2), (0.25, 4), (1e-6, 4), (0.001, 39), (0.3, 1),
    ]
]
fisher = [
    [f, a, b, number(fisher_tail(f, a, b))]
    for f, a, b in [(1, 1, 5), (3.5, 3, 20), (10, 8, 333), (0.01, 2, 7), (60, 4, 40), (1.1, 300, 500)]
]
noncentral_student = [
    [t, df, d, number(noncentral_student_tail(t, df, d))]
    for t, df, d in [
        (2.26, 9, 2), (2.26, 9, -2), (1.96, 199, 3.5), (12.7, 1, 1), (3, 4, 0), (2.7, 39, 12), (2, 29, -6),
        (-1, 5, 0.5), (2.01, 50, 45),
    ]
]
noncentral_fisher = [
    [f, a, b, l, number(noncentral_fisher_tail(f, a, b, l))]
    for f, a, b, l in [(3.9, 1, 98, 5), (2.6, 3, 572, 23), (2.0, 8, 333, 0.5), (4, 2, 12, 60)]
]
equivalence = []
for n, margin, effect, alpha in [(10, 1, 0, 0.05), (20, 0.5, 0.1, 0.05), (12, 0.2, 0, 0.05), (50, 0.5, 0, 0.01), (3, 2, 0.3, 0.05)]:
    critical = -student_quantile(alpha, n - 1)
    equivalence.append([n, margin, effect, alpha, number(equivalence_power(n, margin, effect, critical))])

print(
    json.dumps(
        {
            "oracle": f"mpmath {mpmath.__version__}, 40 digits",
            "script": "scripts/golden/distributions.py",
            "normalTail": normal,
            "normalQuantile": normal_quantiles,
            "studentTail": student,
            "studentQuantile": student_quantiles,
            "fisherTail": fisher,
            "noncentralStudentTail": noncentral_student,
            "noncentralFisherTail": noncentral_fisher,
            "powerOfEquivalence": equivalence,
        },
        indent=1,
    )
)

"""Seconds of neighbour estimates by public tools, as JSON: NPEET's algorithm (the package where it is installed,
otherwise the same trees from scikit-learn) on N = 1000 with 1 against 64, 64 against 64 and 1 against 1 columns;
scikit-learn's own on two scalars at N = 20000.
"""
import json
import statistics
import time

import numpy as np
from sklearn.feature_selection import mutual_info_regression
from sklearn.neighbors import BallTree, KDTree


def tree_of(points):
    return (BallTree if points.shape[1] >= 20 else KDTree)(points, metric="chebyshev")


def psi(n):
    from scipy.special import digamma
    return digamma(n)


def npeet_mi(x, y, k=3):
    try:
        from npeet.entropy_estimators import mi
        return mi(x, y, k=k)
    except ImportError:
        pass
    noise = np.random.default_rng(0)
    x = x + 1e-10 * noise.random(x.shape)
    y = y + 1e-10 * noise.random(y.shape)
    joint = np.hstack([x, y])
    radii = tree_of(joint).query(joint, k=k + 1)[0][:, k] - 1e-15
    inside = [tree_of(part).query_radius(part, radii, count_only=True) for part in (x, y)]
    return psi(k) + psi(len(x)) - sum(np.mean(psi(count)) for count in inside)


def seconds(work, runs):
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


random = np.random.default_rng(1)
wide = random.standard_normal((1000, 64))
next_wide = np.tanh(0.8 * np.roll(wide, 7, axis=1) + 0.3 * random.standard_normal((1000, 64)))
narrow = wide[:, :1] + 0.5 * random.standard_normal((1000, 1))
x = random.standard_normal(20000)
y = 0.9 * x + np.sqrt(1 - 0.81) * random.standard_normal(20000)
print(json.dumps({
    "oneToMany": seconds(lambda: npeet_mi(narrow, wide), 5),
    "manyToMany": seconds(lambda: npeet_mi(wide, next_wide), 5),
    "scalars": seconds(lambda: mutual_info_regression(x[:, None], y, n_neighbors=3), 5),
}))

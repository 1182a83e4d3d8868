"""The job of examples/delayed-copy written by hand: an LSTM in PyTorch, and at ten snapshots, for every step, the
information of its states about input, target and past: scikit-learn's logistic regression as a cross-validated
decoder, NPEET's estimators of neighbours (the package where it is installed, otherwise its algorithm on
scikit-learn's trees). Prints its seconds without imports, as JSON.
"""
import json
import os
import time

# Fits this small are slower on several threads.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy as np
import torch
from scipy.special import digamma
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import cross_val_predict
from sklearn.neighbors import BallTree, KDTree

symbols, length, delay, samples, held_out, units, epochs = 4, 12, 3, 2048, 1000, 16, 30
snapshots = {0, 1, 2, 3, 4, 5, 8, 13, 20, 30}
torch.set_num_threads(1)
torch.manual_seed(1)


def tree_of(points):
    return (BallTree if points.shape[1] >= 20 else KDTree)(points, metric="chebyshev")


def counts(points, radii):
    return tree_of(points).query_radius(points, radii, count_only=True)


def neighbors(x, y, k=3):
    """Kraskov et al. 2004, eq. 8."""
    joint = np.hstack([x, y])
    radii = tree_of(joint).query(joint, k=k + 1)[0][:, k] - 1e-15
    return digamma(k) + digamma(len(x)) - sum(np.mean(digamma(counts(part, radii))) for part in (x, y))


def neighbors_of_classes(x, labels, k=3):
    """Ross 2014."""
    total = 0.0
    for label in np.unique(labels):
        own = x[labels == label]
        if len(own) < 2:
            continue
        few = min(k, len(own) - 1)
        radii = np.nextafter(tree_of(own).query(own, k=few + 1)[0][:, few], 0)
        inside = tree_of(x).query_radius(own, radii, count_only=True)
        total += len(own) * (digamma(few) - digamma(len(own))) - np.sum(digamma(inside))
    return digamma(len(x)) + total / len(x)


def decoder(x, labels):
    """H(Y) minus a decoder's cross-entropy, nats."""
    values, frequency = np.unique(labels, return_counts=True)
    shares = frequency / len(labels)
    entropy = -np.sum(shares * np.log(shares))
    guess = cross_val_predict(LogisticRegression(max_iter=100), x, labels, cv=2, method="predict_proba")
    return entropy - log_loss(labels, guess, labels=values)


def sequences(count):
    x = torch.randint(symbols, (count, length))
    y = torch.cat([torch.randint(symbols, (count, delay)), x[:, :-delay]], 1)
    return x, y


def estimates(states, x, y):
    result = []
    for t in range(length):
        noisy = states[:, t] + 0.1 * np.random.standard_normal(states[:, t].shape)
        recent = sum(symbols**s * x[:, t - s] for s in range(min(3, t + 1)))
        result.append(neighbors_of_classes(noisy, recent))
        if t >= delay:
            result.append(decoder(noisy, y[:, t]))
        result.append(decoder(noisy, x[:, t]))
        if t > 0:
            result.append(neighbors(states[:, t - 1] + 0.1 * np.random.standard_normal(noisy.shape), noisy))
    return result


start = time.perf_counter()
lstm, head = torch.nn.LSTM(symbols, units, batch_first=True), torch.nn.Linear(units, symbols)
optimizer = torch.optim.Adam([*lstm.parameters(), *head.parameters()], lr=0.01)
x, y = sequences(samples)
test_x, test_y = sequences(held_out)
one_hot = torch.nn.functional.one_hot
done = []
for epoch in range(epochs + 1):
    if epoch > 0:
        order = torch.randperm(samples)
        for batch in order.split(64):
            optimizer.zero_grad()
            states, _ = lstm(one_hot(x[batch], symbols).float())
            logits = head(states)[:, delay:]
            torch.nn.functional.cross_entropy(logits.reshape(-1, symbols), y[batch][:, delay:].reshape(-1)).backward()
            optimizer.step()
    if epoch in snapshots:
        with torch.no_grad():
            states, _ = lstm(one_hot(test_x, symbols).float())
        done.append(estimates(states.numpy().astype(np.float64), test_x.numpy(), test_y.numpy()))
print(json.dumps({"seconds": time.perf_counter() - start}))

"""Logistic regression with an L2 penalty and signs given beforehand, by damped Newton steps. Deterministic."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

MOST_STEPS = 300
CONVERGED = 1e-10
"""Gain of a step, in the loss, below which the weights are final."""
SMALLEST_STEP = 1e-6
TINY = 1e-9
"""Added to the diagonal, so that a feature which no pair has leaves the equations solvable."""


def design_matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Array:
    """One row a pair and one column a feature; the last column is 1, for the intercept."""
    matrix = np.zeros((len(rows), len(names) + 1))
    matrix[:, -1] = 1.0
    column = {name: number for number, name in enumerate(names)}
    for number, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                matrix[number, column[name]] = value
    return matrix


def fit(matrix: Array, labels: Array, signs: Array, penalty: float) -> Array:
    """The weights, the intercept last. A weight is not below 0 where its sign is 1, and not above 0 where it is -1; the intercept has no
    penalty and no sign. `labels` are 0 or 1.
    """
    signs = np.append(signs, 0.0)
    penalties = np.append(np.full(matrix.shape[1] - 1, penalty), 0.0)
    weights = np.zeros(matrix.shape[1])
    loss = _loss(matrix, labels, penalties, weights)
    for _ in range(MOST_STEPS):
        step = _newton_step(matrix, labels, penalties, signs, weights)
        size, before = 1.0, loss
        while size > SMALLEST_STEP:
            tried = _with_signs(weights - size * step, signs)
            if (loss := _loss(matrix, labels, penalties, tried)) <= before:
                weights = tried
                break
            size /= 2
        if size <= SMALLEST_STEP or before - loss < CONVERGED:
            break
    return weights


def probabilities(matrix: Array, weights: Array) -> Array:
    """The probability of each row."""
    result: Array = 1.0 / (1.0 + np.exp(-(matrix @ weights)))
    return result


def log_loss(predicted: Array, labels: Array) -> float:
    """Mean negative log-likelihood, in nats."""
    safe = np.clip(predicted, TINY, 1 - TINY)
    return float(-np.mean(labels * np.log(safe) + (1 - labels) * np.log(1 - safe)))


def _newton_step(matrix: Array, labels: Array, penalties: Array, signs: Array, weights: Array) -> Array:
    """The Newton step of the weights that are not held at 0 by their sign."""
    predicted = probabilities(matrix, weights)
    gradient = matrix.T @ (predicted - labels) + penalties * weights
    free = ~((signs != 0) & (weights == 0) & (signs * gradient >= 0))
    columns = matrix[:, free]
    curvature = (columns * (predicted * (1 - predicted))[:, None]).T @ columns + np.diag(penalties[free] + TINY)
    step = np.zeros_like(weights)
    step[free] = np.linalg.solve(curvature, gradient[free])
    return step


def _with_signs(weights: Array, signs: Array) -> Array:
    """The weights, those of the wrong sign set to 0."""
    return np.where(signs * weights < 0, 0.0, weights)


def _loss(matrix: Array, labels: Array, penalties: Array, weights: Array) -> float:
    scores = matrix @ weights
    return float(np.sum(np.logaddexp(0.0, scores) - labels * scores) + 0.5 * np.sum(penalties * weights**2))

"""Logistic regression of the training scripts: what it learns from pairs that are known, and that it learns the same each time."""

import numpy as np
import pytest

regression = pytest.importorskip(
    "training.event_matching.regression", reason="the training scripts are not here; they come with the repository only"
)

NAMES = ["for", "against", "neither"]
ROWS = [{"for": 1.0}] * 30 + [{"against": 1.0}] * 30 + [{"for": 1.0, "neither": 1.0}, {"against": 1.0, "neither": 1.0}] * 10
LABELS = np.array([1.0] * 27 + [0.0] * 3 + [0.0] * 27 + [1.0] * 3 + [1.0, 0.0] * 10)
SIGNS = np.array([1.0, -1.0, 1.0])


def test_weights_follow_the_evidence() -> None:
    """A feature of matches gets a weight above 0, one of other pairs a weight below 0, and both decide most pairs rightly."""
    matrix = regression.design_matrix(ROWS, NAMES)
    weights = regression.fit(matrix, LABELS, SIGNS, 1.0)
    assert weights[0] > 1 > -1 > weights[1]
    assert ((regression.probabilities(matrix, weights) > 0.5) == LABELS).mean() >= 0.9


def test_a_weight_keeps_its_sign() -> None:
    """Evidence for a match never counts against it, even where the pairs seem to say so."""
    weights = regression.fit(regression.design_matrix(ROWS, NAMES), LABELS, -SIGNS, 1.0)
    assert list(weights[:2]) == [0.0, 0.0]
    assert weights[2] <= 0


def test_a_stronger_penalty_makes_smaller_weights() -> None:
    """The penalty draws weights towards 0; the same pairs give the same weights, bit for bit."""
    matrix = regression.design_matrix(ROWS, NAMES)
    weak, strong = regression.fit(matrix, LABELS, SIGNS, 0.1), regression.fit(matrix, LABELS, SIGNS, 10.0)
    assert np.abs(strong[:3]).sum() < np.abs(weak[:3]).sum()
    assert (regression.fit(matrix, LABELS, SIGNS, 0.1) == weak).all()


def test_probabilities_are_those_of_the_shares() -> None:
    """Without a penalty the mean probability is the share of matches."""
    matrix = regression.design_matrix(ROWS, NAMES)
    predicted = regression.probabilities(matrix, regression.fit(matrix, LABELS, SIGNS, 0.0))
    assert predicted.mean() == pytest.approx(LABELS.mean(), abs=1e-6)
    assert regression.log_loss(predicted, LABELS) < regression.log_loss(np.full(len(LABELS), LABELS.mean()), LABELS)

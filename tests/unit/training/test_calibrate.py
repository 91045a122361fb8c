"""Calibration of match scores."""

import numpy as np

from training.event_matching.calibrate import ScoredSet, brier_score, calibrate


def test_platt_scaling_finds_the_slope_and_the_intercept() -> None:
    """Outcomes drawn with known log-odds give these back, and the Brier score falls."""
    random = np.random.default_rng(7)
    scores = random.normal(0.0, 4.0, 20_000)
    expected = 1 / (1 + np.exp(-(0.5 * scores - 0.8)))
    labels = (random.random(20_000) < expected).astype(np.float64)
    calibration = calibrate([ScoredSet("made up", scores[:9_000], labels[:9_000]), ScoredSet("more", scores[9_000:], labels[9_000:])])
    assert abs(calibration.slope - 0.5) < 0.03
    assert abs(calibration.intercept + 0.8) < 0.06
    before, after = 1 / (1 + np.exp(-scores)), np.array([calibration.probability(score) for score in scores])
    assert brier_score(after, labels) < brier_score(before, labels)


def test_a_score_that_separates_all_pairs_stays_finite() -> None:
    """Without smoothed targets the slope would grow without end."""
    calibration = calibrate([ScoredSet("made up", np.array([-2.0, -1.0, 1.0, 2.0]), np.array([0.0, 0.0, 1.0, 1.0]))])
    assert 0 < calibration.slope < 5

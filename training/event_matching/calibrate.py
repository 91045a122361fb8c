"""Calibrate the match score of the review of matches, and say how right the probabilities are on sets that took no part.

    python -m training.event_matching.calibrate GOLD_DIR --own ANNOTATIONS ARTICLES [--check]

The score is the sum of the weights by hand of what the findings have (`linking/review/likelihood`). Platt scaling turns it into log-odds that
come true: a slope and an intercept for strikes, and for meetings. Strikes are fitted to pairs of reports of the Gun Violence Archive, the Voice
of America, the development half of the Gun Violence Corpus, ECB+ (whose pairs are all of one event) and our own annotated reports; meetings to
our own alone. What is printed for a set comes from a calibration without it. The head of `train.py` says where the sets are from. `--check`
compares the numbers with the file instead of writing it. Exit status 1 where a set is missing or the file differs.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from dossier.linking.events.match_weights import BY_ACT, weights_of
from dossier.linking.events.matching import log_odds, weigh_features
from dossier.linking.review.calibration import FILE, Calibration
from training.event_matching.ecb import ecb_set
from training.event_matching.gold import GoldSet
from training.event_matching.own import SETS, own_set
from training.event_matching.pairs import LabelledPair, extract_all, labelled_pairs
from training.event_matching.regression import Array, fit, log_loss
from training.event_matching.shootings import archive_set, corpus_set
from training.event_matching.voa import voa_set

OUT = Path(__file__).parents[2] / "dossier" / "linking" / "data" / FILE
DIGITS = 2
"""Decimal places of a number: fewer than those in which two machines may differ."""
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
NAMES = {True: "by_act", False: "by_parties"}
"""Tables of the file: of events that are known by what was done, and by who takes part."""
HEAD = """# Platt scaling of the match score: calibrated log-odds = slope * log-odds of the weights by hand + intercept.
# Source: training/event_matching/calibrate.py. How right the probabilities are: docs/how-it-works.md.
# Made for ordering matches in a review, of news reports in English; not for joining them, nor for other languages.
"""


class ScoredSet(NamedTuple):
    """The pairs of one set and one kind of weights: log-odds of the weights by hand, and 1 where a pair is of one event, else 0."""

    name: str
    scores: Array
    labels: Array


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    options = _options(arguments)
    try:
        sets = [archive_set(options.gold), voa_set(options.gold), corpus_set(options.gold), ecb_set(options.gold)]
        sets += [own_set(name, *options.own) for name in SETS]
    except FileNotFoundError as error:
        print(
            f"A file of the training data is missing: {error.filename}. The head of train.py says where each set is from.", file=sys.stderr
        )
        return 1
    pairs = [(gold.name, _pairs_of(gold, options.workers)) for gold in sets]
    text = HEAD
    for is_act, table in NAMES.items():
        scored = [known for name, of_set in pairs if len((known := score_set(name, of_set, is_act=is_act)).labels)]
        _print_table(table, scored)
        calibration = calibrate(scored)
        count, matches = sum(len(known.labels) for known in scored), sum(int(known.labels.sum()) for known in scored)
        names = ", ".join(known.name for known in scored)
        text += f"\n# {count} pairs, {matches} of them of one event: {names}.\n[{table}]\n"
        text += f"slope = {calibration.slope}\nintercept = {calibration.intercept}\n"
    return _check(text) if options.check else _write(text)


def _pairs_of(gold: GoldSet, workers: int) -> list[LabelledPair]:
    print(f"{gold.name}: {len(gold.articles)} articles", flush=True)
    return labelled_pairs(gold, extract_all(gold.articles, workers), of_review=True)


def score_set(name: str, pairs: Sequence[LabelledPair], *, is_act: bool) -> ScoredSet:
    """The pairs of events that are known by what was done, or of those that are known by who takes part."""
    own = [pair for pair in pairs if (weights_of(pair.kind) is BY_ACT) is is_act]
    scores = [log_odds(pair.kind, weigh_features(pair.kind, pair.values)) for pair in own]
    return ScoredSet(name, np.array(scores, dtype=np.float64), np.array([float(pair.is_match) for pair in own]))


def calibrate(sets: Sequence[ScoredSet]) -> Calibration:
    """Platt scaling (Platt 1999) with his targets, which keep the fit finite where the score separates all pairs."""
    scores, labels = np.concatenate([known.scores for known in sets]), np.concatenate([known.labels for known in sets])
    matches = float(labels.sum())
    targets = np.where(labels == 1, (matches + 1) / (matches + 2), 1 / (len(labels) - matches + 2))
    slope, intercept = fit(np.column_stack([scores, np.ones(len(scores))]), targets, np.array([1.0]), 0.0)
    return Calibration(round(float(slope), DIGITS), round(float(intercept), DIGITS))


def brier_score(predicted: Array, labels: Array) -> float:
    """Mean squared difference of probability and outcome; lower is better."""
    return float(np.mean((predicted - labels) ** 2))


def _print_table(table: str, sets: Sequence[ScoredSet]) -> None:
    """For each set, how right a calibration from the other sets is: Brier score and log loss before and after, and reliability by BINS."""
    print(f"\n{table}\n  {'':22} {'pairs':>6} {'one':>5} {'Brier':>14} {'log loss':>14}   pairs and share of one event by probability")
    for known in sets:
        others = [other for other in sets if other.name != known.name]
        if not any(other.labels.any() for other in others):
            continue
        calibration = calibrate(others)
        before = np.array([Calibration(1.0, 0.0).probability(score) for score in known.scores])
        after = np.array([calibration.probability(score) for score in known.scores])
        brier = f"{brier_score(before, known.labels):.3f} → {brier_score(after, known.labels):.3f}"
        loss = f"{log_loss(before, known.labels):.3f} → {log_loss(after, known.labels):.3f}"
        print(
            f"  {known.name:22} {len(known.labels):6} {int(known.labels.sum()):5} {brier:>14} {loss:>14}   {_reliability(after, known.labels)}"
        )


def _reliability(predicted: Array, labels: Array) -> str:
    bins = np.clip(np.searchsorted(BINS, predicted, side="right") - 1, 0, len(BINS) - 2)
    return " ".join(
        f"{BINS[at]:.1f}–{BINS[at + 1]:.1f}: {(bins == at).sum()} {100 * labels[bins == at].mean():.0f} %"
        for at in range(len(BINS) - 1)
        if (bins == at).any()
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR", help="the folder with gva, m2e2, gvc and ecbplus")
    own_help = "folders of our own annotated reports"
    parser.add_argument("--own", type=Path, nargs=2, required=True, metavar=("ANNOTATIONS", "ARTICLES"), help=own_help)
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes that extract facts (default 2)")
    parser.add_argument("--check", action="store_true", help="compare the numbers with the file instead of writing it")
    return parser.parse_args(arguments)


def _write(text: str) -> int:
    OUT.write_text(text, encoding="utf-8", newline="\n")
    print(f"\nWrote {OUT.name}.")
    return 0


def _check(text: str) -> int:
    is_same = OUT.read_text(encoding="utf-8") == text
    print("\nThe file has these numbers." if is_same else "\nThe file has other numbers: code or data have changed since it was written.")
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())

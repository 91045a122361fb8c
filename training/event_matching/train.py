"""Learn weights of the match probability of strikes and compare them with those that the program uses.

    python -m training.event_matching.train GOLD_DIR [--own ANNOTATIONS ARTICLES] [--check]

GOLD_DIR has the folders `gva`, `m2e2`, `gvc` and `ecbplus`, laid out from these repositories at these commits. Most of their texts may not be passed
on, so that none is kept here.

    gva      github.com/cltl/LongTailQATask at 1306bad62fb2750583548a1f5880abe086b3f1c4
             EventRegistries/GunViolenceArchive/the_violent_corpus
    m2e2     github.com/limanling/m2e2 at 5d44972c8a713aa4d103ced986ade6df4bda28da
             data/m2e2_annotations.zip
    gvc      github.com/UKPLab/cdcr-beyond-corpus-tailored at 1f60cafbcf5eeb723c46ed68a1b3ee4fc0fcdc26
             resources/data/gun_violence
    ecbplus  github.com/tommasoc80/EventStoryLine at 46edefee5e82e0917b823abe0a18bf8c7770f15c
             ECB+_LREC2014, annotated_data/v1.5

Trained is on shootings of the Gun Violence Archive that the Gun Violence Corpus does not have, and on the attacks in the Voice of America
reports of M2E2, in which `same_attacks.tsv` says what is one attack. The corpus's development half, the attacks of ECB+ and our own annotated
reports (`--own`: the folders of their annotations and articles) are only evaluated on. The weights are the same at
each run, bit for bit. `--check` compares them with the file instead of writing it. Exit status 1 where a set is missing or the file differs.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from dossier.linking.events.match_weights import BY_ACT, MatchWeights
from dossier.model.event_kinds.strike import STRIKE
from training.event_matching.ecb import ecb_set
from training.event_matching.gold import GoldSet
from training.event_matching.own import SETS, own_set
from training.event_matching.pairs import LabelledPair, extract_all, labelled_pairs
from training.event_matching.regression import design_matrix, fit, log_loss, probabilities
from training.event_matching.shootings import archive_set, corpus_set
from training.event_matching.voa import voa_set

OUT = Path(__file__).with_name("learned_weights.toml")
PENALTY = 1.0
"""Strength of the L2 penalty."""
DIGITS = 2
"""Decimal places of a weight: fewer than those in which two machines may differ."""
TRAINED_ON = 2
"""Sets, of those in order, whose pairs are learned from."""
WHERE_FROM = "The head of training/event_matching/train.py says where each set is from."
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
SIGNS = {
    "same sure day": 1,
    "same day": 1,
    "near sure day": -1,
    "near day": -1,
    "other sure day": -1,
    "other day": -1,
    "after publication": -1,
    "recalled with its place": 1,
    "published together": 1,
    "published in one week": 1,
    "published apart": -1,
    "same place": 1,
    "overlapping place": 1,
    "other place": -1,
    "distant place": -1,
    "same attacker": 1,
    "other attacker": -1,
    "same figures": 1,
    "other figures": -1,
    "same people": 1,
    "other people": -1,
    "same age": 1,
    "other age": -1,
    "both lead": 1,
    "alike leads": 1,
    "alike texts": 1,
    "alike sentences": 1,
    "same target": 1,
    "other weapon": -1,
    "rare names": 1,
}
"""Whether a feature speaks for (1) or against (-1) one event. A weight of the other sign would be chance."""
HEAD = """# Log-odds of the match probability of strikes, written by training/event_matching/train.py.
# Learned from {pairs} pairs of reports of attacks (Gun Violence Archive, Voice of America), {matches} of them of one attack.

"""


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    options = _options(arguments)
    try:
        sets = [archive_set(options.gold), voa_set(options.gold), corpus_set(options.gold), ecb_set(options.gold)]
        sets += [own_set(name, *options.own) for name in SETS] if options.own else []
    except FileNotFoundError as error:
        print(f"A file of the training data is missing: {error.filename}. {WHERE_FROM}", file=sys.stderr)
        return 1
    if empty := [gold.name for gold in sets if not gold.articles]:
        print(f"No articles of these sets are in {options.gold}: {', '.join(empty)}. {WHERE_FROM}", file=sys.stderr)
        return 1
    pairs = [(gold.name, _pairs_of(gold, options.workers)) for gold in sets]
    trained_on = [pair for _, of_set in pairs[:TRAINED_ON] for pair in of_set]
    weights = train(trained_on)
    alone = {f"learned from “{name}” alone": train(of_set) for name, of_set in pairs[:TRAINED_ON]}
    _print_tables(pairs, {"learned": weights, "by hand": BY_ACT, **alone})
    return _check(weights, trained_on) if options.check else _write(weights, trained_on)


def _pairs_of(gold: GoldSet, workers: int) -> list[LabelledPair]:
    """The labelled pairs of strikes of a set."""
    pairs = [pair for pair in labelled_pairs(gold, extract_all(gold.articles, workers)) if pair.kind == STRIKE.name]
    print(
        f"{gold.name}: {len(gold.articles)} articles, {len(pairs)} pairs, {sum(pair.is_match for pair in pairs)} of one event", flush=True
    )
    return pairs


def train(pairs: Sequence[LabelledPair]) -> MatchWeights:
    """The weights that fit the pairs best, rounded to DIGITS."""
    names = list(SIGNS)
    matrix = design_matrix([pair.values for pair in pairs], names)
    labels = np.array([float(pair.is_match) for pair in pairs])
    fitted = fit(matrix, labels, np.array([float(SIGNS[name]) for name in names]), PENALTY)
    rounded = [round(float(weight), DIGITS) for weight in fitted]
    return MatchWeights(rounded[-1], {name: weight for name, weight in zip(names, rounded[:-1], strict=True) if weight})


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR", help="the folder with gva, gvc and ecbplus")
    parser.add_argument("--own", type=Path, nargs=2, metavar=("ANNOTATIONS", "ARTICLES"), help="folders of our own annotated reports")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes that extract facts (default 2)")
    parser.add_argument("--check", action="store_true", help="compare the weights with the file instead of writing it")
    return parser.parse_args(arguments)


def _print_tables(sets: Sequence[tuple[str, Sequence[LabelledPair]]], by_name: Mapping[str, MatchWeights]) -> None:
    """For each set, how the pairs are decided by each of the weights, and how often a probability comes true."""
    for name, weights in by_name.items():
        print(f"\n{name}\n  {'':22} {'pairs':>6} {'P':>6} {'R':>6} {'log loss':>9}   pairs and share of matches by probability")
        for set_name, pairs in sets:
            if pairs:
                print(f"  {set_name:22} {_figures(pairs, weights)}")


def _figures(pairs: Sequence[LabelledPair], weights: MatchWeights) -> str:
    """Precision and recall of the pairs from probability 0.5, log loss, and reliability by BINS."""
    matrix = design_matrix([pair.values for pair in pairs], list(weights.features))
    predicted = probabilities(matrix, np.array([*weights.features.values(), weights.intercept]))
    labels = np.array([float(pair.is_match) for pair in pairs])
    joined = predicted >= 0.5
    right = float(labels[joined].sum())
    precision = f"{100 * right / joined.sum():6.1f}" if joined.any() else "     –"
    recall = f"{100 * right / labels.sum():6.1f}" if labels.any() else "     –"
    bins = np.clip(np.searchsorted(BINS, predicted, side="right") - 1, 0, len(BINS) - 2)
    shares = " ".join(
        f"{BINS[at]:.1f}–{BINS[at + 1]:.1f}: {(bins == at).sum()} {100 * labels[bins == at].mean():.0f} %"
        for at in range(len(BINS) - 1)
        if (bins == at).any()
    )
    return f"{len(pairs):6} {precision} {recall} {log_loss(predicted, labels):9.3f}   {shares}"


def _text(weights: MatchWeights, pairs: Sequence[LabelledPair]) -> str:
    head = HEAD.format(pairs=len(pairs), matches=sum(pair.is_match for pair in pairs))
    rows = "".join(f'"{name}" = {weight}\n' for name, weight in weights.features.items())
    return f"{head}intercept = {weights.intercept}\n\n[features]\n{rows}"


def _write(weights: MatchWeights, pairs: Sequence[LabelledPair]) -> int:
    OUT.write_text(_text(weights, pairs), encoding="utf-8", newline="\n")
    print(f"\nWrote {OUT.name}.")
    return 0


def _check(weights: MatchWeights, pairs: Sequence[LabelledPair]) -> int:
    same = OUT.read_text(encoding="utf-8") == _text(weights, pairs)
    print("\nThe file has these weights." if same else "\nThe file has other weights: code or data have changed since it was written.")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())

"""What a half-typed path or tag can become."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

MOST = 500
"""Entries of a folder that are looked at."""


@dataclass(frozen=True, slots=True)
class FieldCompletion:
    """What the words become, and the names that fit where there are several."""

    text: str
    choices: tuple[str, ...] = ()


def complete_path(text: str) -> FieldCompletion:
    """A path with what is sure of its last part: “~” is the home, folders end in a slash, hidden ones are passed over unless a dot is
    typed. Letters of another case fit too, where none of the same does.
    """
    told = os.path.expanduser(text) if text.startswith("~") else text  # noqa: PTH111  # Path drops the slash at the end
    if text == "~":
        return FieldCompletion("~/")
    folder, slash, start = told.rpartition("/")
    place = Path(f"{folder}{slash}" or ".")
    try:
        with os.scandir(place) as entries:
            names = sorted(f"{e.name}/" if e.is_dir() else e.name for _, e in zip(range(MOST), entries, strict=False))
    except OSError:
        return FieldCompletion(text)
    shown = [name for name in names if start.startswith(".") or not name.startswith(".")]
    fit = [name for name in shown if name.startswith(start)] or [name for name in shown if name.casefold().startswith(start.casefold())]
    kept = text[: len(text) - len(start)] if start else text
    return _grown(kept, start, fit)


def complete_tags(text: str, known: Iterable[str]) -> FieldCompletion:
    """Words with what is sure of the last tag, by the tags there are."""
    before, blank, start = text.rpartition(" ")
    sign = "#" if start.startswith("#") else ""
    there = {word.lstrip("#") for word in before.split()}
    fit = sorted(tag for tag in set(known) if tag.startswith(start.lstrip("#")) and tag not in there)
    grown = _grown(f"{before}{blank}{sign}", start.lstrip("#"), fit)
    return FieldCompletion(f"{grown.text} ") if len(fit) == 1 else grown


def _grown(kept: str, start: str, fit: Sequence[str]) -> FieldCompletion:
    if not fit:
        return FieldCompletion(kept + start)
    if len(fit) == 1:
        return FieldCompletion(kept + fit[0])
    sure = next((n for n, signs in enumerate(zip(*map(str.casefold, fit), strict=False)) if len(set(signs)) > 1), min(map(len, fit)))
    return FieldCompletion(kept + (fit[0][:sure] if sure >= len(start) else start), tuple(fit))

"""Completion of a half-typed path or tag."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

MOST = 500
"""Entries of a folder that are looked at."""


@dataclass(frozen=True, slots=True)
class FieldCompletion:
    """The completed text, and the names that match where there are several."""

    text: str
    choices: tuple[str, ...] = ()


def complete_path(text: str) -> FieldCompletion:
    """A path, its last part completed as far as all matching names agree: “~” is the home, folders end in a slash, hidden names are left
    out unless a dot is typed. Letters of another case match where none of the same case do.
    """
    expanded = os.path.expanduser(text) if text.startswith("~") else text  # noqa: PTH111  # Path drops the slash at the end
    if text == "~":
        return FieldCompletion("~/")
    folder, slash, start = expanded.rpartition("/")
    directory = Path(f"{folder}{slash}" or ".")
    try:
        with os.scandir(directory) as entries:
            names = sorted(f"{e.name}/" if e.is_dir() else e.name for _, e in zip(range(MOST), entries, strict=False))
    except OSError:
        return FieldCompletion(text)
    shown = [name for name in names if start.startswith(".") or not name.startswith(".")]
    matching = [name for name in shown if name.startswith(start)] or [
        name for name in shown if name.casefold().startswith(start.casefold())
    ]
    before = text[: len(text) - len(start)] if start else text
    return _complete(before, start, matching)


def complete_tags(text: str, known_tags: Iterable[str]) -> FieldCompletion:
    """Tags, the last one completed as far as all matching known tags agree."""
    before, blank, start = text.rpartition(" ")
    sign = "#" if start.startswith("#") else ""
    typed = {word.lstrip("#") for word in before.split()}
    matching = sorted(tag for tag in set(known_tags) if tag.startswith(start.lstrip("#")) and tag not in typed)
    completion = _complete(f"{before}{blank}{sign}", start.lstrip("#"), matching)
    return FieldCompletion(f"{completion.text} ") if len(matching) == 1 else completion


def _complete(before: str, start: str, names: Sequence[str]) -> FieldCompletion:
    if not names:
        return FieldCompletion(before + start)
    if len(names) == 1:
        return FieldCompletion(before + names[0])
    letters = enumerate(zip(*map(str.casefold, names), strict=False))
    common = next((n for n, column in letters if len(set(column)) > 1), min(map(len, names)))
    return FieldCompletion(before + (names[0][:common] if common >= len(start) else start), tuple(names))

"""Writes docs/licences.md: the licence of every package that the program needs, as its installed metadata gives it.

Run it in the environment of the lock: `make audit` does. Raises SystemExit, with the packages, where a licence is none of the permissive ones.
"""

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

REPOSITORY = Path(__file__).resolve().parent.parent
TARGET = REPOSITORY / "docs" / "licences.md"
PERMISSIVE = re.compile(r"\b(MIT|BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|CNRI|Zlib|CC0|MPL|Mozilla)", re.IGNORECASE)
"""Words of licences that ask for no more than that their text goes along; MPL covers the files of the package itself only."""
HEAD = """# Licences

Of every package that dossier needs to run, with what each of them needs; made by `audit/licences.py` from the metadata of the locked versions.
dossier itself is under the MIT licence. Where a package may be used under one of several, the permissive one is meant.

| package | version | licence |
|---|---|---|
"""


def requirements(distributed: Distribution, extras: frozenset[str]) -> list[Requirement]:
    """What a package needs here, with these of its extras."""
    listed = [Requirement(text) for text in distributed.requires or ()]
    return [r for r in listed if r.marker is None or any(r.marker.evaluate({"extra": extra}) for extra in (*extras, ""))]


def packages() -> dict[str, Distribution]:
    """Every package that the program needs, by its normalized name."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    todo = [Requirement(text) for text in project["dependencies"]]
    needed: dict[str, Distribution] = {}
    while todo:
        requirement = todo.pop()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name in needed:
            continue
        try:
            needed[name] = distribution(name)
        except PackageNotFoundError as error:
            raise SystemExit(f"The package {name} is not installed; run “make audit”.") from error
        todo += requirements(needed[name], frozenset(requirement.extras))
    return dict(sorted(needed.items()))


def licence_of(distributed: Distribution) -> str:
    """The licence as an SPDX expression, else by the package's classifiers, else in its own words."""
    metadata = distributed.metadata
    if expression := metadata.get("License-Expression"):
        return str(expression)
    names = [text.rpartition(" :: ")[2] for text in metadata.get_all("Classifier") or () if text.startswith("License ::")]
    named = "; ".join(name for name in names if name != "OSI Approved")
    return named or next(iter(str(metadata.get("License") or "not named").splitlines()), "not named")[:60]


def table() -> str:
    """The page. Raises SystemExit for licences that are not permissive."""
    licences = {name: (distributed.version, licence_of(distributed)) for name, distributed in packages().items()}
    others = [f"{name} ({licence})" for name, (_, licence) in licences.items() if not PERMISSIVE.search(licence)]
    if others:
        raise SystemExit(f"These packages are under no permissive licence: {', '.join(others)}.")
    return HEAD + "".join(f"| {name} | {version} | {licence} |\n" for name, (version, licence) in licences.items())


if __name__ == "__main__":
    TARGET.write_text(table(), encoding="utf-8")
    print(f"Wrote {TARGET.relative_to(REPOSITORY)}.")

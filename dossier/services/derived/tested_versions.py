"""Tested versions: which packages, and which language model, texts and facts depend on, and whether the installed ones are those.

An installation by pip takes the newest versions that the ranges in pyproject.toml allow; the lock, requirements.txt, names the ones that this
program was tested with. Of another version of these, or of a model whose files were changed, the facts may differ.
"""

import hashlib
import json
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from dossier.errors import DossierError
from dossier.extraction.nlp import PACKAGE
from dossier.runtime.paths import private_folder

TESTED = Path(__file__).with_name("data") / "tested_versions.toml"
WEIGHTS = "43f4f748af3d60e9687324a29b3b26512c1b43c06dbabd7684ae3729b0bbee88"
"""The hash of all files of the language model that comes with the program, version 3.8.0, as its makers published it."""
CHECKED = "model.json"
"""The file in private state with the hash that was computed last, and the names, sizes and times that it stands for."""


def version_differences() -> tuple[str, ...]:
    """A sentence on the packages whose version is another than the tested one, and one on the model; nothing where all are as tested."""
    differences = []
    for name, tested in tomllib.loads(TESTED.read_text(encoding="utf-8")).items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "none"
        if installed not in tested:
            differences.append(f"{name} {installed} instead of {' or '.join(tested)}")
    sentences = []
    if differences:
        listed = ", ".join(differences)
        sentences.append(
            f"Texts and facts may differ from those that this version was tested with: {listed}. requirements.txt names them all."
        )
    if is_model_changed():
        sentences.append(MODEL_CHANGED)
    return tuple(sentences)


MODEL_CHANGED = (
    f"The files of the language model {PACKAGE} are not those that its makers published: facts may differ. Install the program again."
)


def is_model_changed() -> bool:
    """True where the files of the model that comes with the program are others than those it was tested with; false where it is missing."""
    return model_digest() not in {"", WEIGHTS}


def model_digest() -> str:
    """The hash of the files of the model; empty where it is missing. It is computed again only where a name, size or time stamp changed."""
    spec = find_spec(PACKAGE.replace("-", "_"))
    if spec is None or spec.origin is None:
        return ""
    files = [path for path in sorted(Path(spec.origin).parent.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
    signature = [[str(path), path.stat().st_size, path.stat().st_mtime_ns] for path in files]
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError, DossierError):
        checked = json.loads((private_folder() / CHECKED).read_text(encoding="utf-8"))
        if checked["files"] == signature:
            return str(checked["digest"])
    digest = hashlib.sha256()
    root = Path(spec.origin).parent
    for path in files:
        with path.open("rb") as file:
            contents = hashlib.file_digest(file, "sha256").hexdigest()
        digest.update(f"{path.relative_to(root).as_posix()} {contents}\n".encode())
    with suppress(OSError, DossierError):
        part = private_folder() / f"{CHECKED}.part"
        part.write_text(json.dumps({"files": signature, "digest": digest.hexdigest()}), encoding="utf-8")
        part.replace(private_folder() / CHECKED)
    return digest.hexdigest()

"""One key of dossier.toml is changed; all other lines stay as the user wrote them."""

import tomllib
from pathlib import Path

import pytest

from dossier.errors import DossierError, UnsafeFile
from dossier.runtime.setting_editor import write_setting


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'engine = "tantivy"\n'),
        ('title = "Case"\n', 'engine = "tantivy"\ntitle = "Case"\n'),
        ('# one\nengine = "whoosh"  # two\ntitle = "Case"\n', '# one\nengine = "tantivy"  # two\ntitle = "Case"\n'),
        ("engine='whoosh'", 'engine = "tantivy"'),
        ('"engine" = "whoosh"', 'engine = "tantivy"'),
        ('[watch]\nnames = ["A"]\n', 'engine = "tantivy"\n[watch]\nnames = ["A"]\n'),
        ('# engine = "whoosh"\n', 'engine = "tantivy"\n# engine = "whoosh"\n'),
    ],
)
def test_the_line_is_changed_or_put_first(tmp_path: Path, before: str, after: str) -> None:
    """Comments, quotation marks, tables: the file says the same but for the key."""
    (tmp_path / "dossier.toml").write_text(before)
    write_setting(tmp_path, "engine", "tantivy")
    assert (tmp_path / "dossier.toml").read_text() == after
    assert tomllib.loads(after)["engine"] == "tantivy"


@pytest.mark.parametrize("before", ['engine = """whoosh"""\n', '[aliases]\nengine = "whoosh"\n', 'description = """\nengine = "x"\n"""\n'])
def test_what_cannot_be_changed_safely_is_left(tmp_path: Path, before: str) -> None:
    """Text over several lines, and a name that is the same in a table: the sentence gives the line to write."""
    (tmp_path / "dossier.toml").write_text(before)
    with pytest.raises(DossierError) as caught:
        write_setting(tmp_path, "engine", "tantivy")
    assert (tmp_path / "dossier.toml").read_text() == before
    assert str(caught.value)


def test_no_link_is_followed(tmp_path: Path) -> None:
    """A settings file that is a link is neither read nor written."""
    (tmp_path / "elsewhere").write_text('engine = "whoosh"\n')
    (tmp_path / "dossier.toml").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnsafeFile):
        write_setting(tmp_path, "engine", "tantivy")
    assert (tmp_path / "elsewhere").read_text() == 'engine = "whoosh"\n'

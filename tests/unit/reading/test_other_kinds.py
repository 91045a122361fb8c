"""What can be made of files of kinds that are not read."""

from pathlib import PurePath

import pytest

from dossier.reading.other_kinds import ADVICE_OF, GROUPS, advice_on, group_of
from dossier.reading.registry import container_kind, is_supported


@pytest.mark.parametrize(
    ("name", "part"),
    [("a.DOC", ".docx or .pdf"), ("a.numbers", ".csv"), ("talk.key", ".pdf"), ("scan.tiff", "text recognition"), ("call.opus", "transcribe"),
     ("mail.msg", ".eml"), ("pack.rar", ".zip"), ("page.webarchive", ".mhtml"), ("README", "suffix"), ("refs.ris", "by itself"), ("settings.json", "if it is a bibliography"), ("a.dossier.zip", "import")],
)  # fmt: skip
def test_each_group_is_advised_on(name: str, part: str) -> None:
    """In any letter case."""
    assert part in advice_on(group_of(name))


def test_kinds_that_are_read_have_no_advice() -> None:
    """Each suffix stands in one group only."""
    suffixes = [suffix for _, _, group in GROUPS for suffix in group]
    assert len(suffixes) == len(set(suffixes))
    # JSON files hold articles or something else
    assert [s for s in suffixes if is_supported(PurePath(f"a{s}")) or container_kind(f"a{s}")] == [".json"]
    assert advice_on(group_of("thing.qqq")) == ""
    assert all("{" not in advice_on(group, count) for group in ADVICE_OF for count in (1, 2))

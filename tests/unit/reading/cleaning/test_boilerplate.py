"""Boilerplate removal."""

import pytest

from dossier.reading.cleaning.boilerplate import is_caption, is_end, is_foreign, is_navigation, is_prose, split_boilerplate

FIRST = "Envoys of three states met in Port Aster on Wednesday for talks that are to last two days, officials said."
SECOND = "The second day begins in the morning, and nobody expects a deal before the delegations fly home again."


@pytest.mark.parametrize(
    "line",
    [
        "Envoys arrive at the old town hall, Feb. 4. [REUTERS/YONHAP]",
        "Envoys arrive at the old town hall. [Jan Lund/AFP]",
        "Envoys arrive at the old town hall. (Photo via Reuters)",
        "Envoys arrive at the old town hall. (AP Photo/Jan Lund)",
        "Envoys arrive at the old town hall. Photo: Jan Lund",
        "Envoys arrive at the old town hall. Image: J.Lund.",
        "Envoys arrive at the old town hall. Photo: J. P. Lund",
        "Photo: Jan Lund",
        "Photograph: Jan Lund/EPA",
        "Envoys arrive at the old town hall / AFP",
        "Envoys arrive at the old town hall. Jan Lund/AFP via Getty Images",
        "Image: Jan Lund.",
        "—Olga Lind, of the harbour office",
        "– Harbour police, local radio",
    ],
)
def test_captions_are_known_by_their_marks(line: str) -> None:
    """Agency marks, photo credits and the signature left over from a pull quote make a caption."""
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        FIRST,
        "“We are close,” she told Reuters.",
        "— We are close, she said.",
        "The pictures were taken by Jan Lund of the harbour police.",
        "She spoke of two sides [sic] and of one sea.",
        "The harbour office (HO) said it had photos of the crane.",
    ],
)
def test_reporting_is_no_caption(line: str) -> None:
    """Sentences that name an agency, a picture or a bracket stay in the text."""
    assert not is_caption(line)


@pytest.mark.parametrize(
    "line",
    ["Home / World / Coast", "News > Foreign > Talks", "News | Talks", "Share - WeChat", "Share", "Advertisement", "Menu", "3 min read"],
)
def test_navigation_is_known_by_its_shape(line: str) -> None:
    """Breadcrumbs, share bars and buttons are navigation."""
    assert is_navigation(line)


@pytest.mark.parametrize(
    "line",
    [
        "What divides the two sides",
        "He/she said no.",
        "see https://example.org/a/b/c.txt for it",
        "Share prices fell on Monday.",
        "Peace / or war, he said.",
    ],
)
def test_subheads_and_sentences_are_no_navigation(line: str) -> None:
    """Subheads, addresses and sentences are not taken for a menu."""
    assert not is_navigation(line)


def test_prose_counts_letters_where_words_are_not_separated() -> None:
    """A Chinese sentence is prose although it has no spaces; a headline is none."""
    assert is_prose(
        "特使们星期二在港口城市举行会谈，官员表示，会谈将持续两天，双方都不愿透露更多细节，也不愿预测结果如何，记者被要求离开会场。"
    )
    assert is_prose(FIRST)
    assert not is_prose("Envoys meet in harbour town")


def test_lines_in_another_script_are_foreign() -> None:
    """A line of mostly Chinese letters is foreign to an English text, one with a Chinese name is not."""
    assert is_foreign("看免费的电影av在线观看", "LATIN")
    assert not is_foreign("The signboard said 港口, the harbour.", "LATIN")
    assert not is_foreign("They chanted 和平协议 和平协议 again.", "LATIN")
    assert not is_foreign("東京タワー", "CJK")


def test_captions_and_asides_are_taken_out_and_the_article_goes_on() -> None:
    """A caption is kept apart; a box of related stories is folded up to the next sentence of reporting; the text goes on."""
    cleaned = split_boilerplate(
        [FIRST, "Photo: Jan Lund", "Related stories", "Harbour blast kills four", "What the row is about", SECOND], "LATIN"
    )
    assert cleaned.paragraphs == (FIRST, SECOND)
    assert cleaned.captions == ("Photo: Jan Lund",)
    assert cleaned.folded == ("Related stories", "Harbour blast kills four", "What the row is about")


@pytest.mark.parametrize(
    "notice",
    [
        "Most Viewed in 24 Hours",
        "Copyright 2026 The Aster Post.",
        "© The Aster Post",
        "All rights reserved.",
        "FOLLOW US",
        "SHARE THIS ARTICLE",
        "Sources",
        "The Post's website can also be accessed at the following addresses:",
        "Reporting by Ann Body; Editing by Will Body",
    ],
)
def test_the_tail_of_a_page_is_folded(notice: str) -> None:
    """From a closing notice on nothing is reporting."""
    cleaned = split_boilerplate([FIRST, SECOND, notice, "www.example.org", "Some other headline"], "LATIN")
    assert cleaned.paragraphs == (FIRST, SECOND)
    assert cleaned.folded == (notice, "www.example.org", "Some other headline")


def test_what_follows_the_last_offer_is_folded() -> None:
    """Short lines without a full stop behind the last box of a page are the page's own; above more reporting they are subheads."""
    tail = [
        "Read more: Three hurt in harbour fire",
        "Aster Live",
        "Radio icon",
        "- Advertisement -spot_img",
        "More articles",
        "Latest article",
    ]
    assert split_boilerplate([FIRST, SECOND, *tail], "LATIN").paragraphs == (FIRST, SECOND)
    assert split_boilerplate([FIRST, tail[0], "The second day", SECOND], "LATIN").paragraphs == (FIRST, "The second day", SECOND)
    box = ["Stay Ahead with Aster Post", "Get exclusive stories and analysis, straight to your inbox."]
    assert split_boilerplate([FIRST, *box, SECOND], "LATIN").paragraphs == (FIRST, SECOND)


def test_a_notice_above_the_reporting_does_not_end_it() -> None:
    """A line like a closing notice, with most of the reporting after it, costs that line at most."""
    cleaned = split_boilerplate(["Sources", FIRST, SECOND], "LATIN")
    assert cleaned.paragraphs[-2:] == (FIRST, SECOND)


def test_lines_without_letters_are_folded() -> None:
    """Rules made of signs are no paragraphs."""
    assert split_boilerplate([FIRST, "___", "* * *", SECOND], "LATIN").paragraphs == (FIRST, SECOND)


@pytest.mark.parametrize("credit", [" (Reuters)", " — AFP", " -- AP"])
def test_the_credit_below_the_last_paragraph_does_not_make_it_a_caption(credit: str) -> None:
    """An agency signs its report at the end as it signs pictures; the paragraph stays, the signature goes."""
    assert split_boilerplate([FIRST, SECOND + credit], "LATIN").paragraphs == (FIRST, SECOND)
    assert split_boilerplate([SECOND + credit, FIRST], "LATIN").captions == (SECOND + credit,)


@pytest.mark.parametrize(
    "label",
    [
        "Share this story",
        "Most popular in Coast",
        "Tags: harbour, ice",
        "Follow us on Telegram",
        "12 comments",
        "Comments (12)",
        "Join the conversation",
        "Around the web",
        "Mehr zum Thema",
        "À lire aussi",
        "Etiquetas: puerto, hielo",
        "Читайте также:",
    ],
)
def test_a_label_of_the_page_in_the_middle_costs_itself_only(label: str) -> None:
    """Reporting below it is kept, even the last paragraph; words to the reader and a note on the author are none."""
    cleaned = split_boilerplate([FIRST, SECOND, FIRST + " Again.", label, SECOND + " Once more."], "LATIN")
    assert cleaned.paragraphs == (FIRST, SECOND, FIRST + " Again.", SECOND + " Once more.")
    assert cleaned.folded == (label,)
    tail = [
        "Get all of our news from the coast every morning in your inbox, with pictures of the boats and of the sea.",
        "Ann Body is a reporter who covers the coast and has written about boats, storms and ports for twelve years.",
    ]
    assert split_boilerplate([FIRST, SECOND, label, *tail], "LATIN").folded == (label, *tail)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright experts in the harbour town told the court that the maps of the bay were drawn by a pilot, who never sold them.",
        "Reporting by a local radio had shown in spring that the lights of the pier were never tested after the last storm.",
        "Register entries show that the boat was sold twice in one year, officials of the harbour said on Wednesday.",
        "License for publishing the maps of the bay was refused twice by the same court, the office of the pilot said.",
        "Registration number and name of the boat had been painted over before it left the harbour, the police said.",
        "Share this was not, the envoy said of the plan, and nobody in the hall of the old town dared to contradict.",
    ],
)
def test_sentences_that_begin_like_a_notice_are_reporting(line: str) -> None:
    """Running words in small letters make a sentence, whatever it begins with."""
    assert split_boilerplate([FIRST, SECOND, line, FIRST + " Again."], "LATIN").paragraphs == (FIRST, SECOND, line, FIRST + " Again.")
    assert not is_navigation(line)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2026 The Aster Post. This material may not be published, broadcast, rewritten or redistributed without permission.",
        "© 2026 The Aster Post, which is published by the harbour press and printed in the old town every morning of the year.",
        "Additional reporting by Ann Body in Aster, Will Body in Marsk and Tom Lee in Lund; editing by Jan Lund.",
    ],
)
def test_long_notices_are_notices(line: str) -> None:
    """However many words they have."""
    assert is_end(line)


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2019 is the year on the maps of the bay, which the pilot sold to the office of the harbour in 2021.",
        "All rights reserved by the pilot in the contract of 1998 have lapsed, lawyers say.",
        "The maps can also be accessed at the town hall, the council said.",
        "In case you missed it, the envoy told the hall, the ice is gone.",
        "Don’t miss the boat, the harbour master said on Monday.",
    ],
)
def test_short_sentences_and_years_are_reporting(line: str) -> None:
    """A sentence that says whose words it gives, and one that reserves no rights."""
    assert split_boilerplate([FIRST, SECOND, line, FIRST + " Again."], "LATIN").paragraphs == (FIRST, SECOND, line, FIRST + " Again.")


@pytest.mark.parametrize("line", ["Читайте також: Крига в порту", "Anzeige", "Publicité", "Related: Ice in the harbour", "More in Coast"])
def test_a_button_or_offer_costs_itself_only(line: str) -> None:
    """Wherever it stands."""
    assert split_boilerplate([FIRST, line, SECOND], "LATIN").paragraphs == (FIRST, SECOND)
    assert split_boilerplate([FIRST, SECOND, line], "LATIN").folded == (line,)


@pytest.mark.parametrize("line", ["About the author", "Reporting by Ann Body", "Ann Body contributed to this report.", "References"])
def test_a_heading_of_the_tail_with_several_paragraphs_below_is_none(line: str) -> None:
    """It costs itself only; one paragraph below it may be its own."""
    more = (SECOND + " Again.", FIRST + " Again.")
    assert split_boilerplate([FIRST, SECOND, FIRST, line, *more], "LATIN").paragraphs == (FIRST, SECOND, FIRST, *more)
    assert split_boilerplate([FIRST, SECOND, line, more[0]], "LATIN").paragraphs == (FIRST, SECOND)


def test_words_in_another_script_stay_between_paragraphs() -> None:
    """A post, a slogan or a statement in the original stands where it was; menus of languages at the end do not."""
    for original in ("«Мы ждём льда», — сказал капитан.", "Мы ждём льда", "我们在等冰，船长说。"):
        assert original in split_boilerplate([FIRST, original, SECOND], "LATIN").paragraphs
    assert split_boilerplate([FIRST, SECOND, "Русский", "中文网"], "LATIN").paragraphs == (FIRST, SECOND)


def test_the_credit_of_a_picture_does_not_end_the_article() -> None:
    """A name behind the copyright sign, in the middle, costs itself only."""
    cleaned = split_boilerplate([FIRST, "© Jan Lund", SECOND], "LATIN")
    assert cleaned.paragraphs == (FIRST, SECOND)
    assert "© Jan Lund" not in cleaned.paragraphs


def test_a_sentence_in_signs_with_latin_names_is_prose() -> None:
    """Its signs and its names count together; a headline without a full stop is none."""
    assert is_prose("Aster Harbour Board (AHB)とMarsk Port Authorityは月曜日、Aster Dockを閉鎖すると発表した。")
    assert not is_prose("アスター港、東埠頭を閉鎖")


def test_lines_behind_dashes_are_a_list_where_they_stand_together() -> None:
    """The signature of a pull quote stands alone."""
    items = ("– Harbour office: budget of the quays, Olga Lind asks for offers", "– Old Quay: works from May")
    assert split_boilerplate([FIRST, *items, SECOND], "LATIN").paragraphs == (FIRST, *items, SECOND)
    assert split_boilerplate([FIRST, items[1], SECOND], "LATIN").captions == (items[1],)

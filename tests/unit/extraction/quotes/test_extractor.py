"""Who said what, where and in which words of the reporter, on texts written for these tests."""

import pytest

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.nlp import parse
from dossier.extraction.quotes.extractor import find_quotations
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.model.quotation import ExtractedQuotation, QuotationKind


def quotations(text: str) -> tuple[ExtractedQuotation, ...]:
    """The quotations of a text, by the whole way through extraction."""
    doc, marks = parse(text), find_quoted_spans(text)
    return find_quotations(doc, marks, CorefResolver(doc, find_actors(doc, marks), marks))


def heard(text: str) -> list[tuple[str, str, str]]:
    """Words, speaker and cue of each quotation."""
    return [(q.text, q.speaker_text, q.cue) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mayor Elena Marsh said the vote was “a mess”.", [("a mess", "Elena Marsh", "said")]),
        ("“We will wait,” Elena Marsh said on Friday.", [("We will wait,", "Elena Marsh", "said")]),
        ("“We will wait”, said Elena Marsh, the mayor.", [("We will wait", "Elena Marsh", "said")]),
        ("“Will we wait?” Elena Marsh asked.", [("Will we wait?", "Elena Marsh", "asked")]),
        ("According to Elena Marsh, the bridge was “beyond repair”.", [("beyond repair", "Elena Marsh", "According")]),
        ("The bridge is “beyond repair”, according to Elena Marsh.", [("beyond repair", "Elena Marsh", "according")]),
        ("Elena Marsh was quoted as saying “we will wait for the others”.", [("we will wait for the others", "Elena Marsh", "saying")]),
        ("Elena Marsh described the bridge as “beyond repair”.", [("beyond repair", "Elena Marsh", "described")]),
        ("The bridge was described by Elena Marsh as “beyond repair”.", [("beyond repair", "Elena Marsh", "described")]),
        ("Elena Marsh rejected the plan, calling it “a bad joke”.", [("a bad joke", "Elena Marsh", "calling")]),
        ("Elena Marsh's statement read: “We are sorry for the delay.”", [("We are sorry for the delay.", "Elena Marsh", "read")]),
        ("In her letter, Elena Marsh praised the crew: “They never gave up.”", [("They never gave up.", "Elena Marsh", "praised")]),
        ("As Elena Marsh put it, “nobody is above the sea.”", [("nobody is above the sea.", "Elena Marsh", "put")]),
        ("Elena Marsh’s “basket of cherries” comment hurt her.", [("basket of cherries", "Elena Marsh", "comment")]),
        ("“We will wait[,]” Elena Marsh wrote on Monday.", [("We will wait[,]", "Elena Marsh", "wrote")]),
        ("“We will wait for all of them.” — Elena Marsh, mayor", [("We will wait for all of them.", "Elena Marsh", "")]),
        ("A “good” first day of talks ended on Monday, Elena Marsh said.", [("good", "Elena Marsh", "said")]),
    ],
)
def test_the_sentence_names_the_speaker(text: str, found: list[tuple[str, str, str]]) -> None:
    """A cue with a subject before, behind or around the words gives speaker and cue as printed."""
    assert heard(text) == found


def test_a_quotation_split_by_its_cue_goes_on() -> None:
    """What follows the cue belongs to the same speaker and is marked as going on."""
    first, second = quotations("“We will wait,” Elena Marsh said. “Nobody has to hurry now.”")
    assert (second.speaker, second.cue, second.continues, first.continues) == (first.speaker, "said", True, False)


def test_a_second_cue_in_the_sentence_takes_what_follows() -> None:
    """In “he said, adding that …, “…”” the later cue attributes the later words, the speaker stays."""
    text = (
        "Tom Barlow arrived on Monday.\n\n“It is not over,” he said, adding that much depends on the weather, “whether we like it or not.”"
    )
    assert heard(text) == [("It is not over,", "Tom Barlow", "said"), ("whether we like it or not.", "Tom Barlow", "adding")]


def test_the_next_sentence_is_somebody_elses() -> None:
    """A sentence with a speaker of its own behind a quotation does not take that quotation over."""
    text = "Elena Marsh said “We must wait for the others.” Tom Barlow said, “We must go at once.”"
    assert heard(text) == [("We must wait for the others.", "Elena Marsh", "said"), ("We must go at once.", "Tom Barlow", "said")]


def test_a_pronoun_means_the_last_subject() -> None:
    """He is the subject of the sentence before, not the person named last."""
    text = "Tom Barlow praised the mayor of the town.\n\n“She did well,” he said."
    (quotation,) = quotations(text)
    assert quotation.speaker_text == "Tom Barlow"
    assert quotation.source is not None
    assert quotation.source.of(text) == "he"


def test_a_participle_behind_reported_words_is_the_reporters_speaker() -> None:
    """In “X said the demand stood, calling it “…”” X speaks, not the demand."""
    assert heard("Elena Marsh said her demand still stood, calling it “the only way out”.") == [
        ("the only way out", "Elena Marsh", "calling")
    ]


def test_an_unnamed_speaker_keeps_the_fullest_description() -> None:
    """“The official” and “he” stand for the “senior harbour official” told of before; nobody named is put in their place."""
    text = (
        "“We have moved on,” a senior harbour official told reporters. Tom Barlow declined to comment.\n\n"
        "“It took a week,” the official said."
    )
    assert [(q.speaker, q.speaker_text) for q in quotations(text)] == [(None, "senior harbour official")] * 2


def test_one_of_several_may_speak_again() -> None:
    """A pronoun finds the unnamed person who was the subject before it."""
    text = "Lawyer Tom Barlow left early. One of the victims came to court. “I am glad,” she said."
    assert heard(text) == [("I am glad,", "One of the victims", "said")]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("“We wait,” Elena Marsh wrote on Telegram.", "Telegram"),
        ("“We wait,” Elena Marsh wrote on X.", "X"),
        ("“We wait,” Elena Marsh tweeted.", "Twitter"),
        ("“We wait,” Elena Marsh wrote in a Facebook post.", "Facebook"),
        ("“We wait,” Elena Marsh told reporters on Monday.", "reporters"),
        ("“We wait,” Elena Marsh told the Harbour Times.", "Harbour Times"),
        ("“We wait,” Elena Marsh said in her nightly video address.", "video address"),
        ("“We wait,” Elena Marsh said on social media.", "social media"),
        ("In a statement, Elena Marsh said: “We wait.”", "statement"),
        ("“We wait,” Elena Marsh said, in comments supplied by her press service.", "press service"),
        ("“We wait,” Elena Marsh told Tom Barlow.", ""),
        ("“We wait,” Elena Marsh said of her post-war plans.", ""),
    ],
)
def test_the_channel_is_where_the_words_appeared(text: str, channel: str) -> None:
    """Platforms, outlets, audiences and occasions in the sentence; none where it tells none."""
    assert [q.channel for q in quotations(text)] == [channel]


def test_the_channel_stays_while_the_speaker_goes_on() -> None:
    """A channel told in the paragraph before counts for the same speaker's next words, not for another's."""
    text = "Elena Marsh, speaking in her video address, said the worst was over.\n\n“We can rest,” Elena Marsh said.\n\n“We cannot,” Tom Barlow said."
    assert [q.channel for q in quotations(text)] == ["video address", ""]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “green line” divides the town.",
        "Tom “Lucky” Barlow won the race.",
        "He named it “Operation Silver Dawn”.",
        "She starred in the film “The Long Way Home”.",
        "On the city’s “Ask the Mayor,” Elena Marsh said she was glad.",
        "Tom Barlow appeared on the “Tonight” show on Monday.",
        "The village is known as “little harbour”.",
        "The bridge has a “floating” deck.",
        "The group marched during the vote (“the ballot”).",
    ],
)
def test_words_that_nobody_said_are_left_out(text: str) -> None:
    """So-called words, nicknames, operations, titles and plain scare quotes are no quotations."""
    assert heard(text) == []


def test_a_block_reopened_each_paragraph_has_one_speaker() -> None:
    """Every paragraph of a block is an entry, and the speaker named at its end speaks all of it."""
    text = "“The first part is long.\n\n“The second part is longer,” Elena Marsh said."
    assert heard(text) == [("The first part is long.", "Elena Marsh", "said"), ("The second part is longer,", "Elena Marsh", "said")]


def test_the_sentence_before_introduces_the_words() -> None:
    """A quotation that stands alone belongs to whoever the sentence before lets speak."""
    text = "Elena Marsh explained the delay. “The ice came early this year.”"
    assert heard(text) == [("The ice came early this year.", "Elena Marsh", "explained")]


def test_a_colon_ends_the_paragraph_before() -> None:
    """A paragraph that ends in a colon introduces the next one, whatever its verb."""
    text = "Elena Marsh sent the crew a few words from her boat:\n\n“The ice came early this year, and we must stay.”"
    assert [(q.speaker_text, q.cue) for q in quotations(text)] == [("Elena Marsh", "sent")]


def test_first_person_fragments_need_no_cue() -> None:
    """Words in the first person are those of the person whom the sentence is about."""
    assert [q.speaker_text for q in quotations("Elena Marsh learned to sail to “face my demons on the water”.")] == ["Elena Marsh"]


def test_nested_quotations_are_part_of_the_outer_one() -> None:
    """What is quoted inside a quotation is no entry of its own; names in brackets inside it do not become the speaker."""
    text = "“I told (harbour master Tom) Barlow ‘not now’, and he went,” Elena Marsh said."
    assert heard(text) == [("I told (harbour master Tom) Barlow ‘not now’, and he went,", "Elena Marsh", "said")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We are open to talks with everyone.", QuotationKind.DIRECT),
        ("it is important to wait for the spring", QuotationKind.DIRECT),
        ("useful in every respect", QuotationKind.FRAGMENT),
        ("decisions", QuotationKind.FRAGMENT),
    ],
)
def test_a_clause_is_direct(words: str, kind: QuotationKind) -> None:
    """A clause or more is direct, a few words inside the reporter's sentence are a fragment."""
    assert [q.kind for q in quotations(f"Elena Marsh said “{words}”")] == [kind]


def test_every_quotation_says_why_and_gives_true_spans() -> None:
    """Spans cover the texts beside them, and a rule is named for the speaker."""
    text = "In a statement, Elena Marsh said, “We wait.”\n\n“So do I,” he said, and “no more”."
    for quotation in quotations(text):
        assert quotation.span.of(text) == quotation.text
        assert quotation.cue_span is not None
        assert quotation.cue_span.of(text) == quotation.cue
        assert quotation.explanation.endswith(".")


def test_subheads_quote_nobody() -> None:
    """Marked words in a subhead are no quotation, even right below a speaker's paragraph."""
    text = "“We will wait,” Elena Marsh said.\n\n“We will wait”\n\nThe town is calm."
    assert [q.text for q in quotations(text)] == ["We will wait,"]


def test_a_text_without_marks_has_none() -> None:
    """No marks, no quotations, whatever the verbs."""
    assert quotations("Elena Marsh said that she would wait.") == ()

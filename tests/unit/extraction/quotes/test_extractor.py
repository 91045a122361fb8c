"""Quotation extraction with speaker, cue and channel, on texts written for these tests."""

import pytest

from dossier.extraction.coref.resolver import CorefResolver
from dossier.extraction.entities.recognizer import find_actors
from dossier.extraction.nlp import parse
from dossier.extraction.quotes.extractor import find_quotations
from dossier.extraction.segments.quote_marks import find_quoted_spans
from dossier.model.quotation import ExtractedQuotation, QuotationKind


def quotations(text: str) -> tuple[ExtractedQuotation, ...]:
    """The quotations of a text, after all earlier stages of extraction."""
    doc, quoted_spans = parse(text), find_quoted_spans(text)
    return find_quotations(doc, quoted_spans, CorefResolver(doc, find_actors(doc, quoted_spans), quoted_spans))


def attributed(text: str) -> list[tuple[str, str, str]]:
    """Words, speaker and cue of each quotation."""
    return [(q.text, q.speaker_text, q.cue) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
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
def test_the_sentence_names_the_speaker(text: str, expected: list[tuple[str, str, str]]) -> None:
    """A cue with a subject before, after or around the words gives speaker and cue as printed."""
    assert attributed(text) == expected


def test_a_quotation_split_by_its_cue_continues() -> None:
    """The words after the cue belong to the same speaker and are marked as a continuation."""
    first, second = quotations("“We will wait,” Elena Marsh said. “Nobody has to hurry now.”")
    assert (second.speaker, second.cue, second.continues, first.continues) == (first.speaker, "said", True, False)


def test_a_second_cue_attributes_the_words_after_it() -> None:
    """In “he said, adding that …, “…”” the later cue attributes the later words to the same speaker."""
    text = (
        "Tom Barlow arrived on Monday.\n\n“It is not over,” he said, adding that much depends on the weather, “whether we like it or not.”"
    )
    assert attributed(text) == [("It is not over,", "Tom Barlow", "said"), ("whether we like it or not.", "Tom Barlow", "adding")]


def test_the_next_sentence_is_somebody_elses() -> None:
    """A sentence after a quotation that names its own speaker does not attribute that quotation."""
    text = "Elena Marsh said “We must wait for the others.” Tom Barlow said, “We must go at once.”"
    assert attributed(text) == [("We must wait for the others.", "Elena Marsh", "said"), ("We must go at once.", "Tom Barlow", "said")]


def test_a_pronoun_means_the_last_subject() -> None:
    """The pronoun "he" is the subject of the preceding sentence, not the person named last."""
    text = "Tom Barlow praised the mayor of the town.\n\n“She did well,” he said."
    (quotation,) = quotations(text)
    assert quotation.speaker_text == "Tom Barlow"
    assert quotation.source is not None
    assert quotation.source.of(text) == "he"


def test_a_participle_after_reported_words_has_the_same_speaker() -> None:
    """In “X said the demand stood, calling it “…”” X speaks, not the demand."""
    assert attributed("Elena Marsh said her demand still stood, calling it “the only way out”.") == [
        ("the only way out", "Elena Marsh", "calling")
    ]


def test_an_unnamed_speaker_keeps_the_fullest_description() -> None:
    """“The official” and “he” refer to the “senior harbour official” mentioned before, not to a named person."""
    text = (
        "“We have moved on,” a senior harbour official told reporters. Tom Barlow declined to comment.\n\n"
        "“It took a week,” the official said."
    )
    assert [(q.speaker, q.speaker_text) for q in quotations(text)] == [(None, "senior harbour official")] * 2


def test_one_of_several_may_speak_again() -> None:
    """A pronoun resolves to the unnamed person who was the subject before it."""
    text = "Lawyer Tom Barlow left early. One of the victims came to court. “I am glad,” she said."
    assert attributed(text) == [("I am glad,", "One of the victims", "said")]


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
def test_channels_named_in_the_sentence(text: str, channel: str) -> None:
    """Platforms, outlets, audiences and occasions in the sentence are channels; a sentence without one has none."""
    assert [q.channel for q in quotations(text)] == [channel]


def test_a_channel_is_carried_while_the_speaker_continues() -> None:
    """A channel named in the preceding paragraph applies to the same speaker's next words, not to another's."""
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
    assert attributed(text) == []


def test_a_block_reopened_each_paragraph_has_one_speaker() -> None:
    """Every paragraph of a block quotation is an entry, and the speaker named at its end is the speaker of all."""
    text = "“The first part is long.\n\n“The second part is longer,” Elena Marsh said."
    assert attributed(text) == [("The first part is long.", "Elena Marsh", "said"), ("The second part is longer,", "Elena Marsh", "said")]


def test_the_sentence_before_introduces_the_words() -> None:
    """A quotation without other words in its sentence belongs to the speaker of the preceding sentence."""
    text = "Elena Marsh explained the delay. “The ice came early this year.”"
    assert attributed(text) == [("The ice came early this year.", "Elena Marsh", "explained")]


def test_a_colon_ends_the_paragraph_before() -> None:
    """A paragraph that ends in a colon introduces the next one, with any verb."""
    text = "Elena Marsh sent the crew a few words from her boat:\n\n“The ice came early this year, and we must stay.”"
    assert [(q.speaker_text, q.cue) for q in quotations(text)] == [("Elena Marsh", "sent")]


def test_first_person_fragments_need_no_cue() -> None:
    """First-person words belong to the person who is the subject of the sentence."""
    assert [q.speaker_text for q in quotations("Elena Marsh learned to sail to “face my demons on the water”.")] == ["Elena Marsh"]


def test_nested_quotations_are_part_of_the_outer_one() -> None:
    """A quotation inside a quotation is no entry; names in brackets inside it do not become the speaker."""
    text = "“I told (harbour master Tom) Barlow ‘not now’, and he went,” Elena Marsh said."
    assert attributed(text) == [("I told (harbour master Tom) Barlow ‘not now’, and he went,", "Elena Marsh", "said")]


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


def test_every_quotation_has_an_explanation_and_exact_spans() -> None:
    """Spans cover the texts stored with them, and every quotation has an explanation."""
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
    """Without quotation marks there are no quotations, with any verb."""
    assert quotations("Elena Marsh said that she would wait.") == ()


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ('"I am in awe of those who ran there" tweeted Mayor of Lima Ana Roe (no relation). "It was brave."', ["Ana Roe", "Ana Roe"]),
        ("The Water Council was against it. They released a letter which said, “The dam bears witness to all of us”.", ["Water Council"]),
        ("Ola Brenn left. He said Hari Thapa is “a model of honesty”; however, “I had to go”, he added.", ["Ola Brenn", "Ola Brenn"]),
        ("Fitness was a big factor in that, according to Ola Brenn. “We have worked hard on our fitness”, he said.", ["Ola Brenn"]),
        ("Ola Brenn sat down. Police then spoke with Kari Moen in her house. She said that “the gate was open”.", ["Kari Moen"]),
        ("Sundal Import–Export Bank president Kari Moen said the rate “costs the town a school a year”.", ["Kari Moen"]),
        ("The attacker, identified as Olav Dahl, was caught. “I know the way,” he had said.", ["Olav Dahl"]),
    ],
)
def test_speakers_around_the_cue(text: str, speakers: list[str]) -> None:
    """A cue glued to the marks, "they" for a body, "he" of the same sentence, of "according to", and of the only person named, and names
    given by a clause or behind a body and a title.
    """
    assert [q.speaker_text for q in quotations(text)] == speakers


def test_a_transcript_names_its_speakers() -> None:
    """Each quotation begins with a name in capitals; a paragraph without one goes on."""
    text = (
        "Nora Wallis spoke with Governor Tim Pence on Sunday.\n\nPartial transcript as follows:\n\n"
        "“WALLIS: Will the bridge open?\n\n“PENCE: It will open in May.\n\n“And nobody will pay a toll.\n\n“WALLIS: Thank you.”"
    )
    assert [q.speaker_text for q in quotations(text)] == ["Nora Wallis", "Tim Pence", "Tim Pence", "Nora Wallis"]


def test_an_announcement_in_capitals_is_no_speaker() -> None:
    """“UPDATE” and the like stand before a colon, too."""
    assert [q.speaker_text for q in quotations("“UPDATE: The road is open,” Ola Brenn wrote.")] == ["Ola Brenn"]

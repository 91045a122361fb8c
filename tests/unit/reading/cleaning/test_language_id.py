"""Languages and scripts."""

import pytest

from dossier.reading.cleaning.language_id import language_of, main_script, script_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The envoys met on Tuesday, and they were to go on with it."),
        ("de", "Die Gesandten trafen sich am Dienstag und wollen das nicht weiter ausführen."),
        ("fr", "Les envoyés se sont réunis mardi dans la ville, et ils ne sont pas d'accord sur tout."),
        ("es", "Los enviados se reunieron el martes en la ciudad, pero no hay un acuerdo para todos."),
        ("ru", "Посланники встретились во вторник, но не договорились, как это было и в прошлый раз."),
        ("uk", "Посланці зустрілися у вівторок, але не домовилися, як це було й минулого разу. Що далі, не знає ніхто."),
        ("tr", "Elçiler salı günü bir araya geldi ve bu görüşme için çok bekledi."),
        ("ar", "اجتمع المبعوثون في المدينة يوم الثلاثاء على أن تستمر المحادثات"),
        ("zh", "特使们星期二在港口城市会晤。"),
        ("ja", "特使は火曜日に港町で会談した。"),
        ("ko", "특사들이 화요일 항구 도시에서 만났다."),
        ("el", "Οι απεσταλμένοι συναντήθηκαν την Τρίτη."),
    ],
)
def test_the_language_is_identified(language: str, text: str) -> None:
    """A sentence or two identify the language by script and commonest words."""
    assert language_of(text) == language


def test_a_text_without_common_words_is_taken_for_english() -> None:
    """With no evidence, the text is read rather than skipped."""
    assert language_of("Talks resume") == "en"
    assert language_of("") == "en"


def test_a_few_words_do_not_turn_a_short_text() -> None:
    """“in” is Dutch and Swedish too; with little evidence the dossier's language counts."""
    assert language_of("Mayor Jo Field met Kim Stone in Cork.") == "en"
    assert language_of("Mayor Jo Field met Kim Stone in Cork.", "de") == "de"
    assert language_of("", "xx") == "xx"
    assert language_of("The envoys met on Tuesday, and they were to go on with it.", "de") == "en"
    assert language_of("Встреча завершилась.", "en") == "ru"


def test_the_main_script_is_that_of_most_letters() -> None:
    """Digits and marks have no script, and a quoted name does not turn the text."""
    assert main_script("Envoys met in Порт today, 12.02.2026") == "LATIN"
    assert main_script("12.02 – !") == ""
    assert (
        main_script("アスター港、東埠頭を閉鎖 Aster Harbour Board (AHB)とMarsk Port Authorityは月曜日、Aster Dockを閉鎖すると発表した。")
        != "LATIN"
    )
    assert script_of("ж") == "CYRILLIC"


def test_latin_names_do_not_make_a_chinese_text_latin() -> None:
    """Names of bodies outnumber the signs of a short text; an English text that quotes a few signs stays English."""
    text = "IMO、UNESCO与WMO会谈 International Maritime Organization, World Meteorological Organization 港口办公室表示，渡轮周三停航，学校停课。"
    assert (main_script(text), language_of(text)) == ("CJK", "zh")
    assert main_script("The signboard said 港口, the harbour, and nobody read it.") == "LATIN"

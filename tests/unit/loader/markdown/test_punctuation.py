import pytest

from defectarchive.loader.markdown.punctuation import Punctuation


def printed(text: str, language: str = "en") -> str:
    return Punctuation(language, lambda: text).set(text, "")


@pytest.mark.parametrize("language", ["en", "nb", "nn", "fr", "de", "ru", "uk", "fi", "it", "xx"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the year of '68", "the year of ’68"),
        ("'68 and the '90s", "’68 and the ’90s"),
        ("d'État", "d’État"),
        ("coup d'État, l'État d'un", "coup d’État, l’État d’un"),
        ("'Tis so", "’Tis so"),
        ("'tis the officers' boat", "’tis the officers’ boat"),
        ("'Arry left", "’Arry left"),
    ],
)
def test_an_apostrophe_is_one_in_every_language(text: str, expected: str, language: str) -> None:
    assert printed(text, language) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "He said “no, ‘never’ again”."),
        ("en-GB", "He said “no, ‘never’ again”."),
        ("nb", "He said «no, ‘never’ again»."),
        ("de-AT", "He said „no, ‚never‘ again“."),
        ("fr", "He said «\u00a0no, “never” again\u00a0»."),
        ("ru", "He said «no, „never“ again»."),
        ("fi", "He said ”no, ’never’ again”."),
    ],
)
def test_quotation_marks_are_those_of_the_language(language: str, expected: str) -> None:
    assert printed("He said \"no, 'never' again\".", language) == expected


def test_an_apostrophe_within_a_quotation_does_not_end_it() -> None:
    assert printed("'Wie geht's?' fragte er", "de") == "‚Wie geht’s?‘ fragte er"


def test_a_quotation_may_follow_an_elided_article() -> None:
    assert printed('l\'"Express"', "fr") == "l’«\u00a0Express\u00a0»"

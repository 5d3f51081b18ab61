"""Wordings in texts of copies: typography is nothing, a letter is everything."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from defectarchive.checks.quotations.find import Found, NotFound, find_wording
from defectarchive.checks.quotations.text import CopyText

TEXT = """\
Two officers crossed – on foot – near “Storskog” that night. “We did not leave
for money,” the captain told Example Radio’s reporter. It was impossible to re-
main, he said; the anti-war protest had cost him 12 500 kroner, or 1.5 million roubles.
"""


def found(wording: str, text: str = TEXT) -> bool:
    return isinstance(find_wording(wording, CopyText(text)), Found)


def stands_for(wording: str, text: str = TEXT) -> list[tuple[str, str | None]]:
    at = find_wording(wording, CopyText(text))
    assert isinstance(at, Found), at
    return [(each.mark, each.text) for each in at.left_out]


def fault(wording: str, text: str = TEXT) -> NotFound:
    at = find_wording(wording, CopyText(text))
    assert isinstance(at, NotFound)
    return at


class TestTypography:
    @pytest.mark.parametrize(
        "wording",
        [
            "Two officers crossed",
            "TWO OFFICERS CROSSED",
            "two\u00a0officers\u2009crossed",
            "crossed — on foot — near",
            "crossed - on foot - near",
            "crossed—on foot—near",
            "crossed -- on foot -- near",
            'near "Storskog" that night',
            "near «Storskog» that night",
            "near « Storskog » that night",
            "near 'Storskog' that night",
            "leave for money",
            "Example Radio's reporter",
            "impossible to remain, he said",
            "impossible to re-main",
            "im\u00adpossible to re\u00admain",
            "impos\u200bsible",
            "anti\u2011war protest",
            "12\u00a0500 kroner",
            "ｉｍｐｏｓｓｉｂｌｅ",
        ],
    )
    def test_it_is_nothing(self, wording: str) -> None:
        assert found(wording)

    def test_what_one_has_decomposed_is_composed(self) -> None:
        assert found("tatt i Båtsfjord", "Han ble tatt i Ba\u030atsfjord.")

    def test_a_ligature_is_its_letters(self) -> None:
        assert found("the officer", "the o\ufb03cer")

    @pytest.mark.parametrize("wording", ["inn- og utreise", "inn-og utreise", "innog utreise"])
    def test_a_hyphen_at_the_end_of_a_line_may_be_the_authors(self, wording: str) -> None:
        assert found(wording, "Forbud mot inn-\nog utreise.")

    def test_a_hyphen_elsewhere_is_one(self) -> None:
        assert not found("antiwar protest")
        assert not found("anti war protest")

    def test_scripts_without_spaces_have_none_at_the_end_of_a_line(self) -> None:
        assert found("ロシア外交官が亡命", "駐在するロシア外交\n官が亡命した。")
        assert found("นักการทูตรัสเซีย", "ข่าวนักการทูตรัสเซียลี้ภัย")


class TestLetters:
    @pytest.mark.parametrize(
        "wording",
        [
            "Two officer crossed",
            "Two officers cross",
            "Two officers crosses",
            "possible to remain",
            "impossible to re",
            "main, he said",
            "We did leave for money",
            "left for money",
            "near Storskog that night",
            "officers two crossed",
            "war protest",
            "anti",
            "Example Radio",
            "2 500 kroner extra",
            "5 million roubles",
            "12 500,00 kroner",
        ],
    )
    def test_each_counts(self, wording: str) -> None:
        assert not found(wording)

    def test_a_negation_cannot_be_cut_off(self) -> None:
        text = "He didn't say so. It was im-\npossible, un-Russian, and not possible."
        assert not found("He did", text)
        assert not found("possible, un-Russian", text)
        assert not found("Russian", text)
        assert found("un-Russian, and not", text)

    def test_a_number_cannot_be_cut(self) -> None:
        assert not found("500 kroner", "Det kostet 12\u00a0500 kroner.")
        assert not found("000 men", "He led 10,000 men.")
        assert not found("30", "at 13:30")

    def test_a_word_after_an_elision_is_a_word(self) -> None:
        assert found("ambassade russe", "L’attaché de l’ambassade russe")

    def test_one_word_will_do_where_it_is_all(self) -> None:
        assert found("Storskog")
        assert found("impossible")


class TestLeftOut:
    @pytest.mark.parametrize("mark", ["[…]", "[...]", "…", "...", "[ … ]", "(…)", "(...)", ". . ."])
    def test_however_it_is_written(self, mark: str) -> None:
        assert found(f"Two officers {mark} that night")

    def test_the_parts_stand_in_order(self) -> None:
        assert found("Two officers […] near “Storskog” […] did not leave")
        assert fault("did not leave […] Two officers") == NotFound()

    def test_three_hundred_characters_and_no_more(self) -> None:
        for between, said in ((298, True), (299, False)):
            text = f"first part {'x' * between} second part"
            assert found("first part […] second part", text) is said
        assert fault("first part […] second part", text).apart == 301

    def test_in_brackets_sixty(self) -> None:
        for between, said in ((58, True), (59, False)):
            text = f"first part {'x' * between} second part"
            assert found("first part [he said] second part", text) is said

    def test_a_part_has_two_words(self) -> None:
        short = fault("Two […] crossed – on foot").short
        assert short is not None
        assert short.written == "Two"
        assert found("亡命した […] 外交官", "亡命したロシアの外交官")

    def test_what_was_left_out_is_told(self) -> None:
        assert stands_for("We did […] leave for money") == [("[…]", "not")]

    def test_what_brackets_stand_for_is_told(self) -> None:
        assert stands_for("leave for money,” [he] told Example Radio’s reporter") == [
            ("[he]", "the captain")
        ]
        assert stands_for("It was [quite] impossible to remain") == [("[quite]", "")]

    def test_at_either_end_it_is_the_rest_of_the_sentence(self) -> None:
        text = "He went. The man never told the police of it at all. She did."
        assert stands_for("[He] told the police", text) == [("[He]", "The man never")]
        assert stands_for("told the police [nothing]", text) == [("[nothing]", "of it at all.")]
        assert stands_for("… told the police …", text) == []

    def test_at_either_end_it_is_sixty_characters_at_most(self) -> None:
        words = "one two three four five six seven eight nine ten eleven twelve thirteen "
        text = f"{words}told the police {words}"
        assert stands_for("[So] told the police", text) == [
            ("[So]", "four five six seven eight nine ten eleven twelve thirteen")
        ]
        assert stands_for("told the police [so]", text) == [
            ("[so]", "one two three four five six seven eight nine ten eleven")
        ]

    def test_of_several_places_the_one_with_least_left_out(self) -> None:
        text = "We did truly not leave it. We did leave it. We did, he said, leave it."
        assert stands_for("We did […] leave it", text) == [("[…]", "")]

    def test_a_letter_in_brackets_is_one_of_the_word(self) -> None:
        assert stands_for("[T]wo officers crossed", "Then two officers crossed.") == []
        assert found("two officer[s] crossed", "two officers crossed")
        assert stands_for("two officer[s] crossed over", "two officer crossed over") == [
            ("[s]", "")
        ]
        assert not found("[im]possible to say", "It was unpossible to say")
        assert not found("[x]possible to say", "It was impossible to say")

    def test_what_is_left_out_is_as_it_was_written(self) -> None:
        text = "Han sa: «Vi dro \u2013 ikke\u00a0for pengenes skyld \u2013 til Norge.»"
        assert stands_for("Vi dro […] til Norge", text) == [("[…]", "ikke\u00a0for pengenes skyld")]

    def test_with_characters_that_fold_to_several(self) -> None:
        text = "Die Straße ist nicht ½ so weit … wie ﬁnster sie Groß war."
        assert stands_for("Die Straße […] sie Groß war", text) == [
            ("[…]", "ist nicht ½ so weit … wie ﬁnster")
        ]

    def test_wordings_of_marks_alone_say_nothing(self) -> None:
        assert fault("[…]").short is not None
        assert fault("[he]").short is not None


# --- laws ----------------------------------------------------------------------------------------

LETTERS = "abcdefghijklmnopqrstuvwxyzæøåабвгдежії"
words = st.text(LETTERS, min_size=1, max_size=8)
sentences = st.lists(words, min_size=2, max_size=12)
HYPHENATED = st.sampled_from(
    ["{}-\n{}", "{}\u2010 \n  {}", "{}\u00ad\n{}", "{}\u00ad{}", "{}\u200b{}", "{}\u2060{}"]
)
SPACES = st.sampled_from([" ", "\n", "\u00a0", "  ", "\t", " \n ", "\u2009"])


@st.composite
def printed_sentences(draw: st.DrawFn) -> tuple[str, str]:
    """A wording, and the same as a printer may set it."""
    wording, printed = [], ""
    for word in draw(sentences):
        shown = word.upper() if draw(st.booleans()) else word
        if len(shown) > 2 and draw(st.booleans()):
            shown = draw(HYPHENATED).format(shown[:2], shown[2:])
        quotes = draw(st.sampled_from(["", "", "“”", "«»", "„“", "''", '""']))
        wording.append(f'"{word}"' if quotes else word)
        printed += f"{quotes[:1]}{shown}{quotes[1:]}" + draw(SPACES)
    return " ".join(wording), printed


@given(printed_sentences())
def test_typography_never_fails(sentence: tuple[str, str]) -> None:
    wording, printed = sentence
    assert found(wording, f"x x {printed} x x")


@given(sentences, sentences, sentences, st.data())
def test_one_letter_changed_fails(
    before: list[str], spoken: list[str], after: list[str], data: st.DataObject
) -> None:
    wording = " ".join(spoken)
    at = data.draw(st.integers(0, len(wording) - 1).filter(lambda at: wording[at] != " "))
    changed = f"{wording[:at]}ß{wording[at + 1 :]}"
    text = " ".join([*before, *spoken, *after])
    assert found(wording, text)
    assert not found(changed, text)


@given(st.lists(words, min_size=4, max_size=4, unique=True), words)
def test_reversed_parts_fail(four: list[str], between: str) -> None:
    first, second = " ".join(four[:2]), " ".join(four[2:])
    text = f"{first} {between} {second}"
    assume(text.count(first) == text.count(second) == 1)
    assert found(f"{first} […] {second}", text)
    assert not found(f"{second} […] {first}", text)


@given(sentences, words, st.sampled_from(["im", "un", "не", "u", "non-", "anti-"]))
def test_a_word_is_not_found_within_another(around: list[str], word: str, prefix: str) -> None:
    text = " ".join([*around, prefix + word, *around])
    assume(not re.search(rf"(?<!\S){word}(?!\S)", text))
    assert not found(word, text)


@given(
    st.lists(words, min_size=2, max_size=12, unique=True), st.integers(1, 10), st.integers(1, 10)
)
def test_what_was_left_out_is_just_that(spoken: list[str], start: int, length: int) -> None:
    text = ["p", "q", *spoken, "r", "s"]
    start = min(start, len(spoken)) + 1
    end = min(start + length, len(text) - 2)
    wording = f"{' '.join(text[:start])} […] {' '.join(text[end:])}"
    if start < 2 or len(text) - end < 2:
        return
    ((mark, left_out),) = stands_for(wording, " ".join(text))
    assert (mark, left_out) == ("[…]", " ".join(text[start:end]))


def test_a_text_full_of_the_same_words_takes_no_longer() -> None:
    text = "of the " * 20_000
    assert found(" […] ".join(["of the"] * 12), text)
    assert not found("of the […] of the […] of them […] of the", text)

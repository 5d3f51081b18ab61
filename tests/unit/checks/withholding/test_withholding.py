"""A withheld name is found in whatever form it would leak."""

from __future__ import annotations

import html
import json
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from defectarchive.checks.withholding.finder import finder_of_names

LEAKS = {
    "as written": ("Ottokar Brennwald", "met Ottokar Brennwald there"),
    "in another case": ("Ottokar Brennwald", "OTTOKAR BRENNWALD"),
    "over a line end": ("Ottokar Brennwald", "Ottokar\n  Brennwald"),
    "with a soft hyphen": ("Brennwald", "Brenn\u00adwald"),
    "with an escaped soft hyphen": ("Brennwald", "Brenn&shy;wald"),
    "with a zero-width space": ("Brennwald", "Brenn\u200bwald"),
    "as a slug": ("Ottokar Brennwald", "people/ottokar-brennwald/index.html"),
    "in an e-mail address": ("Ottokar Brennwald", "ottokar.brennwald@example.org"),
    "decomposed": ("Åse Grønvik", unicodedata.normalize("NFD", "til Åse Grønvik, som")),
    "composed, when withheld decomposed": (
        unicodedata.normalize("NFD", "Åse Grønvik"),
        "Åse Grønvik",
    ),
    "with an accent that the withheld form lacks": ("Jose Marti", "José Martí"),
    "escaped for HTML": ("Bjørn O'Dal", html.escape("Bjørn O'Dal")),
    "as numeric entities": ("Иванов", "".join(f"&#{ord(c)};" for c in "Иванов")),
    "escaped twice": ("Bjørn O'Dal", html.escape(html.escape("Bjørn O'Dal"))),
    "in a URL": ("Иван Петров", f"https://example.org/{quote('Иван Петров')}"),
    "in a URL within a URL": (
        "Иван Петров",
        f"https://archive.example/{quote(quote('https://example.org/Иван Петров'))}",
    ),
    "in a URL within two": ("Анна Берг", quote(quote(quote("Анна Берг")))),
    "beside bytes in a URL that are no text": (
        "Иван Петров",
        f"https://example.org/%FF{quote('Иван Петров')}%D0",
    ),
    "after a percent sign as it is": ("Berg", "https://example.org/100%Berg"),
    "after a percent sign in a URL": ("Berg", "https://example.org/100%25Berg"),
    "in escaped JSON": ("Иванов", json.dumps({"name": "Иванов"})),
    "between tags": ("Ottokar Brennwald", "Ottokar <bdi>Brennwald</bdi>"),
    "cut by a tag": ("Brennwald", "Brenn<wbr>wald"),
    "inflected in Russian": ("Петров", "вместе с Петровым"),
    "inflected in Norwegian": ("Hansen", "Hansens leilighet"),
    "transliterated": ("Сидоренко", "named Sidorenko in the story"),
    "short, as a word": ("Bo", "when Bo came"),
    "short, in a slug": ("Bo", "people/bo/"),
    "both words inflected in Russian": ("Иван Петров", "вместе с Иваном Петровым"),
    "with another ending in Russian": ("Анна Петрова", "рассказали Анне Петровой"),
    "an adjective in Russian": ("Достоевский", "у Достоевского"),
    "a short first name inflected": ("Ян Липов", "Яна Липова"),
    "inflected and transliterated": ("Иван Петров", "people/ivanu-petrovu/"),
    "with е for ё": ("Семёнов", "Семеновым"),
    "over a line end in JSON": ("Ottokar Brennwald", json.dumps("Ottokar\nBrennwald")),
    "short, after a line end in JSON": ("Bo", json.dumps("said:\nBo left")),
    "within quotes in JSON": ("Ottokar Brennwald", json.dumps('Ottokar" "Brennwald')),
    "next to an underscore": ("Brennwald", "_Brennwald_"),
    "with a direction mark": ("Brennwald", "Brenn\u200ewald"),
    "with a grapheme joiner": ("Brennwald", "Brenn\u034fwald"),
    "with a variation selector": ("Brennwald", "Brenn\ufe0fwald"),
    "in another script": ("Petrov", "вместе с Петровым"),
    "with accents that the withheld form lacks": ("Brennwald", "Brénnwald"),
    "with a dotted capital": ("Ilham", "İlham"),
    "in Greek capitals, which have no accents": ("Ναύτης", "ΝΑΥΤΗΣ"),
    "a first name whose stem is short": ("Юрий", "у Юрия"),
    # Scripts without spaces, and particles that are written onto a word.
    "in Thai, within a sentence": ("สมหญิง", "นางสาวสมหญิงกล่าว"),
    "in Thai, both names": ("สมหญิง ใจดี", "คุณสมหญิง ใจดี กล่าว"),
    "in Thai, without the space": ("สมหญิง ใจดี", "คุณสมหญิงใจดีกล่าว"),
    "in Lao": ("ສົມພອນ", "ທ່ານສົມພອນເວົ້າ"),
    "in Khmer": ("សុខា", "លោកសុខាបាននិយាយ"),
    "in Burmese": ("အောင်", "ဦးအောင်ကပြောသည်"),
    "in Chinese": ("王小明", "记者王小明说"),
    "in Chinese, over a line end": ("王小明", "记者王小\n明说"),
    "in Chinese, as newspapers romanise it": ("王小明", "said Wang Xiaoming there"),
    "in Chinese, with a dot between": ("安娜·贝格", "记者安娜贝格说"),
    "in Japanese": ("さくら", "昨日さくらさんが"),
    "in katakana, with another mark": ("アンナ・ベルグ", "アンナ＝ベルグは"),
    "of one character, by itself": ("李", "said 李 there"),
    "in Korean, with a particle": ("김철수", "김철수는 말했다"),
    "in Arabic, after and": ("محمود", "ومحمود"),
    "in Arabic, after three particles": ("محمود", "وبالمحمود"),
    "in Arabic, with vowel signs": ("محمود", "مُحَمُّود"),
    "in Arabic, stretched": ("محمود", "محـــمود"),
    "in Arabic, whose article has lost a letter": ("الحسن", "للحسن"),
    "in Arabic, short, after a particle": ("علي", "وعلي"),
    "in Arabic, with a word between": ("محمود عباس", "وقال محمود رضا عباس إن"),
    "in Hebrew, after a particle": ("דוידוב", "לדוידוב"),
    "in Hebrew, after two": ("דוידוב", "ושדוידוב"),
    "in Hebrew, with points": ("דוידוב", "דָוִידוֹב"),
    "in Hindi": ("पेत्रोव", "कि पेत्रोव ने"),
    "in Georgian": ("პეტროვი", "თქვა პეტროვმა და პეტროვის"),
    # Joined, hyphenated, turned round, with something between.
    "joined": ("Ivan Petrenko", "as IvanPetrenko says"),
    "joined, as a tag": ("Ivan Petrenko", "#IvanPetrenko"),
    "joined, as a small tag": ("Ivan Petrenko", "#ivanpetrenko"),
    "joined, of three words, two of them": ("Anna Maria Bergstad", "AnnaMaria Bergstad"),
    "with a hyphen": ("Petrov", "Pet-rov"),
    "with a hyphen that holds the line": ("Petrov", "Pet\u2011rov"),
    "with a hyphen at a line's end": ("Petrov", "Pet-\n  rov"),
    "with a hyphen where the name has none": ("Kim Cholsu", "Kim Chol-su"),
    "without the name's hyphen": ("Anne-Marie Bergstad", "Annemarie Bergstad"),
    "with a space for the name's hyphen": ("Anne-Marie Bergstad", "Anne Marie Bergstad"),
    "with another apostrophe": ("O'Dalton", "O’Dalton"),
    "without the apostrophe": ("O'Dalton", "ODalton"),
    "turned round": ("Ivan Petrenko", "Petrenko, Ivan"),
    "turned round, in Arabic": ("محمد الحسن", "الحسن، محمد"),
    "turned round, in Japanese marks": ("Ivan Petrenko", "Petrenko、Ivan"),
    "with an initial, in Georgian": ("ნინო ბერიძე", "ნინო გ. ბერიძე"),
    "with a patronymic, in Georgian": ("ნინო ბერიძე", "ნინო გიორგის ბერიძე"),
    "turned round, as a slug": ("Ivan Petrenko", "people/petrenko-ivan/"),
    "with a nickname": ("Ivan Petrenko", 'Ivan "Vanya" Petrenko'),
    "with a nickname in curly marks": ("Ivan Petrenko", "Ivan “Vanya the Great” Petrenko"),
    "with a nickname in guillemets": ("Ivan Petrenko", "Ivan «Vanya» Petrenko"),
    "with a nickname in Russian": ("Иван Петренко", "Иваном «Ваней» Петренко"),
    "with something in brackets": ("Ivan Petrenko", "Ivan (a spy, they say) Petrenko"),
    "with something in dashes": ("Ivan Petrenko", "Ivan – the colonel – Petrenko"),
    "with initials": ("Ivan Petrenko", "Ivan A. B. Petrenko"),
    "with a patronymic": ("Ivan Petrenko", "Ivan Sergeyevich Petrenko"),
    "with a footnote's mark": ("Ivan Petrenko", "Ivan[1] Petrenko"),
    "with a raised footnote's mark": ("Ivan Petrenko", "Ivan¹ Petrenko"),
    "with a footnote's mark in HTML": ("Bo Petrenko", "Bo<sup>1</sup> Petrenko"),
    "with words between, in a slug": ("Ivan Petrenko", "cases/ivan-the-great-petrenko/"),
    "with initials, in an address": ("Ivan Petrenko", "ivan.a.petrenko@example.org"),
    # Characters that look like others.
    "with a mark around each letter": ("Petrov", "P\u20dde\u20ddt\u20ddrov"),
    "with marks that belong to no letter": ("Petrov", "Pe\u0332t\u1ab0rov"),
    "in circles": ("Petrov", "Ⓟⓔⓣⓡⓞⓥ"),
    "in black circles": ("Petrov", "🅟🅔🅣🅡🅞🅥"),
    "in brackets, letter by letter": ("Petrov", "⒫⒠⒯⒭⒪⒱"),
    "in wide letters": ("Petrov", "Ｐｅｔｒｏｖ"),
    "in mathematical letters, as JSON has them": ("Petrov", json.dumps("𝐏𝐞𝐭𝐫𝐨𝐯")),
    "with a Cyrillic letter": ("Maxim Petrov", "Ma\u0445im Petrov"),
    "with Greek letters": ("Petrov", "P\u03b5tr\u03bfv"),
    "in Cyrillic, with Latin letters": ("Петров", "Пeтpoв"),
    "short, with a Cyrillic letter": ("Bo", "when B\u043e came"),
    "without an umlaut": ("Müller", "Mueller said"),
    "with an umlaut": ("Mueller", "Müller said"),
    "without a Norwegian letter": ("Øyvind Bråten", "Oeyvind Braaten"),
    "in an address, quoted": ("Petrov", "https://example.org/?q=Petr%6Fv"),
    "as JavaScript may have it": ("Petrov", r"\x50etr\u{6f}v"),
    # Small letters.
    "small": ("Zyxtarov", "that zyxtarov said"),
    "small, both words": ("Ottokar Brennwald", "ottokar brennwald"),
    "small, one of the words ordinary": ("Anna Berg", "anna berg"),
    "an ordinary word, in an address": ("Mark", "/people/mark/"),
    "an ordinary word, as a tag": ("Mark", "by #mark of"),
    "an ordinary word, with a capital": ("Mark", "so Mark left"),
    "an ordinary word at the start, in the genitive": ("Mark", "Marks wife left"),
    "whole words only, whole": ("Berg.", "that Berg said"),
}  # fmt: skip

HARMLESS = {
    "inside a word": ("Rand", "a grand thing at Strand"),
    "short, at a word's start": ("Bo", "the border, the boat"),
    "short, before an apostrophe only": ("Li", "life"),
    "short, after an accent": ("Li", "Åli kom"),
    "after an accent within a word": ("Rand", "ved Brårand"),
    "another word of the same stem": ("Иван Петров", "Иваново, Петрозаводск"),
    "short, with an accent": ("Pa", "på vei"),
    "in another script, inside a word": ("Rand", "веранда"),
    "other words": ("Ottokar Brennwald", "Ottokar alone"),
    "of two people": ("Ivan Petrenko", "Ivan Sidorov met Pyotr Petrenko"),
    "in two sentences": ("Ivan Petrenko", "They met Ivan. Petrenko said no."),
    "in two paragraphs": ("Ivan Petrenko", "met Ivan\n\nPetrenko said"),
    "in two items": ("Ivan Petrenko", "<li>Ivan</li><li>Petrenko</li>"),
    "with a comma between": ("Ivan Petrenko", "Ivan, Petrenko and Sidorov"),
    "each in marks of its own": ("Ivan Petrenko", 'both "Ivan" and "Petrenko"'),
    "too far apart": ("Ivan Petrenko", f"Ivan ({'x' * 40}) Petrenko"),
    "with small words between": ("Ivan Petrenko", "Ivan who saw Petrenko"),
    "with three words between, in a slug": ("Ivan Petrenko", "ivan-met-an-old-petrenko"),
    "with three words between, in Arabic": ("محمود عباس", "محمود قال إن الرئيس عباس"),
    "joined with more": ("Ivan Petrenko", "IvanPetrenkoFanClub"),
    "an ordinary word": ("Mark", "it left a mark"),
    "the start of an ordinary word": ("Mark", "the market was marked"),
    "the start of an ordinary word with a capital": ("Mark", "Market day. Marked men."),
    "an ordinary word, the name of a month": ("May", "it may be"),
    "a month beside a day": ("May", "on 3 May they left"),
    "a month beside a year": ("May", "<td>May 2031</td>"),
    "a country": ("Bo Li", "in Bolivia"),
    "a town": ("Anna Berg", "Anna lives in Bergen"),
    "a town, in a slug": ("Anna Berg", "articles/anna-lives-in-bergen/"),
    "two ordinary words": ("Will Grant", "they will grant it"),
    "two words that give an ordinary one": ("Per Son", "Person by person"),
    "an ordinary word in Norwegian": ("Liv", "et liv i fred"),
    "an ordinary word in Russian": ("Вера", "вера и веру, без веры"),
    "the start of one in Russian": ("Марк", "маркетинг и марки"),
    "the plural of a trade in Russian": ("Кузнецов", "среди кузнецов"),
    "of another script, as an ordinary word starts": ("Stan", "стандартная станция"),
    "whole words only, the start of one": ("Berg.", "Bergen and Bergs"),
    "the name of an attribute": ("Mark", '<mark class="mark">x</mark>'),
    "a key of the data": ("May", '{"may_be": []}'),
    "in Chinese, of one character, within others": ("李", "行李"),
    "nothing": ("Brennwald", ""),
}


@pytest.mark.parametrize("form", LEAKS)
def test_a_name_is_found(form: str) -> None:
    name, text = LEAKS[form]
    assert finder_of_names([name]).is_in(text)


@pytest.mark.parametrize("form", HARMLESS)
def test_what_is_no_leak_is_let_through(form: str) -> None:
    name, text = HARMLESS[form]
    assert not finder_of_names([name]).is_in(text)


@pytest.mark.parametrize("names", [[], [""], ["  "], ["—"], ["!?"]])
def test_nothing_withheld_finds_nothing(names: list[str]) -> None:
    withheld = finder_of_names(names)
    assert not withheld
    assert not withheld.is_in("anything at all")
    assert withheld.columns("anything at all") == ()


def test_the_place_of_a_name_in_a_line_is_exact() -> None:
    assert finder_of_names(["Brennwald"]).columns("he met Brennwald.") == ((8, 17),)


def test_the_place_of_an_escaped_name_is_exact() -> None:
    assert finder_of_names(["Brennwald"]).columns("so Brenn&shy;wald.") == ((4, 18),)


PLACES = {
    "with emphasis within": ("a\nbc Pet**rov** d", (2, 4, 12)),
    "with a code span within": ("Pet`rov`", (1, 1, 8)),
    "with a link within": ("x [Pet](https://example.org/)rov", (1, 4, 33)),
    "within a link to a page": ("see [[someone|Petrov]]", (1, 15, 21)),
    "over a line end": ("so Pet-\nrov said", (1, 4, 8)),
    "decomposed": ("Åse så Petrov".replace("Å", "A\u030a"), (1, 9, 15)),
    "after a character of four bytes": ("𝐱 Petrov", (1, 3, 9)),
    "with an entity": ("P&#101;trov", (1, 1, 12)),
    "escaped in YAML": ('title: "P\\u0065trov"', (1, 9, 20)),
}


@pytest.mark.parametrize("form", PLACES)
def test_a_name_is_placed_whatever_stands_within_it(form: str) -> None:
    text, place = PLACES[form]
    assert finder_of_names(["Petrov"]).places(text) == (place,)


def test_a_name_of_two_words_is_placed_where_it_begins() -> None:
    found = finder_of_names(["Ottokar Brennwald"]).places("a\n\nwas Ottokar\nBrennwald\n")
    assert found == ((3, 5, 12),)


def test_ordinary_words_are_placed_when_asked_for() -> None:
    assert finder_of_names(["Mark"]).places("a mark") == ()
    assert finder_of_names(["Mark"]).places("a mark", small=True) == ((1, 3, 7),)


@given(
    st.text(alphabet="абвгдеёжзиклмнåøæéüabcxyz", min_size=4, max_size=12),
    st.text(max_size=20),
    st.text(max_size=20),
)
def test_a_name_is_found_whatever_stands_around_it(name: str, before: str, after: str) -> None:
    assert finder_of_names([name]).is_in(f"{before} {name.upper()} {after}")


AXIS = "<svg><text>Apr</text> <text>May</text> <text>Jun</text></svg>"


def test_a_month_below_an_axis_is_no_name() -> None:
    withheld = finder_of_names(["May"])
    assert not withheld.is_in(AXIS, "timeline/index.html")
    assert withheld.is_in(AXIS.replace("May", "May left"), "timeline/index.html")
    assert withheld.is_in("<h1>May</h1> <p>left</p>", "people/x/index.html")

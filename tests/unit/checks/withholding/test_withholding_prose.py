"""Prose is let through, though 200 common names are withheld: their words are words as well.

The sentences are made up, with the words that English, Norwegian and Russian prose consists of,
and each of those that a common name is or begins like.
"""

from __future__ import annotations

import random
import re

import pytest

from defectarchive.checks.withholding.finder import WithheldNames, finder_of_names

# Each word comes a hundred times and more.
WORDS = 25_000
NAMES = """\
Mark May Will Bill Rose Hope Grace Grant Frank Jack Drew Wade Chase Art Rob Pat Sue Dawn Joy June
Gene Dean Earl Norm Pierce Hunter Mason Carter Cook Baker Smith Page Chance Lance Miles Cliff Rich
Ray Guy Stone Young Long Short Black White Brown Green Reed Wood Hill Field Banks Brooks Rivers
Fisher Price Sharp Love Gold Winter Frost Snow Liv Per Stein Dag Odd Tor Siv Bjørn Berg Dahl Lie
Vik Moe Haug Sand Holm Lund Strand Bakke Haugen Moen Eide Hansen Olsen Johansen Kari Ola Hans Lars
Knut Tone Tore Rune Helge Arne Finn Mona Dina Nora Stian Randi Gro Kai Åse Pål Kate Tom Ed Max Sam
Dan Amy Eva Ida Nils Jon Gard Pia Olga Erik Ivar Tina Lena Marit Anne Вера Надежда Любовь Лев
Роман Марк Максим Слава Майя Роза Мира Антон Виктор Герман Карл Инна Марина Юлия Яна Иван Волков
Козлов Орлов Соколов Зайцев Поляков Казаков Романов Кузнецов Мельников Рыбаков Баранов Быков Жуков
Котов Белов Морозов Новиков Попов Носов Комаров Воробьёв Баранова Лебедев Панов Королёв Соловьёв
Гусев Крылов Ершов
Bo Li|Anna Berg|Will Grant|Mark Stone|John Smith|Mary Brown
Peter Young|Grace Hill|Bill Long|Jack Frost
Liv Berg|Per Hansen|Kari Lie|Ola Moen|Bjørn Vik|Siv Haug
Per Son|Hans Lund|Tone Dahl|Stein Sand
Вера Волкова|Роман Белов|Иван Петров|Лев Орлов|Надежда Попова|Максим Носов
Марк Новиков|Анна Белая|Яна Котова
"""
COMMON = {
    "English": """\
the of and to in a is that for it was on with as be by at this from he had not are but they his
which or an we were all one would there their has been when who will more no out so up said what
its about into than them can only other time new some could these two may then do first any my now
such like our over man me even most made after also did many off before must through back years
where much your way well down should because long each just those people how too good little state
very make world still see own work men day get here old life both between being under three never
know same last another while us might great year come since against go came right used take mark
marked market marks bill billion bills hope hoped grace grant granted frank frankly jack drew
drawn wade chased art article robbed path pattern sued dawn joyful general genes deanery earliest
norm normal pierced hunters masonry cooked bakery smithy pages chance chances glance miles
cliffs rich richer array guys stones younger longer shorter blackened whitewash brownish
greenhouse reeds wooden hills fields banks brooks rivers fishermen prices sharpened loved golden
winters frosty snowed bolivia boarding lived annals person persons peter petrol carol roses
rosewood
""",
    "Norwegian": """\
og i det på som er en til å han av for at med var de ikke den har jeg om et men så seg hun hadde
fra vi du kan da nå ut sin der man eller skal ble vil etter ved også hva opp mot noe over alle
hvor år dette bare når noen må være være kunne meg to enn mange andre mer under hele her før selv
hvis inn helt tid oss litt siden mellom like første både bli kommer liv livet livlig per perle
stein steiner steinete dag dager dagens odd torg torsdag sivil bjørner bergen berget bergensk dal
daler lie vik viker moen haug haugen sand sanden holmen lund lunden strand stranden bakken haugene
heide hans hansker karikatur larver knute knuten tone toner tonen tore rune runer helgen helg arne
arnested finner finn monarki norsk stien randen gro grodde kaien åsen ås pålegg påler mark marken
markere markedet villig villa billig billett rosen rosa hopp grav granskning frankrike frakk jakke
vade artikkel robuste pater sur annen annet bolig boligen bo bor li lier person personer
sønn sønner mest måte måned makt mener land lande landet folk
""",
    "Russian": """\
и в не на я быть он с что а по это она этот к но они мы весь который из у то за свой что весь год
от так о для ты же все тот мочь вы человек такой его сказать только или ещё бы себя один как уже
до время если сам когда другой вот говорить наш мой знать стать при чтобы дело жизнь кто первый
очень два день её новый рука даже во со раз где там под можно ну вера веры веру верить верный
веранда надежда надежды надежду любовь любовью любимый лев львы роман романа романы романтика
маркетинг марка марки максимум максимально слава славы славный майский розы розовый мира мирный
мир викторина германский карликовый маринад юлить волков козлов орлов соколов зайцев поляков
казаков романов кузнецов мельников рыбаков баранов быков жуков котов белый белая морозов
попов носов комаров воробьёв панов королев соловьёв стандарт станция станет бор тонет тонна
категория антенна динамика норка лиса лисы рита билет милее перо перед персона сандалии соленый
ливень ливни даже дагестанский стена свинец лунный
""",
}  # fmt: skip


def withheld() -> WithheldNames:
    lines = NAMES.split("\n")
    names = [name for line in lines for name in (line.split("|") if "|" in line else line.split())]
    assert len({*names}) >= 200
    return finder_of_names(names)


def prose(language: str) -> str:
    choice = random.Random(language)  # noqa: S311 - the same each time
    words = COMMON[language].split()
    sentences = []
    left = WORDS
    while left > 0:
        sentence = choice.choices(words, k=choice.randint(4, 22))
        left -= len(sentence)
        for place in range(5, len(sentence), 6):
            sentence[place] += choice.choice([",", "", ";", " –", ""])
        first, *rest = sentence
        sentences.append(
            " ".join([first.capitalize(), *rest]) + choice.choice([".", ".", "?", "!"])
        )
    return " ".join(sentences)


@pytest.mark.parametrize("language", COMMON)
def test_words_that_are_written_small_are_no_names(language: str) -> None:
    text = prose(language).lower()
    found = withheld().places(text)
    assert [text[start - 1 : end - 1] for _, start, end in found] == []


@pytest.mark.parametrize("language", COMMON)
def test_only_what_is_a_name_with_a_capital_is_one(language: str) -> None:
    text = prose(language)
    found = [text[start - 1 : end - 1] for _, start, end in withheld().places(text)]
    sentences = len(re.findall(r"[.?!]", text))
    print(f"\n{language}: {len(found)} stops in {sentences} sentences: {sorted({*found})}")
    # Each is the first word of a sentence, so that nobody can tell whether it is a name.
    assert all(word[0].isupper() and " " not in word for word in found)

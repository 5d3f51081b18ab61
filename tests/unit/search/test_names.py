"""`static/names.js`, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.finding import Answer, ask, index_of, table
from tests.published import site_of

NAMES = (
    "Vladimir Putin, Aleksandr Zinoviev, Dag Røhjell, Hans Müller, Nikita Khrushchev, "
    "Sergey Shoygu, Yury Chernov, Валерий Щербаков, Fyodor Kuznetsov, Anne Vik, John Smith"
).split(", ")
ROWS = [
    *((name, "person", "", "Subject", "2 May 1991") for name in NAMES),
    ("Ivan Orlov", "person", "", "Official", "1991–2003"),
    ("Storskog", "place", "", "Finnmark"),
    ("Hauptstraße", "place", ""),
    ("Conseil de l'État", "organisation", "", "France"),
    ("O’Brien Ltd", "organisation", ""),
    ("KGB", "organisation", ""),
    ("TV 2", "outlet", ""),
    ("Expulsions", "type", ""),
    ("Orlow flykter over grensen", "article", ""),
    ("Two are sent home from Storskog", "case", "", "1991", "Expulsion"),
    ("Storskog", "article", ""),
    ("Room 2022", "place", ""),
]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return index_of(ROWS)


def one(files: dict[str, bytes], query: str, folder: Path) -> Answer:
    return ask(files, [query], folder)[0]


@pytest.mark.parametrize(
    ("site", "edition", "queries"),
    [
        ("content", "", "content"),
        ("content", "nb/", "content"),
        ("content", "", "other"),
        ("lighthouses", "", "lighthouses"),
    ],
)
def test_nearly_all_of_a_table_of_queries_find_first_what_is_meant(
    site: str, edition: str, queries: str, tmp_path: Path
) -> None:
    wanted = table(queries)
    start = f"{edition}search/-/"
    files = {
        path.removeprefix(edition): data
        for path, data in site_of(site).items()
        if path.startswith(start)
    }
    answers = ask(files, [query for query, _ in wanted], tmp_path)
    missed = [
        (query, path, answer.paths[:3])
        for (query, path), answer in zip(wanted, answers, strict=True)
        if answer.paths[:1] != (path,)
    ]
    assert len(wanted) >= 70
    assert len(missed) <= 0.03 * len(wanted), missed
    assert [miss for miss in missed if miss[1] not in miss[2]] == []


def test_spellings_of_other_languages_and_scripts_lead_to_a_name(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    spellings = {
        "Vladimir Putin": "Poutine, Wladimir Putin, Władimir Putin, Путин, Путін",
        "Aleksandr Zinoviev": "Sinowjew, Zinowjew, Sinovjev, Alexandre Zinoviev, Зиновьев",
        "Dag Røhjell": "Røjell, Rohjell, Roehjell, Dag Rojel",
        "Hans Müller": "mueller, muller, Mueler",
        "Nikita Khrushchev": "Chruschtschow, Chruszczow, Khrouchtchev, Khrusjtsjov, Хрущёв",
        "Sergey Shoygu": "Schoigu, Szojgu, Choïgou, Sjojgu, Шойгу",
        "Yury Chernov": "Tschernow, Tchernov, Czernow, Tsjernov, Iouri Tchernov, Юрий Чернов",
        "Валерий Щербаков": "Shcherbakov, Schtscherbakow, Szczerbakow, Sjtsjerbakov",
        "Fyodor Kuznetsov": "Kusnezow, Kuzniecow, Kouznetsov, Fedor Kuznetsov, Фёдор Кузнецов",
        "Hauptstraße": "hauptstrasse",
        "Conseil de l'État": "état, etat, conseil etat",
        "O’Brien Ltd": "brien, obrien, O'Brien",
    }
    asked = [(query, name) for name, all_ in spellings.items() for query in all_.split(", ")]
    answers = ask(files, [query for query, _ in asked], tmp_path)
    found = [(query, answer.paths[:1]) for (query, _), answer in zip(asked, answers, strict=True)]
    assert found == [(query, (name,)) for query, name in asked]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Vki", "Anne Vik"),
        ("kbg", "KGB"),
        ("Smit", "John Smith"),
        ("Smyht", "John Smith"),
        ("Kuzetsv", "Fyodor Kuznetsov"),
        ("Stroskgo", "Storskog"),
        ("Rhöjel", "Dag Røhjell"),
        ("Zinov", "Aleksandr Zinoviev"),
        ("Sinow", "Aleksandr Zinoviev"),
        ("JohnSmith", "John Smith"),
        ("Stor skog", "Storskog"),
    ],
)
def test_a_name_is_found_in_spite_of_slips(
    files: dict[str, bytes], query: str, name: str, tmp_path: Path
) -> None:
    assert one(files, query, tmp_path).paths[0] == name


@pytest.mark.parametrize(
    "query",
    ["Vxyk", "Kuvetnxov", "2023", "1992", "Xylophone", "Tehran", "Angela", "Paris"],
)
def test_what_is_farther_from_every_name_finds_nothing(
    files: dict[str, bytes], query: str, tmp_path: Path
) -> None:
    assert one(files, query, tmp_path) == Answer("none", "", (), (), len(b"".join(files.values())))


def test_what_is_spelled_as_asked_needs_no_list_of_words(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    answer = one(files, "putin", tmp_path)
    assert (answer.how, answer.paths) == ("spelled", ("Vladimir Putin",))
    assert answer.size == sum(len(data) for path, data in files.items() if "words" not in path)


def test_a_case_stands_before_shorter_headlines_of_articles_on_it(tmp_path: Path) -> None:
    rows = [
        ("An officer asks for asylum", "article", ""),
        ("An officer crosses the border and asks for asylum", "case", ""),
    ]
    answer = one(index_of(rows), "officer asylum", tmp_path)
    assert [cells[1] for cells in answer.cells] == ["case", "article"]


def test_names_stand_before_titles_that_are_called_the_same(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    answer = one(files, "storskog", tmp_path)
    assert [cells[1] for cells in answer.cells] == ["place", "case"]
    assert [cells[1] for cells in one(files, "storskok", tmp_path).cells] == ["place", "case"]


def test_a_name_that_sounds_so_stands_before_a_title_that_is_spelled_so(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    answer = one(files, "Orlow", tmp_path)
    assert (answer.how, answer.paths) == ("both", ("Ivan Orlov", "Orlow flykter over grensen"))


def test_a_name_at_one_edit_stands_behind_a_title_that_is_spelled_as_asked(tmp_path: Path) -> None:
    files = index_of([("Putins diplomat", "article", ""), ("Vladimir Putin", "person", "")])
    answer = one(files, "Putins", tmp_path)
    assert (answer.how, answer.paths) == ("both", ("Putins diplomat", "Vladimir Putin"))


def test_what_is_said_beside_a_name_is_found_with_it_and_never_without(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    queries = ["orlov 2003", "storskog expulsion", "official orlov", "official"]
    answers = ask(files, queries, tmp_path)
    assert [(answer.how, answer.paths) for answer in answers] == [
        ("spelled", ("Ivan Orlov",)),
        ("spelled", ("Two are sent home from Storskog",)),
        ("spelled", ("Ivan Orlov",)),
        ("none", ()),
    ]


def test_one_word_of_a_name_is_not_two_that_are_asked_for(tmp_path: Path) -> None:
    files = index_of([("Pavel Petrov", "person", ""), ("Pyotr Petrov", "person", "")])
    assert one(files, "Пётр Петров", tmp_path).paths[0] == "Pyotr Petrov"
    assert one(files, "petr petrov", tmp_path).paths[0] == "Pyotr Petrov"


def test_words_that_nothing_is_called_are_left_out_and_named(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    queries = ["Putin Kathmandu", "Kathmandu, Poutine", "Putin Storskog", "Orlov Lagos Vienna"]
    answers = ask(files, queries, tmp_path)
    assert [(answer.left, answer.how, answer.paths[0]) for answer in answers] == [
        ("Kathmandu", "spelled", "Vladimir Putin"),
        ("Kathmandu", "meant", "Vladimir Putin"),
        ("Storskog", "spelled", "Vladimir Putin"),
        ("Lagos, Vienna", "spelled", "Ivan Orlov"),
    ]


def test_in_a_large_archive_a_slip_costs_the_list_of_words_and_a_few_shards(
    tmp_path: Path,
) -> None:
    syllables = "an bor dan el fri ga hal iv jo kar la men nik ol pet ra sko to ul vik".split()
    names = [
        "".join(syllables[number // 20**at % 20] for at in range(4)).capitalize()
        for number in range(0, 160_000, 16)
    ]
    files = index_of((name, "person", "", "Subject", "2 May 1991", "Storskog") for name in names)
    assert len(files) > 20
    words = len(files["search/-/words.js"]) + len(files["search/-/index.js"])
    slips = [f"{name[:5]}{name[6]}{name[5]}{name[7:]}" for name in names[7::1000]]
    for name, answer in zip(names[7::1000], ask(files, slips, tmp_path), strict=True):
        assert name in answer.paths[:3]
        assert answer.size <= words + 4 * 100_000

"""Compiled templates are kept in the user's own cache, and nothing depends on what is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from defectarchive.language.catalogue import ENGLISH
from defectarchive.render.html import compiler, renderer
from defectarchive.workspace.compiled_templates import CompiledTemplates, compiled_templates
from defectarchive.workspace.templates import Templates, read_templates

PAGE = "pages/text.html"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "defectarchive"


def compile_page(templates: Templates) -> object:
    kept = compiled_templates(templates)
    environment = renderer.make_environment(
        templates.sources, ENGLISH, kept.of("en") if kept else None
    )
    return environment.get_template(PAGE).root_render_func.__code__


@pytest.mark.usefixtures("cache")
def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    templates = read_templates(None)
    first = compile_page(templates)
    monkeypatch.setattr(compiler.PageEnvironment, "code_generator_class", None)
    assert compile_page(templates) == first


def test_one_that_is_damaged_is_compiled_again(cache: Path) -> None:
    templates = read_templates(None)
    first = compile_page(templates)
    for damage in (b"", b"j2", b"x" * 2000):
        for file in cache.rglob("en-*"):
            file.write_bytes(damage)
        assert compile_page(templates) == first


def test_other_sources_have_a_folder_of_their_own(cache: Path) -> None:
    templates = read_templates(None)
    sources = {**templates.sources, PAGE: "Other."}
    assert compiled_templates(templates) != compiled_templates(replace(templates, sources=sources))
    for number in range(9):
        compiled_templates(replace(templates, sources={PAGE: str(number)}))
    assert len([*cache.iterdir()]) <= 4


def test_templates_of_a_user_are_not_kept(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    assert compiled_templates(read_templates(tmp_path / "own")) is None


def test_a_folder_that_others_may_write_to_is_not_used(cache: Path) -> None:
    cache.mkdir()
    cache.chmod(0o777)
    assert compiled_templates(read_templates(None)) is None


def test_a_folder_behind_a_link_is_not_used(cache: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    for name in "abcdef":
        (elsewhere / name).mkdir(parents=True)
    cache.symlink_to(elsewhere)
    assert compiled_templates(read_templates(None)) is None
    assert sorted(folder.name for folder in elsewhere.iterdir()) == [*"abcdef"]


def test_where_there_is_no_cache_templates_are_compiled(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write_text("a file")
    templates = read_templates(None)
    assert compiled_templates(templates) is None
    assert compile_page(templates)
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", os.devnull)
    assert compiled_templates(templates) is None


def test_it_may_be_gone_at_any_time(tmp_path: Path) -> None:
    templates = read_templates(None)
    gone = CompiledTemplates(tmp_path / "gone").of("en")
    environment = renderer.make_environment(templates.sources, ENGLISH, gone)
    assert environment.get_template(PAGE)

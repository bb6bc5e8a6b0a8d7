"""The settings table and values: what is declared, what is accepted, what is refused."""

from __future__ import annotations

import math

import pytest

from quire.errors import InvalidInput, NotFound
from quire.settings import Settings, get, row_named, rows, with_text, with_value
from quire.settings.values import check


def test_every_default_is_what_settings_start_with() -> None:
    for row in rows():
        assert get(Settings(), row.name) == row.default


def test_every_default_satisfies_its_own_row() -> None:
    for row in rows():
        assert check(row, row.default) == row.default


def test_names_are_unique_and_have_a_section() -> None:
    names = [row.name for row in rows()]
    assert len(set(names)) == len(names)
    assert all(name.count(".") == 1 for name in names)


def test_choices_come_from_the_annotation() -> None:
    assert row_named("reading.layout").choices == ("auto", "always", "off")


def test_with_value_changes_one_row_and_leaves_the_original() -> None:
    before = Settings()
    after = with_value(before, "models.threads", 25)
    assert after.models.threads == 25
    assert before.models.threads == 0
    assert after.reading == before.reading


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("models.threads", -1),
        ("models.threads", 257),
        ("models.threads", True),
        ("models.threads", 2.0),
        ("reading.layout", "sometimes"),
        ("reading.ocr", 1),
        ("reading.page_timeout_s", math.nan),
        ("reading.page_timeout_s", math.inf),
        ("library.folder", None),
    ],
)
def test_with_value_refuses_wrong_types_and_limits(name: str, value: object) -> None:
    with pytest.raises(InvalidInput) as caught:
        with_value(Settings(), name, value)
    assert name in caught.value.message
    assert caught.value.hint


def test_a_whole_number_does_for_a_fraction() -> None:
    seconds = with_value(Settings(), "reading.page_timeout_s", 30).reading.page_timeout_s
    assert isinstance(seconds, float)
    assert seconds == 30.0


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("reading.ocr", "off", False),
        ("reading.ocr", "TRUE", True),
        ("models.threads", " 7 ", 7),
        ("reading.page_timeout_s", "1.5", 1.5),
        ("reading.layout", "always", "always"),
        ("library.folder", "~/papers", "~/papers"),
    ],
)
def test_with_text_understands_what_a_person_types(name: str, text: str, value: object) -> None:
    assert get(with_text(Settings(), name, text), name) == value


@pytest.mark.parametrize(
    ("name", "text"), [("reading.ocr", "maybe"), ("models.threads", "ten"), ("models.threads", "")]
)
def test_with_text_refuses_what_it_does_not_understand(name: str, text: str) -> None:
    with pytest.raises(InvalidInput):
        with_text(Settings(), name, text)


def test_an_unknown_name_is_not_found() -> None:
    with pytest.raises(NotFound, match=r"no setting called reading\.speed"):
        get(Settings(), "reading.speed")
    with pytest.raises(NotFound):
        with_value(Settings(), "reading.speed", 1)


def test_the_refusal_says_what_is_allowed() -> None:
    assert row_named("models.threads").allowed == "a whole number from 0 to 256"
    assert row_named("reading.layout").allowed == "one of auto, always, off"
    assert row_named("reading.ocr").allowed == "on or off"

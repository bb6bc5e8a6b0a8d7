"""Settings of plugins stand in the settings file, are checked like others, and survive what Quire saves."""

from __future__ import annotations

from pathlib import Path

import pytest

from quire.errors import InvalidInput
from quire.settings import Row, Settings, load, plugged_value, save, save_plugged, with_value

ROW = Row("plugins.hello.times", int, 1, "How often.", minimum=1, maximum=9)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_what_is_saved_is_read_and_the_default_stands_in(path: Path) -> None:
    assert plugged_value(ROW, path) == 1
    save_plugged(ROW, 3, path)
    assert plugged_value(ROW, path) == 3
    save_plugged(ROW, 1, path)
    assert plugged_value(ROW, path) == 1


def test_a_default_is_not_written(path: Path) -> None:
    save_plugged(ROW, 1, path)
    assert not path.exists()


def test_both_kinds_of_settings_keep_each_other(path: Path) -> None:
    path.write_text("# mine\n[plugins]\nenabled = \"hello\" # one\n", encoding="utf-8")
    save_plugged(ROW, 4, path)
    save(with_value(load(path).settings, "plugins.enabled", "hello, office"), path)
    assert plugged_value(ROW, path) == 4
    loaded = load(path)
    assert loaded.settings.plugins.enabled == "hello, office"
    assert loaded.problems == ()
    assert "# mine" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("value", [0, 10, "3", True, 2.0])
def test_a_value_outside_the_row_is_refused_and_nothing_is_written(value: object, path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"plugins\.hello\.times"):
        save_plugged(ROW, value, path)
    assert not path.exists()


@pytest.mark.parametrize(
    "text",
    ["[plugins.hello]\ntimes = 99\n", "[plugins]\nhello = 3\n", "plugins = 3\n", "not toml", "[plugins.hello]\n"],
)
def test_a_wrong_value_in_the_file_counts_as_not_set(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")
    assert plugged_value(ROW, path) == 1
    assert load(path).settings == Settings()


def test_a_wrong_table_is_put_right_by_saving(path: Path) -> None:
    path.write_text("[plugins]\nhello = 3\n", encoding="utf-8")
    save_plugged(ROW, 2, path)
    assert plugged_value(ROW, path) == 2

"""What the packages are made from: licences known, one version, files that the systems' own rules accept."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib import metadata
from pathlib import Path

import pytest
from installer import compare, notices, sizes
from installer.freeze.start import command

from quire.cli.main import _TABLE

LINUX = Path("installer/linux")


def test_every_shipped_distribution_has_a_licence_that_may_stand_beside_the_agpl(root: Path) -> None:
    lines = (root / "requirements.lock").read_text("utf-8").splitlines() + (root / "requirements-llama.lock").read_text(
        "utf-8"
    ).splitlines()
    names = [line.partition("==")[0] for line in lines if line and not line.startswith("#") and "win32" not in line]
    odd = {}
    for name in names:
        licence = notices.licence_of(metadata.distribution(name))
        if not notices.is_compatible(licence):
            odd[name] = licence
    assert len(names) > 100
    assert odd == {}


@pytest.mark.parametrize(
    ("licence", "fits"),
    [
        ("MIT", True),
        ("BSD License", True),
        ("LGPL-3.0-only", True),
        ("GPL-2.0-only", False),
        ("Proprietary, limited use", False),
        ("PolyForm-Noncommercial-1.0.0", False),
        ("", False),
    ],
)
def test_licences_are_told_apart(licence: str, fits: bool) -> None:
    assert notices.is_compatible(licence) is fits


def test_an_unknown_licence_ends_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    about = tmp_path / "mystery-1.0.dist-info" / "METADATA"
    about.parent.mkdir()
    about.write_text("Metadata-Version: 2.1\nName: mystery\nVersion: 1.0\nLicense: ask the author\n", encoding="utf-8")
    unknown = metadata.Distribution.at(about.parent)
    monkeypatch.setattr(notices, "shipped", lambda: [metadata.distribution("numpy"), unknown])
    with pytest.raises(SystemExit, match="mystery: ask the author"):
        notices.main(tmp_path)


def test_the_bill_of_materials_names_version_and_licence_of_each_part() -> None:
    bill = notices.bill_of_materials([metadata.distribution("numpy")], "1.2.3")
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["components"] == [
        {
            "type": "library",
            "name": "numpy",
            "version": metadata.version("numpy"),
            "purl": f"pkg:pypi/numpy@{metadata.version('numpy')}",
            "licenses": [{"license": {"name": notices.licence_of(metadata.distribution("numpy"))}}],
        }
    ]


def test_notices_hold_the_full_texts_and_the_source_offer() -> None:
    text = notices.notices([metadata.distribution("pluggy")])
    assert "complete source" in text
    assert "Permission is hereby granted" in text
    assert "all-MiniLM-L6-v2" in text


def test_a_folder_over_its_budget_ends_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_internal" / "big").mkdir(parents=True)
    (tmp_path / "_internal" / "big" / "file").write_bytes(b"x" * 2_000_000)
    (tmp_path / "quire").write_bytes(b"x" * 1000)
    assert sizes.sizes(tmp_path) == {"big": 2_000_000, "quire": 1000}
    sizes.main(tmp_path)
    monkeypatch.setattr(sizes, "BUDGET_MB", 1)
    with pytest.raises(SystemExit, match="1 MB over"):
        sizes.main(tmp_path)


def test_two_builds_are_compared_by_names_bytes_permissions_and_links(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "other"):
        (tmp_path / name / "lib").mkdir(parents=True)
        (tmp_path / name / "same").write_bytes(b"same")
        (tmp_path / name / "lib" / "bytes").write_bytes(name.encode())
        (tmp_path / name / "runs").write_bytes(b"")
        (tmp_path / name / "runs").chmod(0o755 if name == "one" else 0o644)
        (tmp_path / name / "link").symlink_to("same" if name == "one" else "runs")
    (tmp_path / "one" / "gone").touch()
    (tmp_path / "other" / "new").touch()
    with pytest.raises(SystemExit, match="1"):
        compare.main(tmp_path / "one", tmp_path / "other")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[:-1]] == [
        ["only", "in", "the", "first", "gone"],
        ["different", "lib/bytes"],
        ["different", "link"],
        ["only", "in", "the", "second", "new"],
        ["different", "runs"],
    ]
    with pytest.raises(SystemExit, match="0"):
        compare.main(tmp_path / "one", tmp_path / "one")


def test_the_frozen_program_opens_the_window_and_what_a_file_manager_hands_over(tmp_path: Path) -> None:
    paper = tmp_path / "a paper.pdf"
    paper.touch()
    assert command([]) == ["gui"]
    assert command([str(paper)]) == ["gui", str(paper)]
    assert command(["list", "--json"]) == ["list", "--json"]
    assert command(["--version"]) == ["--version"]


def test_the_desktop_entry_starts_the_window_with_the_files_it_says_it_opens(root: Path) -> None:
    entry = configparser.ConfigParser(interpolation=None, strict=True)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(root / LINUX / "org.quire.Quire.desktop", encoding="utf-8")
    section = entry["Desktop Entry"]
    assert section["Exec"] == "quire gui %F"
    assert "application/pdf" in section["MimeType"].split(";")
    assert section["MimeType"].endswith(";")


def test_the_appstream_data_is_whole_and_takes_its_version_from_one_place(root: Path) -> None:
    text = (root / LINUX / "org.quire.Quire.metainfo.xml").read_text("utf-8")
    component = ET.fromstring(text)
    assert component.findtext("launchable") == "org.quire.Quire.desktop"
    assert component.findtext("project_license") == "AGPL-3.0-or-later"
    release = component.find("releases/release")
    assert release is not None
    assert release.get("version") == "@VERSION@"


def test_icons_are_there_in_every_size_and_are_what_the_drawing_gives(root: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(root / "installer" / "icons.py"), str(tmp_path)], check=True)
    drawn = sorted(path.name for path in tmp_path.iterdir())
    assert drawn == sorted(path.name for path in (root / LINUX / "icons").iterdir())
    assert len(drawn) == 9


def test_the_manual_page_names_every_command(root: Path) -> None:
    page = (root / LINUX / "quire.1").read_text("utf-8").replace("\\-", "-")
    named = set(re.findall(r"[a-z-]+", page))
    assert [row.name for row in _TABLE if row.name not in named] == []


SCRIPTS = (
    "build.sh", "linux/deb.sh", "linux/portable.sh", "linux/check_in_chroot.sh", "linux/check_steps.sh",
    "linux/check_processors.sh", "macos/build.sh", "appimage/build.sh",
)  # fmt: skip


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def test_the_systems_own_tools_accept_the_desktop_entry_and_the_appstream_data(root: Path) -> None:
    subprocess.run([_tool("desktop-file-validate"), str(root / LINUX / "org.quire.Quire.desktop")], check=True)
    data = str(root / LINUX / "org.quire.Quire.metainfo.xml")
    subprocess.run([_tool("appstreamcli"), "validate", "--no-net", data], check=True)


def test_the_flatpak_recipe_is_one_that_flatpak_builder_reads(root: Path, tmp_path: Path) -> None:
    recipe = str(root / "installer" / "flatpak" / "org.quire.Quire.yml")
    words = [_tool("flatpak-builder"), "--show-manifest", recipe]
    shown = subprocess.run(words, check=True, capture_output=True, cwd=tmp_path)  # it makes a folder where it stands
    assert json.loads(shown.stdout)["command"] == "quire"


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_sound_bash(root: Path, script: str) -> None:
    path = root / "installer" / script
    assert path.stat().st_mode & 0o111 or not path.read_text("utf-8").startswith("#!")
    subprocess.run(["bash", "-n", str(path)], check=True)

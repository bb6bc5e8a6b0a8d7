"""Whatever an answer holds, the document made from it shows words and does nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

from quire.gui.conversation.markdown import LONGEST, Shown, fragments, to_document


def looks(shown: Shown) -> list[tuple[str, bool, str]]:
    """Return text, whether it is a picture, and address of every run."""
    found, block = [], shown.document.begin()
    while block.isValid():
        for start, length, runs in fragments(block):
            text = shown.document.toPlainText()[start : start + length]
            found.append((text, runs.isImageFormat(), runs.anchorHref()))
        block = block.next()
    return found


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://example.org/x.png)",
        "![x](file:///etc/passwd)",
        "![x](data:image/png;base64,AAAA)",
        '<img src="http://example.org/x.png">',
        "![x][1]\n\n[1]: http://example.org/x.png",
        "[![x](http://example.org/x.png)](http://example.org)",
    ],
)
def test_pictures_become_words(qapp: object, text: str) -> None:
    assert not any(is_picture for _, is_picture, _ in looks(to_document(text, ())))


def test_no_file_is_read(qapp: object, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)  # reading it would never return
    shown = to_document(f"![a]({pipe}) ![b](file://{pipe}) <img src='{pipe}'>", ())
    shown.document.setTextWidth(300)
    assert shown.document.size().height() > 0


def test_html_is_shown_as_it_was_written(qapp: object) -> None:
    text = "<script>alert(1)</script> <b onclick=x>bold</b> <style>*{}</style>"
    assert to_document(text, ()).document.toPlainText() == text


def test_links_hold_an_index_instead_of_their_address(qapp: object) -> None:
    shown = to_document("[a](javascript:alert(1)) [b](file:///etc) <http://x.org> [c](cite:1)", {1})
    assert shown.addresses == ["javascript:alert(1)", "file:///etc", "http://x.org", "cite:1"]
    assert [address for _, _, address in looks(shown) if address] == ["link:0", "link:1", "link:2", "link:3"]


def test_markers_of_real_citations_become_anchors(qapp: object) -> None:
    shown = to_document("One [1], two [2, 3], none [9] and [word].", {1, 2, 3})
    assert [number for _, _, number in shown.cites] == [1, 2, 3]
    assert shown.document.toPlainText() == "One [1], two [2][3], none [9] and [word]."


def test_markers_in_code_and_in_links_stay_what_they_are(qapp: object) -> None:
    assert to_document("`a[1]` and [see [1]](http://x.org)\n\n```\nb[1]\n```", {1}).cites == []


def test_an_answer_cannot_redefine_its_markers(qapp: object) -> None:
    shown = to_document("True [1].\n\n[1]: http://example.org/evil\n> [1]: http://example.org", {1})
    assert [text for text, _, address in looks(shown) if address.startswith("link") and "1" in text] == []
    assert shown.cites[0][2] == 1


def test_a_head_like_metadata_is_not_swallowed(qapp: object) -> None:
    assert "secret" in to_document("---\ntitle: secret\n---\nwords", ()).document.toPlainText()


@pytest.mark.parametrize(
    "text",
    [
        ">" * 50_000 + " deep",
        "- " * 25_000 + "deep",
        "\n".join("  " * depth + "- x" for depth in range(3_000)),
        "[" * 50_000,
        "![" * 25_000,
        "*_" * 25_000,
        "|" + "a|" * 20_000 + "\n|" + "-|" * 20_000,
        "|a|b|\n|-|-|\n" + "|1|2|\n" * 20_000,
        "[1] " * 20_000,
        "a\n\n" * 30_000,
        "w" * 100_000,
        "\x00\u202e\ufffc" * 10_000,
    ],
    ids=[
        "quotes",
        "lists",
        "indent",
        "brackets",
        "images",
        "emphasis",
        "wide",
        "long",
        "cites",
        "lines",
        "word",
        "controls",
    ],
)
def test_depth_and_size_are_bounded(qapp: object, text: str) -> None:
    document = to_document(text, {1}).document
    document.setTextWidth(400)
    assert document.characterCount() <= LONGEST + 300
    assert document.blockCount() <= 1_700
    assert document.size().height() < 100_000


def test_what_is_cut_says_so(qapp: object) -> None:
    assert "too long" in to_document("word " * LONGEST, ()).document.toPlainText()
    assert "too long" in to_document("```\n" + "x\n" * 2_000, ()).document.toPlainText()


def test_a_table_after_a_quotation_has_its_header_in_one_line(qapp: object) -> None:
    shown = to_document("> q\n\n|A|B|\n|-|-|\n|1|2|", ())
    assert "\n\n" not in shown.document.toPlainText().strip()


def test_the_document_refuses_resources(qapp: object) -> None:
    document = to_document("x", ()).document
    assert not document.resource(QTextDocument.ResourceType.ImageResource, "file:///etc/hostname")

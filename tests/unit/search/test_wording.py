"""What a question asks, without how it wants to be answered."""

from __future__ import annotations

import pytest

from quire.search.wording import read_wording


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How many cars? Give me an integer.", "How many cars?"),
        (
            'Which courses are compulsory? Write the answer in list format, e.g., ["a","b"]',
            "Which courses are compulsory?",
        ),
        ("Is it open? Answer 'yes' or 'no'.", "Is it open?"),
        ("According to this report, who won?", "who won?"),
        ("What is the date? Format it as YYYY-MM-DD.", "What is the date?"),
        ("Format the date on page 14 as YYYY-MM-DD.", "the date on page 14."),
        ("List the names of all directors.", "names of all directors."),
    ],
)
def test_instructions_on_the_form_of_the_answer_are_left_out(question: str, asked: str) -> None:
    assert read_wording(question).asked == asked


@pytest.mark.parametrize("question", ["Answer in one word.", "list", "???", "", "   "])
def test_a_question_of_instructions_alone_keeps_its_words(question: str) -> None:
    assert read_wording(question).asked == question.strip()


def test_terms_are_stemmed_once_each_without_stop_words() -> None:
    terms = read_wording("What are the colours of the coloured icons, the colour itself?").terms
    assert [term.stem for term in terms] == ["colour", "icon"]


def test_neighbours_are_words_side_by_side_only() -> None:
    wording = read_wording("fixed asset turnover of the company")
    assert wording.neighbours == (("fix", "asset"), ("asset", "turnov"))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What is market CA03 in Texas?", ["CA03", "Texas"]),
        ("Texas has how many markets?", []),
        ("WHAT IS THE CASE NUMBER OF 2021?", ["2021"]),
        ("what does iPhone revenue do", ["iPhone"]),
        ("WHAT IS THE 2nd OBJECTIVE", []),
        ("TOP concerns of DIAGRAM DISCUSSED ABOUT which year", []),
    ],
)
def test_names_codes_and_numbers_are_known(question: str, named: list[str]) -> None:
    assert [term.text for term in read_wording(question).terms if term.named] == named


def test_quotation_marks_make_a_phrase() -> None:
    assert read_wording('How often does "net income" appear?').phrases == ("net income",)

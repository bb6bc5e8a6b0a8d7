"""Question sets in; recall, nDCG, MRR, region hits, answers and latency out, as JSON, text and an HTML page."""

from quire.evaluate.page import write_report
from quire.evaluate.questions import read_questions
from quire.evaluate.report import EvaluationReport
from quire.evaluate.running import evaluate

__all__ = ["EvaluationReport", "evaluate", "read_questions", "write_report"]

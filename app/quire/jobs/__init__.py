"""Running long and dangerous work: jobs with progress and cancel, and the processes native code lives in. No Qt."""

from quire.jobs.child import Child, ChildFailure
from quire.jobs.job import Job
from quire.jobs.line import Line

__all__ = ["Child", "ChildFailure", "Job", "Line"]

"""Settings, the folders they live in, and the resources shipped with the program. Knows no other room."""

from quire.settings.file import Loaded, load, save, settings_file
from quire.settings.folders import (
    cache_folder,
    config_folder,
    data_folder,
    default_library_folder,
    library_folder,
    move_note,
    resources,
)
from quire.settings.plugged import plugged_value, save_plugged
from quire.settings.rows import Row, Value, row_named, rows
from quire.settings.table import AnswerSection, Settings
from quire.settings.values import check, get, parse, with_text, with_value

__all__ = [
    "AnswerSection",
    "Loaded",
    "Row",
    "Settings",
    "Value",
    "cache_folder",
    "check",
    "config_folder",
    "data_folder",
    "default_library_folder",
    "get",
    "library_folder",
    "load",
    "move_note",
    "parse",
    "plugged_value",
    "resources",
    "row_named",
    "rows",
    "save",
    "save_plugged",
    "settings_file",
    "with_text",
    "with_value",
]

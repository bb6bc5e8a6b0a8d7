"""The exception tree: what a person can be told, as opposed to a bug.

QuireError                      message (one sentence), hint (what to do), detail (for the log)
├── InvalidInput                the caller asked for something that makes no sense         exit 2
├── NotFound                    a document, collection, setting or file is not there       exit 2
├── LibraryError                the library as a whole                                     exit 3
│   ├── LibraryHeld             another process has it open
│   └── LibraryDamaged          it fails its checks; `quire repair` or a backup helps
├── ReadError                   one file or page cannot be read
│   ├── UnsupportedType         nothing here reads this kind of file
│   ├── PasswordNeeded          encrypted, and no password given or the wrong one
│   ├── BrokenFile              not what it claims to be, truncated beyond repair, empty
│   ├── TooLarge                beyond a stated limit (pixels, pages, bytes)
│   └── ReaderCrashed           the reader process died, hung or ran out of memory
├── ModelError                  a model is missing, refused or failed                      exit 4
│   ├── ModelMissing
│   └── ModelFailed
├── PluginError                 a plugin broke its contract
├── StorageFull                 no space or no permission where the library lives          exit 3
└── Cancelled                   the user asked to stop; not a failure                      exit 130
"""

from __future__ import annotations


class QuireError(Exception):
    """A known failure with a sentence for the person and a hint about what to do.

    Attributes:
        message: One plain sentence, no trailing full stop needed.
        hint: What the person can do; may be empty.
        detail: Technical detail for the log; never needed to understand the message.
        kind: Stable machine-readable name, used in `Problem.kind` and JSON output.
        exit_code: What the command line returns when this ends a command.
    """

    kind = "error"
    exit_code = 1

    def __init__(self, message: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail

    def __str__(self) -> str:
        return self.message


class InvalidInput(QuireError):
    kind = "invalid-input"
    exit_code = 2


class NotFound(QuireError):
    kind = "not-found"
    exit_code = 2


class LibraryError(QuireError):
    kind = "library"
    exit_code = 3


class LibraryHeld(LibraryError):
    kind = "library-held"


class LibraryDamaged(LibraryError):
    kind = "library-damaged"


class StorageFull(QuireError):
    kind = "storage-full"
    exit_code = 3


class ReadError(QuireError):
    kind = "unreadable"


class UnsupportedType(ReadError):
    kind = "unsupported"


class PasswordNeeded(ReadError):
    kind = "password"


class BrokenFile(ReadError):
    kind = "broken"


class TooLarge(ReadError):
    kind = "too-large"


class ReaderCrashed(ReadError):
    kind = "reader-crashed"


class ModelError(QuireError):
    kind = "model"
    exit_code = 4


class ModelMissing(ModelError):
    kind = "model-missing"


class ModelFailed(ModelError):
    kind = "model-failed"


class PluginError(QuireError):
    kind = "plugin"


class Cancelled(QuireError):
    kind = "cancelled"
    exit_code = 130

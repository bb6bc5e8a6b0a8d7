"""Quire: answers from your own papers and pictures, on your own machine."""

import os

__version__ = "0.1.0"

# onnxruntime's wheels report to mobile.events.data.microsoft.com and keep a device id in the home folder, unless told
# not to before they are loaded, in whichever process. This line runs first in all of them.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

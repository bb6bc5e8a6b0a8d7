"""Lets torchvision import beside a PyTorch whose build its C extension does not match. Only in the host process."""

from __future__ import annotations


def declare_missing_operators() -> None:
    """Declare the two operators that torchvision registers kernels for while it is imported, where they are absent.

    open_clip imports torchvision but needs neither of them to compare pictures and words. With an extension that
    fits, they are not declared here: it declares them itself.
    """
    import torch

    if _extension_fits():
        return
    for name in ("nms", "qnms"):
        if not hasattr(torch.ops.torchvision, name):
            torch.library.define(f"torchvision::{name}", "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")


def _extension_fits() -> bool:
    """Load torchvision's extension as torchvision will, without importing torchvision itself."""
    import importlib.util
    from pathlib import Path

    import torch

    found = importlib.util.find_spec("torchvision")
    if found is None or not found.submodule_search_locations:
        return False
    folder = Path(found.submodule_search_locations[0])
    for library in (*folder.glob("_C*.so"), *folder.glob("_C*.pyd"), *folder.glob("_C*.dylib")):
        try:
            torch.ops.load_library(str(library))
        except OSError:
            continue
    return hasattr(torch.ops.torchvision, "nms")

"""Where an open_clip model runs, and why. Only in the host process."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Device:
    """Attributes:
    name: As PyTorch calls it.
    precision: As open_clip calls it.
    reason: Why this one, for the person.
    """

    name: str
    precision: str
    reason: str


def choose_device(*, gpu: bool) -> Device:
    """Choose the graphics processor where there is one that may be used, else the processor.

    On the processor always fp32, for on two AVX2 cores nothing less paid: bf16 took 2.45 s for four pictures with
    ViT-B/32, fp32 0.36 s. Dynamic int8 took 1.62 s instead of 1.74 s with ViT-B/32-256 (busy cores); with SigLIP 2
    ViT-B/32 0.71 s instead of 1.85 s, but its vectors went astray (cosine 0.987), and PyTorch gives that way up.
    """
    import torch

    if not gpu:
        return Device("cpu", "fp32", "graphics processors are switched off in the settings")
    if torch.cuda.is_available():
        return Device("cuda", "fp16", f"{torch.cuda.get_device_name(0)}, in half precision")
    metal = getattr(torch.backends, "mps", None)
    if metal is not None and metal.is_available():
        return Device("mps", "fp32", "the graphics processor of this Mac")
    return Device("cpu", "fp32", "PyTorch finds no graphics processor that it can use")

"""Quire: answers from your own papers and pictures, on your own machine."""

__version__ = "0.1.0"

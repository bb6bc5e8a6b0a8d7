"""CLIP-like models through open_clip: pictures and words in one space.

`backend` and what it imports run in the host process only; `images` is the main process's side and imports no engine.
"""

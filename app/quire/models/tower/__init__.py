"""The image tower that comes with Quire: pictures into the space of the built-in text embedder, on onnxruntime.

`backend` runs in the host process only; `images` is the main process's side and imports no engine.
"""

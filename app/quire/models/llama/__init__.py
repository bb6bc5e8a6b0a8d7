"""GGUF models through llama.cpp: embedders, rerankers and language models.

`backend` and what it imports run in the host process only; `embedder`, `reranker` and `generator` are the main
process's side and import no engine.
"""

"""BERT as all-MiniLM-L6-v2 has it, with one score on top: question and passage in, relevance out."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, INNER = 384, 12, 1536
START, SEPARATOR, PADDING = 101, 102, 0
MOST_TOKENS = 512


class Layer(nn.Module):
    """One block of attention and feed-forward, normalised after each."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = 0.1

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        query, key, value = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.norm1(x + functional.dropout(seen, self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + functional.dropout(inner, self.dropout, self.training))


class CrossEncoder(nn.Module):
    """Scores pairs.

    Args:
        layers: How many of the six blocks are kept, from the bottom.
    """

    def __init__(self, layers: int = 6) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(MOST_TOKENS, WIDTH)
        self.segments = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(layers)])
        self.pool = nn.Linear(WIDTH, WIDTH)
        self.score = nn.Linear(WIDTH, 1)

    def forward(self, ids: Tensor) -> Tensor:
        """Return a score per pair, shape (batch,).

        Args:
            ids: Tokens, shape (batch, length), 0 where there is none. All in the first segment, as llama.cpp reads them.
        """
        length = ids.shape[1]
        x = self.words(ids) + self.positions.weight[:length] + self.segments.weight[0]
        x = functional.dropout(self.norm(x), 0.1, self.training)
        mask = torch.zeros(ids.shape, dtype=x.dtype).masked_fill(ids == PADDING, -math.inf)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        pooled = torch.tanh(self.pool(x[:, 0]))
        return self.score(functional.dropout(pooled, 0.1, self.training))[:, 0]


def from_minilm(file: Path, layers: int) -> CrossEncoder:
    """Return the network with the weights of all-MiniLM-L6-v2 and a new head.

    Args:
        file: Its `model.safetensors`.
    """
    found = load_file(file)
    model = CrossEncoder(layers)
    state = model.state_dict()
    for mine, theirs in (
        ("words.weight", "embeddings.word_embeddings.weight"),
        ("positions.weight", "embeddings.position_embeddings.weight"),
        ("segments.weight", "embeddings.token_type_embeddings.weight"),
        ("norm.weight", "embeddings.LayerNorm.weight"),
        ("norm.bias", "embeddings.LayerNorm.bias"),
        ("pool.weight", "pooler.dense.weight"),
        ("pool.bias", "pooler.dense.bias"),
    ):
        state[mine] = found[theirs]
    for number in range(layers):
        theirs = f"encoder.layer.{number}."
        for part in ("weight", "bias"):
            state[f"layers.{number}.qkv.{part}"] = torch.cat(
                [found[f"{theirs}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            for mine, name in (
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                state[f"layers.{number}.{mine}.{part}"] = found[f"{theirs}{name}.{part}"]
    model.load_state_dict(state)
    return model

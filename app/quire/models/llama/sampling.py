"""Choosing the next token: temperature, top-p, seed, and a grammar from a JSON schema. Only in the host process."""

from __future__ import annotations

import json
from typing import Any

from quire.errors import InvalidInput
from quire.models.llama.context import Context
from quire.models.llama.weights import Weights
from quire.plugins.contracts import Sampling

_TOP_K = 40  # llama.cpp's default; also keeps a sampling over 150,000 tokens cheap


class Sampler:
    """A chain of llama.cpp's samplers for one answer.

    Raises:
        InvalidInput: the grammar is no JSON schema, or one that cannot be followed.
    """

    def __init__(self, weights: Weights, sampling: Sampling) -> None:
        from llama_cpp import _internals, llama_cpp

        self._c: Any = llama_cpp
        grammar = self._grammar(weights, sampling.grammar) if sampling.grammar else None
        self._chain: Any = _internals.LlamaSampler()
        if grammar is not None:
            llama_cpp.llama_sampler_chain_add(self._chain.sampler, grammar)
        if sampling.temperature <= 0.0:
            self._chain.add_greedy()
            return
        self._chain.add_top_k(_TOP_K)
        self._chain.add_top_p(sampling.top_p)
        self._chain.add_temp(sampling.temperature)
        self._chain.add_dist(sampling.seed & 0xFFFFFFFF)

    def next_token(self, context: Context) -> int:
        """Return the token that follows the last computed one, and remember it for the grammar."""
        return int(self._c.llama_sampler_sample(self._chain.sampler, context.raw.ctx, -1))

    def close(self) -> None:
        """Free the chain."""
        self._chain.close()

    def _grammar(self, weights: Weights, schema: str) -> Any:
        from llama_cpp.llama_grammar import json_schema_to_gbnf

        try:
            json.loads(schema)
            rules = json_schema_to_gbnf(schema)
        except Exception as error:  # the converter raises what it likes
            raise _unusable(str(error)) from error
        # Adding nothing to a chain, which a refused grammar is, ends the process: hence not LlamaGrammar.
        made = self._c.llama_sampler_init_grammar(weights.raw.vocab, rules.encode(), b"root")
        if not made:
            raise _unusable(rules)
        return made


def _unusable(detail: str) -> InvalidInput:
    return InvalidInput(
        "the form asked for is no JSON schema that can be followed", hint="use a simpler schema", detail=detail
    )

"""The encoder and its heads: MiniLM-L6 with a case embedding, read at the first piece of every word.

Written plainly (no transformer library) so that the same module trains, exports and is read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - PyTorch's own custom

from dragoman.parsing.wordshape import CASES
from training.coder import WIDTH, Coder

HIDDEN, LAYERS, ATTENTION_HEADS, INNER, POSITIONS, PIECES = 384, 6, 12, 1536, 512, 30522
HEADS = ("upos", "xpos", "feats", "lemma", "entity")
ARC, LABEL, MIDDLE, SPOT = 256, 96, 384, 192


class Layer(nn.Module):
    """One layer of BERT, post-norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.output, self.norm1 = nn.Linear(HIDDEN, HIDDEN), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up, self.down, self.norm2 = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.plain_attention = False  # the exporter writes attention out

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = states.shape

        def split(x: Tensor) -> Tensor:
            return x.view(batch, length, ATTENTION_HEADS, HIDDEN // ATTENTION_HEADS).transpose(1, 2)

        q, k, v = split(self.query(states)), split(self.key(states)), split(self.value(states))
        if self.plain_attention:
            mixed = torch.softmax(q @ k.transpose(-1, -2) * (HIDDEN // ATTENTION_HEADS) ** -0.5 + bias, -1) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(batch, length, HIDDEN)
        states = self.norm1(states + self.drop(self.output(mixed)))
        return self.norm2(states + self.drop(self.down(F.gelu(self.up(states)))))


@dataclass(frozen=True)
class Labels:
    """The label sets of the heads, in index order."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemma: list[str]
    entity: list[str]
    deprel: list[str]
    kind: list[str]
    mode: list[str]
    status: list[str]

    @classmethod
    def read(cls, path: Path) -> Labels:
        return cls(**json.loads(path.read_text(encoding="utf-8")))


class Parser(nn.Module):
    """Pieces in; scores for every word out: tags, lemma edit, entity, sentence start, arcs, the label halves, and what codes.

    What codes: ``spot``, which kind of act a word tells of, and ``shared``, the state that the coder reads on.
    """

    def __init__(self, labels: Labels, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.case = nn.Embedding(CASES, HIDDEN)
        nn.init.normal_(self.case.weight, std=0.01)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.input_drop, self.word_drop = nn.Dropout(dropout), nn.Dropout(0.2)
        self.tag_middle, self.entity_middle = self.perceptron(MIDDLE, 0.2), self.perceptron(MIDDLE, 0.2)
        self.tags = nn.ModuleDict({h: nn.Linear(MIDDLE, len(getattr(labels, h))) for h in HEADS})
        self.start = nn.Linear(HIDDEN, 1)
        self.arc_dependent, self.arc_head = self.perceptron(ARC, 0.25), self.perceptron(ARC, 0.25)
        self.label_dependent, self.label_head = self.perceptron(LABEL, 0.25), self.perceptron(LABEL, 0.25)
        self.arc = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.label = nn.Parameter(torch.empty(len(labels.deprel), LABEL + 1, LABEL + 1))
        nn.init.xavier_normal_(self.label)
        self.shared = nn.Linear(HIDDEN, WIDTH)
        self.spot_middle = self.perceptron(SPOT, 0.2)
        self.spot = nn.Linear(SPOT, len(labels.kind))
        self.coder = Coder(len(labels.kind), len(labels.mode), len(labels.status), dropout)

    @staticmethod
    def perceptron(size: int, dropout: float) -> nn.Sequential:
        return nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU(), nn.Dropout(dropout))

    def encode(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """States of all pieces, [batch, pieces, 384]."""
        places = torch.arange(pieces.shape[1], device=pieces.device).unsqueeze(0)
        states = self.pieces(pieces) + self.case(cases) + self.positions(places) + self.kind
        states = self.input_drop(self.norm(states))
        bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        """``words`` [batch, words]: the first piece of each word, 0 (the window's edge) standing for the root."""
        states = self.encode(pieces, cases, mask)
        at = self.word_drop(torch.gather(states, 1, words.unsqueeze(-1).expand(-1, -1, HIDDEN)))
        tag, entity = self.tag_middle(at), self.entity_middle(at)
        scores = tuple(self.tags[h](entity if h == "entity" else tag) for h in HEADS)
        dependent = self.arc_dependent(at)
        dependent = torch.cat([dependent, torch.ones_like(dependent[..., :1])], -1)
        arcs = (dependent @ self.arc) @ self.arc_head(at).transpose(1, 2)
        spot = self.spot(self.spot_middle(at))
        return (*scores, self.start(at).squeeze(-1), arcs, self.label_dependent(at), self.label_head(at), spot, self.shared(at))

    def label_scores(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """[n, 96] and [n, 96] to label scores [n, labels]."""
        one = torch.ones_like(dependents[:, :1])
        left, right = torch.cat([dependents, one], -1), torch.cat([heads, one], -1)
        count, size, _ = self.label.shape
        half = (left @ self.label.permute(1, 0, 2).reshape(size, -1)).view(-1, count, size)
        return (half * right.unsqueeze(1)).sum(-1)

    def load_backbone(self, path: Path) -> None:
        """Takes MiniLM's weights from its safetensors file."""
        weights = load_file(str(path))
        own = {"attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
               "attention.output.dense": "output", "attention.output.LayerNorm": "norm1",
               "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm2"}  # fmt: skip
        state = {
            "pieces.weight": weights["embeddings.word_embeddings.weight"],
            "positions.weight": weights["embeddings.position_embeddings.weight"],
            "kind": weights["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        for number in range(LAYERS):
            for theirs, ours in own.items():
                for part in ("weight", "bias"):
                    state[f"layers.{number}.{ours}.{part}"] = weights[f"encoder.layer.{number}.{theirs}.{part}"]
        missing, unexpected = self.load_state_dict(state, strict=False)
        if unexpected or any(name.startswith(("layers", "pieces", "positions", "norm")) for name in missing):
            raise ValueError(f"{path}: not the backbone expected: {missing} {unexpected}")

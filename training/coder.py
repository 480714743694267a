"""The coder: two small layers over the parser's word states that read a sentence with its words marked, and the heads on them.

Asked with the two sides of a pair marked it says which kind of act passes between them, where it is told and whether it took place;
asked with a trigger marked it says what the trigger tells of and which words are its sides.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 256, 2, 4, 512
MARKS = 8  # see dragoman.coding.marks
SIDES = 3  # neither, source, target


class CoderLayer(nn.Module):
    """One pre-norm layer with its attention written out, so that the exporter sees plain products."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = states.shape

        def split(x: Tensor) -> Tensor:
            return x.view(batch, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).transpose(1, 2)

        x = self.norm1(states)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        mixed = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // ATTENTION_HEADS) ** -0.5 + bias, -1) @ v
        states = states + self.drop(self.output(mixed.transpose(1, 2).reshape(batch, length, WIDTH)))
        return states + self.drop(self.down(nn.functional.gelu(self.up(self.norm2(states)))))


class Coder(nn.Module):
    """``shared`` [batch, words, 256] and ``marks`` [batch, words] in; scores of kinds, modes, statuses, sides and the pointer out."""

    def __init__(self, kinds: int, modes: int, statuses: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.mark = nn.Embedding(MARKS, WIDTH)
        nn.init.normal_(self.mark.weight, std=0.3)
        self.norm, self.out, self.drop = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH), nn.Dropout(dropout)
        self.layers = nn.ModuleList(CoderLayer(dropout) for _ in range(LAYERS))
        self.pointer, self.side = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, SIDES)
        self.middle = nn.Sequential(nn.Linear(3 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.2))
        self.kind, self.mode, self.status = nn.Linear(WIDTH, kinds), nn.Linear(WIDTH, modes), nn.Linear(WIDTH, statuses)

    def forward(self, shared: Tensor, marks: Tensor, mask: Tensor, first: Tensor, second: Tensor) -> tuple[Tensor, ...]:
        """``first`` and ``second`` [batch]: the head words of the two sides, or the trigger twice."""
        bias = (1.0 - mask[:, None, None, :].to(shared.dtype)) * -1e4
        states = self.drop(self.norm(shared) + self.mark(marks))
        for layer in self.layers:
            states = layer(states, bias)
        states = self.out(states)
        pointer = self.pointer(states).squeeze(-1) + (1.0 - mask.to(states.dtype)) * -1e4
        weights = torch.softmax(pointer, -1).to(states.dtype)
        pooled = (weights.unsqueeze(-1) * states).sum(1)

        def at(index: Tensor) -> Tensor:
            return torch.gather(states, 1, index[:, None, None].expand(-1, 1, WIDTH)).squeeze(1)

        read = self.middle(torch.cat([pooled, at(first), at(second)], -1))
        return self.kind(read), self.mode(read), self.status(read), self.side(states), pointer

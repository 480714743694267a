"""Teaches the coding heads: python -m training.teach --model parser.pt --treebanks DIR --out DIR [--epochs N] [--threads N]

Goes on from a trained parser with the training part of the corpus, while windows of the treebanks are read again so that the parse is
kept. Writes DIR/parser.pt (encoder, parser and coder), DIR/labels.json and DIR/lemmas.json, and a checkpoint every 200 steps.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - PyTorch's own custom

from corpus.items import read_items
from corpus.split import split
from dragoman.parsing.model import load_parser
from training import lessons
from training.lessons import Lesson, Teacher, kind_labels, mode_labels, status_labels
from training.network import HEADS, Labels, Parser
from training.train import WEIGHTS, collate, endless, losses, parse_losses, piece_items
from training.train import Item as Windowed

ENCODER_RATE, PARSER_RATE, CODER_RATE, WARM_UP = 1.5e-4, 3e-4, 8e-4, 0.08
BATCH_PIECES, REPLAYED = 700, 2  # a window batch of the treebanks every so many steps
CHANGED = 0.6  # share of the items with plain names that are read with their names exchanged, or with invented ones
TOLD = {"held": 1.0, "kind": 1.0, "mode": 0.4, "status": 0.6, "pointer": 0.3, "side": 0.6, "spot": 1.0}
BODY = ("layers", "positions", "kind", "norm", "case")
CODER = ("coder", "shared", "spot")


def coding_losses(model: Parser, batch: dict[str, Tensor], parsed: dict[str, Tensor]) -> dict[str, Tensor]:
    """What the coder and, on the same pass, the parser say of a batch; the parser is held to what it said before."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(batch["pieces"], batch["cases"], batch["mask"], batch["words"])
        *_, spot, shared = scores
        take = batch["take"].unsqueeze(-1).expand(-1, -1, shared.shape[-1])
        states = torch.gather(shared[batch["asked"]], 1, take)
        kind, mode, status, side, pointer = model.coder(states, batch["marks"], batch["real"], batch["first"], batch["second"])

    def loss(scores: Tensor, gold: Tensor, smooth: float = 0.0) -> Tensor:
        known = gold != lessons.UNASKED
        return F.cross_entropy(scores.float()[known], gold[known], label_smoothing=smooth) if known.any() else scores.sum() * 0.0

    held = parse_losses(model, scores, parsed)
    return {
        "held": torch.stack([WEIGHTS[name] * value for name, value in held.items() if name != "lemma"]).sum(),
        "kind": loss(kind, batch["kind"], 0.05),
        "mode": loss(mode, batch["mode"], 0.05),
        "status": loss(status, batch["status"]),
        "pointer": loss(pointer, batch["trigger"]),
        "side": loss(side.flatten(0, 1), batch["side"].flatten()),
        "spot": loss(spot.flatten(0, 1), batch["spot"].flatten()),
    }


def groups(model: Parser) -> list[dict[str, object]]:
    named = list(model.named_parameters())
    model.pieces.weight.requires_grad_(False)
    body = [p for n, p in named if n.startswith(BODY)]
    coder = [p for n, p in named if n.startswith(CODER)]
    parser = [p for n, p in named if not n.startswith((*BODY, *CODER, "pieces"))]
    return [{"params": body}, {"params": parser}, {"params": coder}]


Variants = tuple[Lesson, list[Lesson]]  # an item, and the same with other names


def choose(taught: list[Variants], rng: random.Random) -> list[Lesson]:
    """Every item once, some of them with other names."""
    return [rng.choice(others) if others and rng.random() < CHANGED else one for one, others in taught]


def teach(model: Parser, taught: list[Variants], documents: list[list[Windowed]], epochs: float, out: Path) -> None:
    optimizer = torch.optim.AdamW(groups(model), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    total = int(len(lessons.batches([one for one, _ in taught], BATCH_PIECES, random.Random(1))) * epochs)
    step, checkpoint = 0, out / "checkpoint.pt"
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        step = kept["step"]
    rng, began, sums = random.Random(step), time.time(), Counter[str]()
    replay = endless(documents, rng, BATCH_PIECES)
    model.train()
    waiting: list[list[Lesson]] = []
    while step < total:
        waiting = waiting or lessons.batches(choose(taught, rng), BATCH_PIECES, rng)
        share = min(1.0, (step + 1) / (WARM_UP * total)) * min(1.0, (total - step) / (total * (1 - WARM_UP)))
        for group, rate in zip(optimizer.param_groups, (ENCODER_RATE, PARSER_RATE, CODER_RATE), strict=True):
            group["lr"] = rate * share
        joined = lessons.windows(waiting.pop(), rng)
        found = coding_losses(model, lessons.collate(joined), collate([[item for x in window for item in x.parse] for window in joined]))
        objective = torch.stack([TOLD[name] * value for name, value in found.items()]).sum()
        if step % REPLAYED == 0:
            parsed = losses(model, collate(next(replay)))
            objective = objective + torch.stack([WEIGHTS[name] * value for name, value in parsed.items()]).sum()
            sums.update({f"parse {name}": float(parsed[name].detach()) * REPLAYED for name in ("arc", "deprel", "entity")})
        optimizer.zero_grad(set_to_none=True)
        objective.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimizer.step()
        step += 1
        sums.update({name: float(value.detach()) for name, value in found.items()})
        if step % 50 == 0:
            print(f"{step}/{total} {time.time() - began:.0f}s", {k: round(v / 50, 3) for k, v in sums.items()}, flush=True)
            sums.clear()
        if step % 200 == 0:
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, out / "checkpoint.tmp")
            (out / "checkpoint.tmp").replace(checkpoint)
    torch.save(model.state_dict(), out / "parser.pt")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--model", type=Path, required=True, help="the trained parser, labels.json and lemmas.json beside it")
    options.add_argument("--treebanks", type=Path, required=True)
    options.add_argument("--backbone", type=Path, required=True, help="folder with MiniLM's tokenizer.json")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=float, default=6.0)
    options.add_argument("--threads", type=int, default=1)
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    random.seed(0)
    torch.manual_seed(0)
    given.out.mkdir(parents=True, exist_ok=True)
    kept = json.loads((given.model.parent / "labels.json").read_text(encoding="utf-8"))
    labels = Labels(**{**kept, "kind": kind_labels(), "mode": mode_labels(), "status": status_labels()})
    (given.out / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False), encoding="utf-8")
    shutil.copy(given.model.parent / "lemmas.json", given.out / "lemmas.json")
    model = Parser(labels)
    weights = {name: w for name, w in torch.load(given.model, weights_only=True).items() if not name.startswith(CODER)}
    missing, unexpected = model.load_state_dict(weights, strict=False)
    if unexpected or any(not name.startswith(CODER) for name in missing):
        raise SystemExit(f"{given.model}: not the parser expected: {missing} {unexpected}")
    index = {head: {x: i for i, x in enumerate(getattr(labels, head))} for head in (*HEADS, "deprel")}
    teacher = Teacher(load_parser(), index)
    taught: list[Variants] = []
    for item in split(read_items())["train"]:
        if lesson := teacher.lesson(item):
            changed = [teacher.lesson(other) for other in (lessons.exchanged(item), lessons.renamed(item)) if other]
            taught.append((lesson, [other for other in changed if other]))
    print(f"{len(taught)} lessons, {sum(bool(others) for _, others in taught)} of them with other names too", flush=True)
    teach(model, taught, piece_items(given.treebanks, given.backbone, index), given.epochs, given.out)


if __name__ == "__main__":
    main()

"""Trains the parser: python -m training.train --treebanks DIR --backbone DIR --out DIR [--epochs N] [--threads N]

Writes DIR/parser.pt (also a checkpoint every 200 steps, from which a second call goes on), DIR/labels.json and
DIR/lemmas.json. Same seed, same data, same order; see docs/reference/models.md for what the result measures.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - PyTorch's own custom

from dragoman.parsing.wordshape import EDGE_CASE, case_of, lemma_edit, plain
from training.network import HEADS, Labels, Parser
from training.treebanks import Document, Sentence, Word, read_documents

OPEN, CLOSE, UNKNOWN = 101, 102, 100  # [CLS], [SEP], [UNK]
WINDOW = (60, 160)  # pieces of running text in a window
BATCH_PIECES = 1600
LONGEST_WORD = 12  # pieces read of one word
ENCODER_RATE, HEAD_RATE, WARM_UP = 3e-4, 1.2e-3, 0.06
UNFREEZE_AT = 0.6  # share of the steps after which the piece embeddings learn too
WEIGHTS = {"upos": 1.0, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "entity": 1.5, "start": 2.0, "arc": 1.5, "deprel": 1.0}


def tag_of(word: Word, head: str) -> str:
    if head == "feats":
        return f"{word.upos}|{word.feats}"
    if head == "lemma":
        return lemma_edit(word.form, word.lemma)
    return str(getattr(word, head))


def collect_labels(sentences: list[Sentence]) -> Labels:
    """Every label by frequency; features and lemma edits seen fewer than three times are left out."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            for head in (*HEADS, "deprel"):
                counts[head][tag_of(word, head)] += 1
    keep = {h: [x for x, n in c.most_common() if n >= (3 if h in ("lemma", "feats") else 1)] for h, c in counts.items()}
    keep |= {"kind": ["NONE"], "mode": ["-"], "status": ["-"]}  # training.teach gives the coder its labels
    keep["entity"] = ["O"] + [f"{b}-{k}" for k in ("PER", "ORG", "LOC") for b in "BI"]
    return Labels(**keep)


def collect_lemmas(sentences: list[Sentence]) -> dict[str, str]:
    """The commonest lemma of every (form, tag) of the training text; proper nouns keep their case."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word in (w for s in sentences for w in s.words):
        form = plain(word.form)
        seen[(form if word.upos == "PROPN" else form.lower()) + "\t" + word.upos][word.lemma] += 1
    return {key: lemmas.most_common(1)[0][0] for key, lemmas in sorted(seen.items())}


@dataclass
class Item:
    """One sentence as numbers."""

    pieces: list[int]
    cases: list[int]
    first: list[int]
    tags: dict[str, list[int]]
    heads: list[int]


def as_item(sentence: Sentence, tokenizer: Tokenizer, index: dict[str, dict[str, int]]) -> Item:
    pieces: list[int] = []
    cases: list[int] = []
    first: list[int] = []
    for word in sentence.words:
        ids = tokenizer.encode(plain(word.form), add_special_tokens=False).ids[:LONGEST_WORD] or [UNKNOWN]
        first.append(len(pieces))
        pieces += ids
        cases += [case_of(word.form)] * len(ids)
    tags = {h: [index[h].get(tag_of(w, h), -100) for w in sentence.words] for h in (*HEADS, "deprel")}
    return Item(pieces, cases, first, tags, [w.head for w in sentence.words])


def windows(documents: list[list[Item]], rng: random.Random) -> list[list[Item]]:
    """Runs of whole sentences of a document, of random length."""
    found: list[list[Item]] = []
    for items in documents:
        at = 0
        while at < len(items):
            target, size, window = rng.randint(*WINDOW), len(items[at].pieces), [items[at]]
            at += 1
            while at < len(items) and size + len(items[at].pieces) <= target:
                size += len(items[at].pieces)
                window.append(items[at])
                at += 1
            if size <= 500:
                found.append(window)
    return found


def batches(found: list[list[Item]], rng: random.Random, pieces: int = BATCH_PIECES) -> list[list[list[Item]]]:
    def size(window: list[Item]) -> int:
        return sum(len(item.pieces) for item in window) + 2

    result: list[list[list[Item]]] = [[]]
    for window in sorted(found, key=lambda w: size(w) + rng.random() * 20):
        if result[-1] and size(window) * (len(result[-1]) + 1) > pieces:
            result.append([])
        result[-1].append(window)
    rng.shuffle(result)
    return result


def collate(batch: list[list[Item]]) -> dict[str, Tensor]:
    rows = len(batch)
    length = max(sum(len(i.pieces) for i in w) for w in batch) + 2
    count = max(sum(len(i.first) for i in w) for w in batch) + 1
    out = {k: torch.zeros(rows, length, dtype=torch.long) for k in ("pieces", "cases", "mask")}
    out["words"] = torch.zeros(rows, count, dtype=torch.long)
    for key in (*HEADS, "deprel", "head"):
        out[key] = torch.full((rows, count), -100, dtype=torch.long)
    out["start"] = torch.full((rows, count), -1.0)
    out["sentence"] = torch.full((rows, count), -1, dtype=torch.long)
    for row, window in enumerate(batch):
        out["pieces"][row, 0], out["cases"][row, 0] = OPEN, EDGE_CASE
        piece, word = 1, 1
        for number, item in enumerate(window):
            p, w = slice(piece, piece + len(item.pieces)), slice(word, word + len(item.first))
            out["pieces"][row, p], out["cases"][row, p] = torch.tensor(item.pieces), torch.tensor(item.cases)
            out["words"][row, w] = torch.tensor(item.first) + piece
            for key, tags in item.tags.items():
                out[key][row, w] = torch.tensor(tags)
            out["head"][row, w] = torch.tensor([0 if h == 0 else h + word - 1 for h in item.heads])
            out["start"][row, w] = 0.0
            out["start"][row, word] = 1.0
            out["sentence"][row, w] = number
            piece, word = p.stop, w.stop
        out["pieces"][row, piece], out["cases"][row, piece] = CLOSE, EDGE_CASE
        out["mask"][row, : piece + 1] = 1
    return out


def losses(model: Parser, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = model(batch["pieces"], batch["cases"], batch["mask"], batch["words"])
    return parse_losses(model, scores, batch)


def parse_losses(model: Parser, scores: tuple[Tensor, ...], batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Of what the network says of a batch, by head."""
    *tags, start, arcs, dependents, heads, _, _ = scores
    with torch.autocast("cpu", dtype=torch.bfloat16):
        real = batch["head"] >= 0
        gold = torch.gather(heads, 1, batch["head"].clamp(min=0).unsqueeze(-1).expand(-1, -1, heads.shape[-1]))
        labels = model.label_scores(dependents[real], gold[real])
    same = (batch["sentence"].unsqueeze(2) == batch["sentence"].unsqueeze(1)) & (batch["sentence"].unsqueeze(2) >= 0)
    same[:, :, 0] = True
    masked = arcs.float().masked_fill(~same, -1e4)
    known = batch["start"] >= 0
    found = {
        head: F.cross_entropy(found_for.float().flatten(0, 1), batch[head].flatten(), ignore_index=-100)
        for head, found_for in zip(HEADS, tags, strict=True)
    }
    found["start"] = F.binary_cross_entropy_with_logits(start.float()[known], batch["start"][known])
    found["arc"] = F.cross_entropy(masked[real], batch["head"][real])
    found["deprel"] = F.cross_entropy(labels.float(), batch["deprel"][real])
    return found


def endless(documents: list[list[Item]], rng: random.Random, pieces: int = BATCH_PIECES) -> Iterator[list[list[Item]]]:
    while True:
        yield from batches(windows(documents, rng), rng, pieces)


def train(documents: list[list[Item]], model: Parser, epochs: float, out: Path) -> None:
    body = [p for n, p in model.named_parameters() if n.startswith(("layers", "positions", "kind", "norm", "pieces"))]
    heads = [p for n, p in model.named_parameters() if not n.startswith(("layers", "positions", "kind", "norm", "pieces"))]
    optimizer = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    total = int(len(batches(windows(documents, random.Random(1)), random.Random(1))) * epochs)
    step, checkpoint = 0, out / "checkpoint.pt"
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        step = kept["step"]
    rng, began, words, sums = random.Random(step), time.time(), 0, Counter[str]()
    model.train()
    for batch in endless(documents, rng):
        if step >= total:
            break
        share = min(1.0, (step + 1) / (WARM_UP * total)) if step < WARM_UP * total else (total - step) / (total * (1 - WARM_UP))
        for group, rate in zip(optimizer.param_groups, (ENCODER_RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * share
        model.pieces.weight.requires_grad_(step > UNFREEZE_AT * total)
        data = collate(batch)
        found = losses(model, data)
        optimizer.zero_grad(set_to_none=True)
        torch.stack([WEIGHTS[k] * v for k, v in found.items()]).sum().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimizer.step()
        step += 1
        words += int((data["head"] >= 0).sum())
        sums.update({k: float(v) for k, v in found.items()})
        if step % 50 == 0:
            rate = words / (time.time() - began)
            print(f"{step}/{total} {rate:.0f} words/s", {k: round(v / 50, 3) for k, v in sums.items()}, flush=True)
            sums.clear()
        if step % 200 == 0:
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, out / "checkpoint.tmp")
            (out / "checkpoint.tmp").replace(checkpoint)
    torch.save(model.state_dict(), out / "parser.pt")


def piece_items(treebanks: Path, backbone: Path, index: dict[str, dict[str, int]]) -> list[list[Item]]:
    """The training documents of both treebanks as numbers."""
    tokenizer = Tokenizer.from_file(str(backbone / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    documents = [d for bank in ("ewt", "gum") for d in read_documents(treebanks, bank, "train")]
    return [[as_item(s, tokenizer, index) for p in d.paragraphs for s in p] for d in documents]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--treebanks", type=Path, required=True, help="folder with the treebanks, see training/README.md")
    options.add_argument("--backbone", type=Path, required=True, help="folder with MiniLM's model.safetensors and tokenizer.json")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=float, default=12.0)
    options.add_argument("--threads", type=int, default=1)
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    random.seed(0)
    torch.manual_seed(0)
    given.out.mkdir(parents=True, exist_ok=True)
    documents: list[Document] = [d for bank in ("ewt", "gum") for d in read_documents(given.treebanks, bank, "train")]
    sentences = [s for d in documents for p in d.paragraphs for s in p]
    labels = collect_labels(sentences)
    (given.out / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False), encoding="utf-8")
    (given.out / "lemmas.json").write_text(json.dumps(collect_lemmas(sentences), ensure_ascii=False), encoding="utf-8")
    index = {head: {x: i for i, x in enumerate(getattr(labels, head))} for head in (*HEADS, "deprel")}
    items = piece_items(given.treebanks, given.backbone, index)
    print(f"{len(documents)} documents, {len(sentences)} sentences, {sum(len(s.words) for s in sentences)} words", flush=True)
    print(Counter(w.entity for s in sentences for w in s.words if w.entity.startswith("B-")), flush=True)
    model = Parser(labels)
    model.load_backbone(given.backbone / "model.safetensors")
    train(items, model, given.epochs, given.out)


if __name__ == "__main__":
    main()

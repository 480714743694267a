"""Writes the models as the package ships them: python -m training.export --model FILE --backbone DIR [--package DIR] [--version NAME]

FILE is what training wrote (parser.pt or checkpoint.pt), with labels.json and lemmas.json beside it. PACKAGE/parsing/model receives
model.onnx (int8), labels.json, lemmas.tsv.gz, pieces.txt and VERSION, PACKAGE/coding/model coder.onnx, labels.json and VERSION.
The graphs are checked against PyTorch before they are quantised.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.parsing.wordshape import CASES
from training.coder import MARKS, WIDTH
from training.network import HEADS, PIECES, Labels, Layer, Parser

INPUTS = ("pieces", "cases", "mask", "words")
OUTPUTS = (*HEADS, "start", "arc", "label_half", "label_head", "spot", "shared")
CODED = ("kind", "mode", "status")
QUESTION = ("shared", "marks", "first", "second")
ANSWER = ("kind", "mode", "status", "side", "pointer")
OPSET = 17
FLOAT = 1  # onnx.TensorProto.FLOAT: the type of what the quantiser cannot infer
LARGEST_DIFFERENCE = 2e-3  # float32, torch against onnxruntime, on scores of size 1 to 30


class Shipped(nn.Module):
    """The parser with the first half of the label scores in the graph: row by row ``labels * 97`` products for the head's half."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser
        labels, size, _ = parser.label.shape
        flat = parser.label.detach().permute(1, 0, 2).reshape(size, labels * size)
        self.first_half = nn.Linear(size - 1, labels * size)
        self.first_half.weight.data, self.first_half.bias.data = flat[:-1].T.contiguous(), flat[-1].clone()

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        *scores, dependents, heads, spot, shared = self.parser(pieces, cases, mask, words)
        return (*scores, self.first_half(dependents), heads, spot, shared)


class ShippedCoder(nn.Module):
    """The coder without a mask: one question is asked at a time."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.coder = parser.coder

    def forward(self, shared: Tensor, marks: Tensor, first: Tensor, second: Tensor) -> tuple[Tensor, ...]:
        found: tuple[Tensor, ...] = self.coder(shared, marks, torch.ones_like(marks), first, second)
        return found


def load(model: Path, labels: Labels) -> Shipped:
    kept = torch.load(model, weights_only=True, map_location="cpu")
    parser = Parser(labels)
    parser.load_state_dict(kept.get("model", kept))
    for module in parser.modules():
        if isinstance(module, Layer):
            module.plain_attention = True
    return Shipped(parser).eval()


def sample(rows: int, length: int, words: int) -> tuple[Tensor, ...]:
    """Inputs of a shape, the last row shorter by three pieces."""
    mask = torch.ones(rows, length, dtype=torch.long)
    mask[-1, -3:] = 0
    at = torch.arange(words).repeat(rows, 1)
    return torch.randint(1000, PIECES, (rows, length)), torch.randint(0, CASES, (rows, length)), mask, at


def write_graph(parser: Shipped, path: Path) -> None:
    axes = {name: {0: "rows", 1: "pieces"} for name in INPUTS[:3]} | {name: {0: "rows", 1: "words"} for name in ("words", *OUTPUTS)}
    axes["arc"] = {0: "rows", 1: "words", 2: "words"}
    torch.onnx.export(
        parser,
        sample(2, 20, 15),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def sample_question(words: int) -> tuple[Tensor, ...]:
    """A question about random states."""
    marks = torch.randint(0, MARKS, (1, words))
    return torch.randn(1, words, WIDTH), marks, torch.tensor([1]), torch.tensor([words - 1])


def write_coder(coder: ShippedCoder, path: Path) -> None:
    axes = {name: {1: "words"} for name in ("shared", "marks", "side", "pointer")}
    torch.onnx.export(
        coder,
        sample_question(12),
        str(path),
        input_names=list(QUESTION),
        output_names=list(ANSWER),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )


def difference(module: nn.Module, path: Path, names: tuple[str, ...], samples: list[tuple[Tensor, ...]]) -> float:
    """The largest difference of a score between PyTorch and the graph, over inputs of several shapes."""
    session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    largest = 0.0
    for given in samples:
        with torch.no_grad():
            expected = module(*given)
        found = session.run(None, {name: value.numpy() for name, value in zip(names, given, strict=True)})
        largest = max(largest, *(float(np.abs(e.numpy() - f).max()) for e, f in zip(expected, found, strict=True)))
    return largest


def quantise(graph: Path, out: Path) -> None:
    """int8 weights, one scale a channel; Gather too, or the piece embeddings would stay float32 (35 MB more).

    Seven bits of the eight: processors without VNNI add products in 16 bits and would overflow. No loss was measured.
    """
    quantize_dynamic(
        str(graph),
        str(out),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"DefaultTensorType": FLOAT},
    )


def write_lemmas(lemmas: dict[str, str], out: Path) -> None:
    """form, tag, lemma; sorted, and without a time stamp, so that the same lemmas give the same bytes."""
    lines = "".join(f"{key}\t{lemma}\n" for key, lemma in sorted(lemmas.items()))
    with out.open("wb") as file, gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as packed:
        packed.write(lines.encode("utf-8"))


def write_pieces(backbone: Path, out: Path) -> None:
    """WordPiece's vocabulary, one piece a line, in the order of the ids."""
    vocabulary = json.loads((backbone / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    out.write_text("\n".join(sorted(vocabulary, key=lambda piece: vocabulary[piece])), encoding="utf-8")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check(module: nn.Module, graph: Path, names: tuple[str, ...], samples: list[tuple[Tensor, ...]]) -> None:
    """Raises SystemExit where the graph does not compute what was trained."""
    found = difference(module, graph, names, samples)
    print(f"{graph.name}: largest difference, PyTorch against onnxruntime: {found:.1e}")
    if found > LARGEST_DIFFERENCE:
        raise SystemExit("the graph does not compute what was trained")


def export(model: Path, backbone: Path, package: Path, version: str) -> None:
    labels = Labels.read(model.parent / "labels.json")
    shipped = load(model, labels)
    parsing, coding = package / "parsing" / "model", package / "coding" / "model"
    coder = ShippedCoder(shipped.parser).eval()
    for folder in (parsing, coding):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        graph, coder_graph = Path(name) / "graph.onnx", Path(name) / "coder.onnx"
        write_graph(shipped, graph)
        check(shipped, graph, INPUTS, [sample(1, 33, 20), sample(3, 90, 61)])
        write_coder(coder, coder_graph)
        check(coder, coder_graph, QUESTION, [sample_question(9), sample_question(70)])
        quantise(graph, parsing / "model.onnx")
        quantise(coder_graph, coding / "coder.onnx")
    own = {name: labels.__dict__[name] for name in CODED}
    write_labels({name: names for name, names in labels.__dict__.items() if name not in CODED}, parsing)
    write_labels(own, coding)
    write_lemmas(json.loads((model.parent / "lemmas.json").read_text(encoding="utf-8")), parsing / "lemmas.tsv.gz")
    write_pieces(backbone, parsing / "pieces.txt")
    for folder, file in ((parsing, "model.onnx"), (coding, "coder.onnx")):
        (folder / "VERSION").write_text(f"{version}+{digest(folder / file)[:8]}\n", encoding="utf-8")
        for path in sorted(folder.iterdir()):
            print(f"{path.name:20} {path.stat().st_size / 1e6:7.2f} MB  sha256 {digest(path)}")


def write_labels(labels: dict[str, list[str]], folder: Path) -> None:
    (folder / "labels.json").write_text(json.dumps(labels, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--model", type=Path, required=True)
    options.add_argument("--backbone", type=Path, required=True, help="folder with MiniLM's tokenizer.json")
    options.add_argument("--package", type=Path, default=Path("src/dragoman"))
    options.add_argument("--version", default="minilm-2")
    given = options.parse_args()
    torch.manual_seed(0)
    torch.set_num_threads(1)
    export(given.model, given.backbone, given.package, given.version)


if __name__ == "__main__":
    main()

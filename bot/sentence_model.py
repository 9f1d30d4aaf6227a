"""Sentence vectors from the exported all-MiniLM-L6-v2: what two texts mean, their vectors compare.

`scripts/setup` exports the model once (see `bot/sentence_export.py`) into the Python environment,
where it is found from every folder and for every trained bot.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.errors import EncoderMissing

FOLDER = Path(sys.prefix) / "share" / "warmdesk" / "sentence-encoder"
MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
WIDTH = 384
MOST_TOKENS = 48
"""What is longer is read to here: about 35 words, and 8 ms on one core."""

Vector = npt.NDArray[np.float32]


def require(folder: Path = FOLDER) -> None:
    """Raises `EncoderMissing` when the model was never exported."""
    if not all((folder / name).is_file() for name in (MODEL, TOKENIZER)):
        raise EncoderMissing(f"the sentence encoder is not in {folder}: run scripts/setup.")


def digest(folder: Path = FOLDER) -> str:
    """What names exactly this model: other vectors have another. Raises `EncoderMissing`."""
    require(folder)
    content = hashlib.sha256(f"{MOST_TOKENS}".encode())
    for name in (MODEL, TOKENIZER):
        content.update((folder / name).read_bytes())
    return content.hexdigest()


class SentenceModel:
    """The model in memory, on one thread."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.digest = digest(folder)
        self._tokenizer = _tokenizer(folder / TOKENIZER)
        self._session = _session(folder / MODEL)

    def encode(self, text: str) -> Vector:
        """The vector of a text: `WIDTH` numbers, of length 1."""
        # One text at a time: in a batch, quantised numbers depend on the other texts.
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int32)
        (vectors,) = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        vector: Vector = vectors[0]
        return vector


def _tokenizer(file: Path) -> Any:
    # Imported late: a bot whose pipeline has no encoder needs none of it.
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    return tokenizer


def _session(file: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # costs 8 MB and saves no time
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

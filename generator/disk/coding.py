"""Values of the model as bytes, and back: what the memo keeps and what travels between processes.

In: frozen values. Out: bytes. It is pickle, made safe: only our own value types are ever built, so a memo
from elsewhere cannot run code.
"""

import io
import pickle
from typing import Any

FOREIGN = {("decimal", "Decimal")}
OURS = ("generator.model.", "generator.problems.", "generator.files.")


class Decoder(pickle.Unpickler):
    """Unpickles values of the model and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of the model. Raises UnpicklingError for any other."""
        is_ours = f"{module}.".startswith(OURS) and name[:1].isupper() and "." not in name
        if is_ours or (module, name) in FOREIGN:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")


def encode(value: object) -> bytes:
    """Return a frozen value of the model as bytes."""
    return pickle.dumps(value, 5)


def decode_value(data: bytes) -> Any:
    """Return the value of such bytes. Raises some exception where they are anything else."""
    return Decoder(io.BytesIO(data)).load()

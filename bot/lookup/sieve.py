"""Tells quickly that something is not among very many: most of what is looked for is not there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.lookup.ragged import Ints

Hashes = npt.NDArray[np.uint64]

SPREAD = 0x9E3779B97F4A7C15
"""2⁶⁴ over the golden ratio: multiplying by it spreads numbers over all bits."""

_MASK = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Sieve:
    """A place for all hashes that begin with the same bits: 64 to 128 places for each hash there is.

    It lets through every hash that is there, and about one in a hundred of the others.
    """

    bits: bytes
    shift: int

    @classmethod
    def of(cls, hashes: Hashes) -> Sieve:
        """A sieve that lets these through."""
        shift = 58 - len(hashes).bit_length()
        bits = np.zeros(1 << (61 - shift), np.uint8)
        places = hashes >> np.uint64(shift)
        of_byte = np.left_shift(1, places & np.uint64(7), dtype=np.uint64).astype(np.uint8)
        np.bitwise_or.at(bits, places >> np.uint64(3), of_byte)
        return cls(bits.tobytes(), shift)

    def passes(self, hashed: int) -> bool:
        """Whether a hash may be there."""
        place = hashed >> self.shift
        return bool(self.bits[place >> 3] >> (place & 7) & 1)


def pair_hash(first: int, second: int) -> int:
    """A 64-bit hash of two numbers below 2³¹."""
    return (first << 32 | second) * SPREAD & _MASK


def pair_hashes(first: Ints, second: Ints) -> Hashes:
    """The same for many pairs."""
    hashes: Hashes = first.astype(np.uint64) << np.uint64(32)
    hashes |= second.astype(np.uint64)
    return hashes * np.uint64(SPREAD)

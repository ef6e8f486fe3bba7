"""Messages as the bytes of a FIT file, written by Garmin's own encoder.

The encoder has two traps, and one rule for :mod:`.messages` keeps clear of both: all messages of a
type have the same fields, in the same order and of the same size.

- It takes two definitions for equal if they have the same fields in any order. In 21.200 it then
  writes the values in the order of the message, under the definition with the other order: a file
  with a good CRC and wrong numbers. In 21.218 it writes them in the order of the definition.
- It writes a definition for every length a text has and spreads them over 16 local message types,
  while the protocol advises as few as possible, as small devices hold few. So texts are padded with
  NUL to one length a file.

An absent value is the invalid value of its type, which readers take as absent.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from stretchexport.exporters.fit.facts import facts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stretchexport.exporters.fit.messages import Message


def encode(messages: Iterable[tuple[str, Message]]) -> bytes:
    """The file with ``messages``, each with the name of its type."""
    from garmin_fit_sdk import Encoder, Profile

    encoder = Encoder()
    for kind, message in messages:
        encoder.on_mesg(Profile["mesg_num"][kind], message)
    return _with_header(encoder.close())


def _with_header(data: bytes) -> bytes:
    """The file with the versions of ``data/fit_profile.toml`` in its header.

    The encoder puts in its own: a protocol version that old devices refuse for no need, and a
    profile version that would change the bytes of a file with every release. The CRC of the file
    stays: a header that ends with its own CRC brings the sum back to 0, whatever it says.
    """
    from garmin_fit_sdk import CrcCalculator

    header = facts().header
    made = bytearray(data)
    struct.pack_into("<BH", made, 1, header.protocol, header.profile)
    struct.pack_into("<H", made, 12, CrcCalculator.calculate_crc(made, 0, 12))
    return bytes(made)

"""What an approver's secret makes: by scrypt a key of their own, whose public half is all that the ledger keeps.

The public half is as good as a password hash (guessing costs a scrypt each time), and it lets anybody check who
signed a decision, without the secret. Whoever can write to the database still cannot sign for an approver.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SHORTEST = 12
SCRYPT_COST = 2**15
"""N of scrypt, with r = 8, p = 1: 32 MiB and about a tenth of a second a guess."""


def new_salt() -> str:
    """16 random bytes, hexadecimal."""
    return secrets.token_hex(16)


def signing_key(secret: str, salt: str, cost: int) -> Ed25519PrivateKey:
    """The approver's key, made from the secret; widths and composed characters in it do not matter."""
    text = unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
    seed = hashlib.scrypt(text, salt=bytes.fromhex(salt), n=cost, r=8, p=1, maxmem=256 * cost * 8, dklen=32)
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_key(key: Ed25519PrivateKey) -> str:
    """The key's public half, hexadecimal."""
    return key.public_key().public_bytes_raw().hex()


def is_key_of(key: Ed25519PrivateKey, public: str) -> bool:
    """Whether ``public`` is the key's public half; takes as long for one as for another."""
    return hmac.compare_digest(public_key(key), public)


def signature(key: Ed25519PrivateKey, message: str) -> str:
    """The message's signature, hexadecimal."""
    return key.sign(message.encode()).hex()


def is_signed(message: str, signed: str, public: str) -> bool:
    """Whether ``signed`` is the message's signature by the key with this public half."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signed), message.encode())
    except (InvalidSignature, ValueError):
        return False
    return True

"""YAML that asks for objects, or for more than it says."""

from __future__ import annotations

from collections.abc import Mapping

LAUGHS = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))

SCHEMES: Mapping[str, bytes] = {
    "an object of Python": b"scheme: !!python/object/apply:os.system ['exit 1']\n",
    "a module of Python": b"scheme: !!python/module:os\n",
    "a tag of its own": b"scheme: !x y\n",
    "a billion laughs": LAUGHS.encode(),
    "an anchor in itself": b"scheme: &a [*a]\n",
    "a merge": b"a: &a {b: c}\nscheme:\n  <<: *a\n",
    "lists in each other, 100,000 deep": b"scheme: " + b"[" * 100_000,
    "mappings in each other, 100,000 deep": b"scheme: " + b"{a: " * 100_000,
    "lists by indentation, 2,000 deep": b"".join(b" " * n + b"-\n" for n in range(2_000)),
    "a number of 200,000 digits": b"scheme: " + b"9" * 200_000 + b"\n",
    "a million keys": b"".join(b"k%d: 1\n" % n for n in range(100_000)),
    "a key twice": b"scheme: a\nscheme: b\n",
    "two documents": b"scheme: a\n---\nscheme: b\n",
    "zero bytes": b"scheme: a\0b\n",
    "no encoding": b"scheme: \xff\xfe\xfd\n",
    "UTF-16": "scheme: a\n".encode("utf-16"),
    "half a surrogate": b'scheme: "\\ud800"\n',
    "a list": b"- a\n- b\n",
    "nothing": b"",
}

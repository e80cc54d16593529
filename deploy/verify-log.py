#!/usr/bin/env python3
"""Checks the log of a tolerance registry, or the proof of one record, without the registry's own programs.

    verify-log.py FOLDER --key KEY [--head FILE]...   the whole log, as `registryd audit export` writes it
    verify-log.py --proof FILE --key KEY              one record, as `registryctl audit proof` writes it

KEY is the public key that was put away (`registryd audit key`), or a file with it. It needs Python 3.8 and nothing else.
Exit codes: 0 proved; 1 something was changed, each thing on a line; 2 it can't be told; 64 wrong usage.

What it does: RFC 6962 (Merkle tree of SHA-256), Ed25519 (RFC 8032), and the C2SP formats signed-note, tlog-checkpoint,
tlog-tiles and tlog-proof (c2sp.org). It was written apart from the registry's own verifier and shares no line with it.
"""

import base64
import hashlib
import json
import os
import sys

class CannotTell(Exception):
    """Something that is needed is missing, or has another form."""


# --- Ed25519 (RFC 8032, section 5.1), verification only; slow and plain -------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

def x_of(y, sign):
    """The x of the point with this y, or None where there is none."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x

def point(data):
    """The point that 32 bytes encode, as (X, Y, Z, T), or None."""
    number = int.from_bytes(data, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = x_of(y, sign) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)

def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return (e * f % P, g * h % P, f * g % P, e * h % P)

def times(scalar, a):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, a)
        a, scalar = add(a, a), scalar >> 1
    return result

BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(BASE_Y, 0), BASE_Y, 1, x_of(BASE_Y, 0) * BASE_Y % P)

def ed25519(key, message, signature):
    """Whether the 64 bytes are the key's signature of the message."""
    a, r = point(key), point(signature[:32]) if len(signature) == 64 else None
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left, right = times(s, BASE), add(r, times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- Keys, notes and heads (C2SP signed-note, tlog-checkpoint) -----------------------------------------------------------

class Key:
    def __init__(self, text):
        try:
            self.name, hexadecimal, data = text.split("+", 2)
            data = base64.b64decode(data, validate=True)
        except ValueError:
            raise CannotTell("This is no public key of a log: " + text)
        self.id, self.bytes = bytes.fromhex(hexadecimal), data[1:]
        expected = hashlib.sha256(self.name.encode() + b"\n" + data).digest()[:4]
        if data[:1] != b"\x01" or len(self.bytes) != 32 or self.id != expected:
            raise CannotTell("This is no Ed25519 key of a log, or its number doesn't fit it: " + text)

class Head:
    """A signed head: `size` entries with the root `root`; `fault` says why it proves nothing."""

    def __init__(self, data, key):
        self.size, self.root = None, None
        try:
            self.fault = self.read(data, key)
        except ValueError:
            self.fault = ("signature_forged", "A signed head is not readable.")

    def read(self, data, key):
        text, lines = data.decode().rsplit("\n\n", 1)
        origin, size, root = text.split("\n")
        root = base64.b64decode(root, validate=True)
        if str(int(size)) != size or int(size) < 0 or len(root) != 32 or not lines.endswith("\n"):
            raise ValueError
        self.size, self.root, signed = int(size), root, False
        for line in lines[:-1].split("\n"):
            dash, name, signature = line.split(" ")
            signature = base64.b64decode(signature, validate=True)
            if dash == "\u2014" and name == key.name and signature[:4] == key.id:
                if not ed25519(key.bytes, (text + "\n").encode(), signature[4:]):
                    return ("signature_forged", "The line of %s is no signature of the head of %s entries." % (name, size))
                signed = True
        if not signed or origin != key.name:
            return ("signature_unknown", "The head of %s entries is not signed by the key." % size)
        return None


# --- The tree (RFC 6962, section 2.1) -------------------------------------------------------------------------------------

def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()

def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()

def grow(frontier, size, leaf):
    """Appends a leaf to the roots of the perfect subtrees of a tree of this size."""
    while size & 1:
        leaf, size = node_hash(frontier.pop(), leaf), size >> 1
    frontier.append(leaf)

def root_of(frontier):
    if not frontier:
        return hashlib.sha256(b"").digest()
    root = frontier[-1]
    for subtree in reversed(frontier[:-1]):
        root = node_hash(subtree, root)
    return root

def root_from_proof(index, size, leaf, hashes):
    """The root that a leaf and its proof lead to (RFC 9162, 2.1.3.2), or None where the proof has another length."""
    if index >= size:
        return None
    place, last = index, size - 1
    for other in hashes:
        if last == 0:
            return None
        if place & 1 or place == last:
            leaf = node_hash(other, leaf)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            leaf = node_hash(leaf, other)
        place, last = place >> 1, last >> 1
    return leaf if last == 0 else None


# --- The whole log (C2SP tlog-tiles) --------------------------------------------------------------------------------------

def tile_path(folder, level, index, width):
    elements = ["%03d" % (index % 1000)]
    while index >= 1000:
        index //= 1000
        elements.insert(0, "x%03d" % (index % 1000))
    return os.path.join(folder, "tile", str(level), *elements) + ("" if width == 256 else ".p/%d" % width)

def read(path):
    with open(path, "rb") as file:
        return file.read()

def tile(folder, level, index, count):
    """The bytes of a tile of a level with this many hashes; empty where it is missing."""
    try:
        return read(tile_path(folder, level, index, min(256, count - index * 256)))
    except FileNotFoundError:
        return b""

def entries_of(data):
    """The entries of a bundle, each behind its length in two bytes."""
    place = 0
    while place < len(data):
        length = int.from_bytes(data[place:place + 2], "big")
        if place + 2 + length > len(data):
            raise CannotTell("A bundle of entries ends within one.")
        yield data[place + 2:place + 2 + length]
        place += 2 + length

def check_log(folder, key, known):
    """What is wrong with the log: pairs of a class and a sentence. Says what is proved, where nothing is."""
    faults = []
    newest = Head(read(os.path.join(folder, "checkpoint")), key)
    heads = [newest] + [Head(read(path), key) for path in known]
    faults += [head.fault for head in heads if head.fault]
    if newest.size is None:
        return faults, None
    ahead = sorted((head for head in heads if head.size is not None), key=lambda head: head.size)
    frontier, size, levels = [], 0, [[]]

    def compare():
        while ahead and ahead[0].size <= size:
            head = ahead.pop(0)
            if head.root != root_of(frontier):
                faults.append(("head_contradicted", "The first %d entries have another root than the head that was signed: "
                               "they were changed since." % head.size))

    compare()
    for bundle in range((newest.size + 255) // 256):
        hashes = tile(folder, 0, bundle, newest.size)
        for place, entry in enumerate(entries_of(tile(folder, "entries", bundle, newest.size))):
            leaf = leaf_hash(entry)
            if hashes[32 * place:32 * place + 32] != leaf:
                faults.append(("hash_changed", "The stored hash of entry %d is not that of the entry." % size))
            grow(frontier, size, leaf)
            levels[0].append(leaf)
            size += 1
            compare()
    if size != newest.size:
        faults.append(("entry_missing", "%d of the %d entries are there." % (size, newest.size)))
    faults += [("log_shortened", "A head of %d entries was signed, and the log has %d: the rest is gone." % (head.size, size))
               for head in ahead]
    check_upper_tiles(folder, levels[0], size, faults)
    return faults, "%d entries under a head that %s signed" % (size, key.name)

def check_upper_tiles(folder, hashes, size, faults):
    level = 0
    while len(hashes) >= 256:
        level += 1
        above = []
        for index in range(len(hashes) // 256):
            frontier = []
            for place, leaf in enumerate(hashes[256 * index:256 * index + 256]):
                grow(frontier, place, leaf)
            above.append(root_of(frontier))
        for index in range((len(above) + 255) // 256):
            if tile(folder, level, index, len(above)) != b"".join(above[256 * index:256 * index + 256]):
                faults.append(("hash_changed", "The tile %d of level %d is not that of its part of the tree." % (index, level)))
        hashes = above


# --- One record (C2SP tlog-proof) -----------------------------------------------------------------------------------------

def check_proof(path, key):
    try:
        answer = json.loads(read(path))
        record, entry, proof = (answer[name].encode() for name in ("record", "entry", "proof"))
        lines, note = proof.split(b"\n\n", 1)
        header, index, *hashes = lines.decode().split("\n")
        kind, index = index.split(" ")
        hashes, index = [base64.b64decode(line, validate=True) for line in hashes], int(index)
        said = json.loads(entry)
        digest = said["digest"]
    except (ValueError, KeyError, AttributeError, TypeError):
        raise CannotTell("The file %s holds no proof of a record." % path)
    if header != "c2sp.org/tlog-proof@v1" or kind != "index" or any(len(one) != 32 for one in hashes):
        raise CannotTell("The file %s holds no proof of a record." % path)
    head = Head(note, key)
    faults = [head.fault] if head.fault else []
    if hashlib.sha256(record).hexdigest() != digest:
        faults.append(("row_changed", "The record is not the one that the entry of the log is about."))
    if head.size is not None and root_from_proof(index, head.size, leaf_hash(entry), hashes) != head.root:
        faults.append(("entry_changed", "The entry doesn't stand at place %d of the log." % index))
    return faults, "%s %s, version %d, %s by %s at %s, is entry %d of the log of %s" % (
        said["object"], said["key"], said["version"], said["act"], said["actor"], said["at"], index, key.name)

def main(words):
    options = {"--key": [], "--head": [], "--proof": []}
    folders = []
    while words:
        word = words.pop(0)
        if word in options and words:
            options[word].append(words.pop(0))
        elif word.startswith("-"):
            folders = []
            break
        else:
            folders.append(word)
    if len(options["--key"]) != 1 or len(folders) + len(options["--proof"]) != 1:
        print(__doc__, file=sys.stderr)
        return 64
    try:
        text = options["--key"][0]
        key = Key(read(text).decode().strip() if os.path.exists(text) else text)
        if folders:
            faults, proved = check_log(folders[0], key, options["--head"])
        else:
            faults, proved = check_proof(options["--proof"][0], key)
    except (CannotTell, OSError, UnicodeDecodeError) as reason:
        print("can't be told: %s" % reason)
        return 2
    for kind, sentence in faults:
        print("%s: %s" % (kind, sentence))
    print("proved: %s" % proved if not faults else "changed: %d things are not as signed" % len(faults))
    return 1 if faults else 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""Draws once more what a tolerance registry drew by lot, without the registry's own programs.

    verify-draw.py draw.json --proof proof.json --key KEY    the two files that `registryctl draw export` writes
    verify-draw.py --batch       JSON lines on standard input, answers on standard output: for comparing two programs

KEY is the log's public key that was put away (`registryd audit key`), or a file with it. It needs Python 3.8, verify-log.py
beside it, and nothing else. Exit codes: 0 the same came out; 1 something was changed; 2 it can't be told; 64 wrong usage.

What draw.json says is believed only where the log says it, too: the pool, the name and the days are those of the row whose
digest stands in the log, and whether it took the place of another draw; the head is signed by the key and covers that entry,
so the pool was fixed before the seed could be known; and who is drawn is worked out here. Whether a later draw has replaced
this one is not seen here: ask for the newest. Nor is it seen that no earlier signed head covered the pool: the registry takes
the first one, and whoever keeps all heads (a witness) can say whether it did.

How it is drawn, for whoever wants to write a third program:

1. The pool is a text of ASCII lines, each ended by one line feed: `tolerance-registry/draw-pool/v2`; the name of the draw;
   its secret, 32 random bytes in 64 small hexadecimal digits; the number of members and each on a line, sorted by bytes; the number of slots, and for each a line `NAME SEATS BARRED`
   and the BARRED members who can't be drawn for it, sorted, one a line. Its SHA-256 was logged before the seed existed.
2. The seed is SHA-256("draw" + name of the draw + secret + root), where secret is those 32 bytes and root the 32 bytes of the
   Merkle root in the first signed head of the log that covers the entry about the pool. Heads are public; the secret is not,
   so that who may not see the draw can't work it out.
3. Block n of the numbers is SHA-256(seed + n), n from 0 in 8 bytes, most significant first. A number is the next 8 bytes. To
   choose below k, a number of 2^64 - (2^64 mod k) or more is dropped; of the others the remainder by k is taken.
4. For each slot in turn the whole pool, in its sorted order, is shuffled: for i from 0 to its size minus 2, swap item i with
   item i + (a number below size - i). The first SEATS who are not barred are drawn, in that order.

It shares no line with the registry's own program.
"""

import base64
import hashlib
import importlib.util
import json
import pathlib
import sys

FORM = "tolerance-registry/draw-pool/v2"


class Altered(Exception):
    """Something is not what it must be."""


def numbers(seed):
    n = 0
    while True:
        block = hashlib.sha256(seed + n.to_bytes(8, "big")).digest()
        for at in range(0, 32, 8):
            yield int.from_bytes(block[at : at + 8], "big")
        n += 1


def below(stream, bound):
    limit = 2**64 - 2**64 % bound
    return next(number for number in stream if number < limit) % bound


def read_pool(text):
    """The name, the secret, the members and the slots of a pool's text, or Altered."""
    lines = text.split("\n")
    if lines.pop() != "" or lines[0] != FORM:
        raise Altered("the pool is not in the form " + FORM)
    rest = iter(lines[1:])
    try:
        name, secret = next(rest), next(rest)
        if len(secret) != 64 or not set(secret) <= set("0123456789abcdef"):
            raise Altered("the secret of the pool is not 64 small hexadecimal digits")
        members = [next(rest) for _ in range(int(next(rest)))]
        slots = []
        for _ in range(int(next(rest))):
            slot, seats, barred = next(rest).split(" ")
            slots.append((slot, int(seats), [next(rest) for _ in range(int(barred))]))
    except (StopIteration, ValueError):
        raise Altered("the pool ends too early or has a line of another form")
    if next(rest, None) is not None:
        raise Altered("the pool has lines after its end")
    for names in [members] + [barred for _, _, barred in slots]:
        if names != sorted(set(names)):
            raise Altered("names in the pool are not sorted, or stand there twice")
    return name, bytes.fromhex(secret), members, slots


def draw(text, root):
    """The seed and who is drawn for each slot."""
    name, secret, members, slots = read_pool(text)
    seed = hashlib.sha256(b"draw" + name.encode() + secret + root).digest()
    stream, drawn = numbers(seed), []
    for slot, seats, barred in slots:
        order = list(members)
        for i in range(len(order) - 1):
            j = i + below(stream, len(order) - i)
            order[i], order[j] = order[j], order[i]
        drawn.append({"slot": slot, "drawn": [m for m in order if m not in barred][:seats]})
    return seed, drawn


def root_of(note):
    """The root in a signed head (C2SP tlog-checkpoint): its third line."""
    return base64.b64decode(note.split("\n")[2])


def log_verifier():
    """The verifier of the log, which lies beside this file; its proofs are read by it."""
    spec = importlib.util.spec_from_file_location("verify_log", str(pathlib.Path(__file__).with_name("verify-log.py")))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def logged_row(proof, key):
    """The row of the draw that the log holds, the text of the head that covers it, and where, in a sentence; or Altered."""
    log = log_verifier()
    faults, where = log.check_proof(proof, [log.Key(key)])
    if faults:
        raise Altered("; ".join(words for _, words in faults))
    with open(proof) as file:
        answer = json.load(file)
    if json.loads(answer["entry"])["object"] != "draw":
        raise Altered("the proof is about something else: " + where)
    return json.loads(answer["record"]), log.Note(answer["proof"].encode().split(b"\n\n", 1)[1]).text, where


def verify(draw_file, proof, key):
    """What was found, in a sentence; Altered where it is not what was logged."""
    with open(draw_file) as file:
        record = json.load(file)
    row, head, where = logged_row(proof, key)
    pool = record["pool"]
    if hashlib.sha256(pool.encode()).hexdigest() != record["poolDigest"]:
        raise Altered("the pool is not the one whose digest it names")
    for said, stored in [("pool", "pool"), ("reference", "reference"), ("firstDay", "first_day"), ("lastDay", "last_day")]:
        if record[said] != row[stored]:
            raise Altered("its %s is not that of the row in the log" % said)
    if (record["replaces"] is None) != (row["replaces_id"] is None):
        raise Altered("the row in the log says otherwise of whether it took the place of another draw")
    if read_pool(pool)[0] != record["reference"]:
        raise Altered("the pool is that of another draw")
    if not record["head"].startswith(head + "\n"):
        raise Altered("its head is not the signed one under which the pool is proved")
    seed, drawn = draw(pool, root_of(head))
    if seed.hex() != record["seed"]:
        raise Altered("another seed follows from the head")
    if drawn != [{"slot": d["slot"], "drawn": d["drawn"]} for d in record["drawn"]]:
        raise Altered("others are drawn: " + json.dumps(drawn))
    instead = "" if record["replaces"] is None else " (in the place of another draw)"
    return "the same came out%s: %s\nproved: %s" % (
        instead, "; ".join("%s %s" % (d["slot"], ", ".join(d["drawn"])) for d in drawn), where)


def batch():
    """For each line {"pool", "root"} the digest, the seed and the drawn; for {"seed", "below"} the numbers."""
    for line in sys.stdin:
        ask = json.loads(line)
        if "below" in ask:
            stream = numbers(bytes.fromhex(ask["seed"]))
            answer = [str(below(stream, int(bound))) for bound in ask["below"]]
        else:
            seed, drawn = draw(ask["pool"], bytes.fromhex(ask["root"]))
            answer = [hashlib.sha256(ask["pool"].encode()).hexdigest(), seed.hex()] + [d["drawn"] for d in drawn]
        print(json.dumps(answer, separators=(",", ":")))


def main(arguments):
    if arguments == ["--batch"]:
        batch()
        return 0
    words, named = list(arguments), {"--proof": None, "--key": None}
    files = []
    while words:
        word = words.pop(0)
        if word in named and words:
            named[word] = words.pop(0)
        else:
            files.append(word)
    if len(files) != 1 or files[0].startswith("-") or None in named.values():
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        print("    Without the proof and the key nobody knows whether the pool was logged.", file=sys.stderr)
        return 64
    try:
        print("%s: %s" % (files[0], verify(files[0], named["--proof"], named["--key"])))
    except Altered as problem:
        print("%s: ALTERED: %s" % (files[0], problem))
        return 1
    except (OSError, LookupError, ValueError, TypeError, AttributeError) as problem:
        print("can't be told: %s: %s" % (type(problem).__name__, problem))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

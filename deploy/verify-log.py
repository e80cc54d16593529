#!/usr/bin/env python3
"""Checks the log of a tolerance registry, or the proof of one record, without the registry's own programs.

    verify-log.py FOLDER --key KEY [--head FILE]...        the whole log, as `registryd audit export` writes it
        [--witness KEY]... [--quorum N] [--within HOURS]   so many of these witnesses have to have signed (default: all), and the
                                                           log may go on for so long behind what is proved (default: 4)
        [--receipts PATH --receipt-key KEY]                receipts that somebody kept: a file, or a folder of them
    verify-log.py --proof FILE --key KEY                   one record, as `registryctl audit proof` writes it

KEY is a public key that was put away (`registryd audit key`), or a file with it. It needs Python 3.8 and nothing else.
Exit codes: 0 proved; 1 something was changed, each thing on a line; 2 it can't be told; 64 wrong usage.

What it does: RFC 6962, Ed25519 (RFC 8032), and C2SP signed-note, tlog-checkpoint, tlog-tiles, tlog-cosignature and tlog-proof. It
shares no line with the registry's own verifier. It sees no record: whether rows are as the log says, that one tells.
"""
import base64, bisect, collections, datetime, functools, hashlib, itertools, json, os, pathlib, sys

# --- Ed25519 (RFC 8032, section 5.1), verification only; slow and plain ---------------------------------------------------
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def point(data):
    """The point that 32 bytes encode, as (X, Y, Z, T), or None where there is none."""
    number = int.from_bytes(data, "little")
    y, sign = number & (2**255 - 1), number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)
def add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    return ((f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P)
def times(scalar, a):
    rest = times(scalar >> 1, add(a, a)) if scalar else (0, 1, 1, 0)
    return add(rest, a) if scalar & 1 else rest
BASE = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
def ed25519(key, message, signature):
    """Whether the 64 bytes are the key's signature of the message."""
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or r is None or s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    left, right = times(s, BASE), add(r, times(h, a))
    return all((left[place] * right[2] - right[place] * left[2]) % P == 0 for place in (0, 1))

# --- Keys, notes and heads (C2SP signed-note, tlog-checkpoint, tlog-cosignature) -------------------------------------------
class Key:
    """A public key: of a log or of receipts (kind 1), or of a witness (kind 4), whose signatures begin with their time."""
    def __init__(self, named):
        self.text = read(named).decode().strip() if os.path.exists(named) else named
        try:
            self.name, number, data = self.text.split("+", 2)
            self.id, data = bytes.fromhex(number), base64.b64decode(data, validate=True)
        except ValueError:
            raise ValueError("This is no public key: " + self.text)
        self.kind, self.bytes = data[:1], data[1:]
        expected = hashlib.sha256(self.name.encode() + b"\n" + data).digest()[:4]
        if self.id != expected or self.kind not in (b"\1", b"\4") or len(self.bytes) != 32:
            raise ValueError("This is no Ed25519 key of kind 1 or 4, or its number doesn't fit it: " + self.text)
    def signed(self, text, signature):
        if self.kind == b"\4":
            text, signature = "cosignature/v1\ntime %d\n%s" % (int.from_bytes(signature[:8], "big"), text), signature[8:]
        return ed25519(self.bytes, text.encode(), signature)
class Note:
    """A text and the lines of who signed it."""
    def __init__(self, data):
        text, lines = data.decode().rsplit("\n\n", 1)
        self.text, lines = text + "\n", [line.split(" ") for line in lines.split("\n")]
        if lines.pop() != [""] or not lines or any(len(line) != 3 or line[0] != "\u2014" for line in lines):
            raise ValueError
        self.lines = [(name, base64.b64decode(signature, validate=True)) for _, name, signature in lines]
    def signers(self, keys):
        """Which of the keys have signed it, as texts; None where a line that names one of them is not its signature."""
        lines = [(key, data) for name, data in self.lines for key in keys if (key.name, key.id) == (name, data[:4])]
        return {key.text for key, _ in lines} if all(key.signed(self.text, data[4:]) for key, data in lines) else None
class Head:
    """A signed head: `size` entries with the root `root`; one without a size is not readable."""
    def __init__(self, data):
        self.size = None
        try:
            self.note = Note(data)
            self.origin, size, root, _ = self.note.text.split("\n")
            self.root = base64.b64decode(root, validate=True)
            self.size = int(size) if str(int(size)) == size and int(size) >= 0 and len(self.root) == 32 else None
        except ValueError:
            pass
    def fault(self, keys, terms, witnesses):
        """Why it is not signed as it has to be; None where it is."""
        if self.size is None:
            return ("signature_forged", "A signed head is not readable.")
        signed = self.note.signers([key for key in keys if key.name == self.origin])
        if signed is None or self.note.signers(witnesses) is None:
            return ("signature_forged", "A line is no signature of the head of %d entries." % self.size)
        if not signed:
            return ("signature_unknown", "The head of %d entries is not signed by the key." % self.size)
        if terms and [key.text for start, key in terms if start <= self.size][-1] not in signed:
            return ("key_retired", "The head of %d entries is not signed by the key that the log was handed over to." % self.size)

# --- The tree (RFC 6962, section 2.1) --------------------------------------------------------------------------------------
def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()
def grow(frontier, size, leaf):
    """Appends a leaf to the roots of the perfect subtrees of a tree of this size."""
    while size & 1:
        leaf, size = node_hash(frontier.pop(), leaf), size >> 1
    frontier.append(leaf)
def root_of(frontier):
    return functools.reduce(lambda root, left: node_hash(left, root), frontier[::-1]) if frontier else hashlib.sha256().digest()
def root_from_proof(index, size, leaf, hashes):
    """The root that a leaf and its proof lead to (RFC 9162, 2.1.3), or something else where the proof has another length."""
    if size <= 1 or not hashes:
        return leaf if size == 1 and index == 0 and not hashes else b""
    left = 1 << (size - 1).bit_length() - 1
    if index < left:
        return node_hash(root_from_proof(index, left, leaf, hashes[:-1]), hashes[-1])
    return node_hash(hashes[-1], root_from_proof(index - left, size - left, leaf, hashes[:-1]))

# --- The files of a log (C2SP tlog-tiles) ----------------------------------------------------------------------------------
def read(path):
    return pathlib.Path(path).read_bytes()
def tile(folder, level, index, count):
    """The bytes of a tile of a level with this many hashes; empty where it is missing."""
    width, elements, number = min(256, count - index * 256), ["%03d" % (index % 1000)], index // 1000
    while number:
        elements, number = ["x%03d" % (number % 1000)] + elements, number // 1000
    path = os.path.join(folder, "tile", str(level), *elements) + ("" if width == 256 else ".p/%d" % width)
    return read(path) if os.path.exists(path) else b""
def entries_of(data):
    """The entries of a bundle, each behind its length in two bytes."""
    place = 0
    while place < len(data):
        end = place + 2 + int.from_bytes(data[place:place + 2], "big")
        yield data[place + 2:end]
        place = end

# --- The whole log ---------------------------------------------------------------------------------------------------------
def check_log(folder, keys, heads, witnesses, quorum, within, receipts):
    """What is wrong with the log: pairs of a class and a sentence; and what is proved, where nothing is."""
    also = [folder + "/witnessed"] if os.path.exists(folder + "/witnessed") else []
    heads = [Head(read(path)) for path in [folder + "/checkpoint"] + heads + also]
    ahead = sorted((head for head in heads if head.size is not None), key=lambda head: -head.size)
    faults, leaves, frontier, said, size = [], [], [], [], heads[0].size or 0
    bundles = itertools.takewhile(len, (tile(folder, "entries", bundle, size) for bundle in range((size + 255) // 256)))
    for entry in itertools.chain([None], itertools.chain.from_iterable(map(entries_of, bundles))):
        if entry is not None:
            leaves.append(hashlib.sha256(b"\x00" + entry).digest())
            grow(frontier, len(leaves) - 1, leaves[-1])
            said.append(json.loads(entry) if entry[:1] == b"{" else {})
        while ahead and ahead[-1].size <= len(leaves):
            head = ahead.pop()
            if head.root != root_of(frontier):
                faults.append(("head_contradicted", "The first %d entries have another root than was signed." % head.size))
    if len(leaves) != size:
        faults.append(("entry_missing", "%d of the %d entries are there." % (len(leaves), size)))
    faults += [("log_shortened", "A head of %d entries was signed, and the log has %d: the rest is gone." %
                (head.size, len(leaves))) for head in ahead]
    terms = follow(said, keys, heads[0], faults)
    faults += filter(None, [head.fault(keys, terms, witnesses) for head in heads])
    faults += [*check_tiles(folder, leaves if len(leaves) == size else []), *check_times(said), *check_states(said),
               *check_receipts(said, keys, receipts)]
    proved = max([head.size for head in heads if not faults and len(head.note.signers(witnesses)) >= quorum], default=0)
    late = [time_of(one) for one in said[proved:] if time_of(one)] or [*filter(None, map(time_of, said))][-1:]
    if not faults and (size > proved == 0 or late and max(late + [int(one[2][5:]) for one in receipts]) - late[0] > within * 3600):
        raise ValueError("The newest head that is signed as it has to be covers %d of %d entries: entries or receipts go on for too long after that." % (proved, size))
    return faults, "%d entries under a head that %s signed%s" % (size, keys[0].name, ", and %d receipts of acts in it" % len(receipts) * bool(receipts))
def check_tiles(folder, hashes, level=0):
    """The stored hashes are those of the entries, and of the parts of the tree above them."""
    above = []
    for start in range(0, len(hashes), 256):
        frontier, part = [], hashes[start:start + 256]
        for place, one in enumerate(part):
            grow(frontier, place, one)
        above += [root_of(frontier)] if len(part) == 256 else []
        if tile(folder, level, start // 256, len(hashes)) != b"".join(part):
            yield ("hash_changed", "Tile %d of level %d is not that of the entries." % (start // 256, level))
    yield from check_tiles(folder, above, level + 1) if above else []
def follow(said, keys, newest, faults):
    """Which key signs from which size on. Adds keys that follow from trusted ones, and, under a head of a later key, earlier ones."""
    terms, leading, told = [], {key.text for key in keys}, [(index, one) for index, one in enumerate(said) if "new_key" in one]
    handed = [one for _, one in told if ed25519(Key(one["old_key"]).bytes, ("tolerance-registry/log-key/v1\n%s\n%s\n" % (
        one["old_key"], one["new_key"])).encode(), base64.b64decode(one["signature"]))]
    for one in handed[::-1]:  # A first key has to be trusted, or to lead to one that is: anybody can make up two keys.
        leading |= {one["old_key"]} if one["new_key"] in leading else set()
    for index, one in told:
        if one in handed and (terms[-1][1].text == one["old_key"] if terms else one["old_key"] in leading):
            terms = (terms or [(0, Key(one["old_key"]))]) + [(index + 1, Key(one["new_key"]))]
        else:
            faults.append(("key_retired", "Entry %d announces a key, and the key in force has not signed that." % index))
    trusted = [key.text for key in keys]
    for place, (start, key) in enumerate(terms):
        if key.text in trusted:
            covers = newest.size is not None and newest.size >= start and newest.note.signers([key])
            keys += [key for _, key in terms[0 if covers else place:] if key.text not in trusted]
            break
    return terms
def time_of(said):
    """When an act was done, or of which hour a state is, in seconds; None for a key."""
    time = said["at"] if "act" in said else said.get("hour")
    return time and datetime.datetime.fromisoformat(time[:19] + "+00:00").timestamp()
def check_times(said):
    """No entry is of a time more than an hour before that of earlier entries. Where a clock was put right two hourly states follow
    in the earlier time, and the log goes on from there."""
    newest, back = 0, []
    for index, one in [(index, one) for index, one in enumerate(said) if time_of(one)]:
        if newest - time_of(one) <= 3660:
            if back:
                yield ("time_reversed", "Entry %d is %d s behind entries before it." % (back[0], newest - time_of(said[back[0]])))
            newest, back = max(newest, time_of(one)), []
        else:
            back.append(index)
            if sum("hour" in said[place] for place in back) >= 2:
                newest, back = max(time_of(said[place]) for place in back), []
# Records with versions: the history has a row for each version of them.
VERSIONED = set("""access_token action attribution back_check case_file conflict_of_interest contact_erasure contact_hold contact_key
    credential deputy evidence evidence_attachment evidence_hold jurisdiction licence outlet party party_role person policy_pack redraw role_grant subject_binding unsealing violation""".split())

def check_states(said):
    """Each hourly state has as many records of each table as the acts until then make, and the newest one their digests."""
    acts, firsts = collections.defaultdict(list), collections.defaultdict(list)
    for place, one in enumerate(said):
        for table in ([one["object"]] + ["history"] * (one["object"] in VERSIONED) if "act" in one else []):
            acts[table].append(place)
            firsts[table] += [place] * (table == "history" or one["version"] == 1)
    states = [place for place, one in enumerate(said) if "state" in one]
    for place, part in [(place, part) for place in states for part in said[place]["state"]]:
        table, mine, before = part["object"], acts[part["object"]], bisect.bisect_left(acts[part["object"]], part["size"])
        also = [act for act in mine[before:bisect.bisect_left(mine, place)] if said[act]["id"] in part["also"]]
        rows = bisect.bisect_left(firsts[table], part["size"]) + sum(table == "history" or said[act]["version"] == 1 for act in also)
        newest = {}
        for act in [said[act] for act in mine[:before] + also] if place == states[-1] else []:
            name = (act["jurisdiction"], act["object"], act["key"], act["version"] if table == "history" else 0)
            newest[name] = max(newest.get(name, (0, "")), (act["version"], act["digest"]))
        hashes = sorted(hashlib.sha256(("%d/%s/%s/%d/%s" % (name[:3] + newest[name])).encode()).digest() for name in newest)
        if rows != part["rows"] or place == states[-1] and hashlib.sha256(b"".join(hashes)).hexdigest() != part["digest"]:
            yield ("state_differs", "At %s %s was not as the acts until then make it." % (said[place]["hour"], table))
def check_receipts(said, keys, receipts):
    """What the receipts name is in the log, unless they are newer than the log."""
    digests = {"%d/%d" % (one["jurisdiction"], one["id"]): one["digest"] for one in said if "act" in one} if receipts else {}
    newest = max([time_of(one) for one in said if time_of(one)], default=0) if receipts else 0
    for _, origin, time, *acts in receipts:
        for name, digest in (act[4:].split(":") for act in acts if act.startswith("act ")):
            here, wanted = digests.get(name), base64.b64decode(digest).hex()
            if here not in (None, wanted) or here is None and int(time[5:]) + 60 < newest or \
                    origin not in ["-"] + [key.name for key in keys]:
                yield ("receipt_broken", "Act %s of the receipt of %s is not in the log of %s." % (name, time, origin))
def read_receipts(paths, keys):
    """The lines of receipts that one of the keys has signed, each."""
    for path in paths:
        for file in [os.path.join(path, name) for name in sorted(os.listdir(path))] if os.path.isdir(path) else [path]:
            for note in [Note(base64.b64decode(line)) for line in read(file).split()]:
                if not note.signers(keys):
                    raise ValueError("A receipt in %s is not signed by the key, so it proves nothing." % file)
                yield note.text[:-1].split("\n")

# --- One record (C2SP tlog-proof) -------------------------------------------------------------------------------------------
def check_proof(path, keys):
    answer = json.loads(read(path))
    lines, note = answer["proof"].encode().split(b"\n\n", 1)
    header, index, *hashes = lines.decode().split("\n")
    hashes, index = [base64.b64decode(line, validate=True) for line in hashes], int(index[6:])
    said, leaf = json.loads(answer["entry"]), hashlib.sha256(b"\x00" + answer["entry"].encode()).digest()
    head, digest = Head(note), hashlib.sha256(answer["record"].encode()).digest()
    digest = hashlib.sha256(bytes.fromhex(answer["salt"]) + digest).digest() if answer.get("salt") else digest
    faults, row = list(filter(None, [head.fault(keys, [], [])])), json.loads(answer["record"])
    if digest.hex() != said["digest"]:
        faults.append(("row_changed", "The record is not the one that the entry of the log is about."))
    if header != "c2sp.org/tlog-proof@v1" or head.size is None or root_from_proof(index, head.size, leaf, hashes) != head.root:
        faults.append(("entry_changed", "The entry doesn't stand at place %d of the log." % index))
    return faults, "%s %s, version %d, %s by %s at %s, is entry %d of the log of %s: %s. What was done after its entry %s is not in this proof" % (
        *(said[name] for name in ("object", "key", "version", "act", "actor", "at")), index, keys[0].name, ", ".join(str(row[name]) for name in ("reference", "kind", "status") if row.get(name)) or "no reference", head.size)
def main(words):
    options = {name: [] for name in "folder --key --head --witness --quorum --within --receipts --receipt-key --proof".split()}
    while words:
        name = words.pop(0) if words[0].startswith("-") else "folder"
        options.setdefault(name, []).append(words.pop(0) if words else None)
    if len(options) != 9 or not options["--key"] or len(options["folder"] + options["--proof"]) != 1:
        print(__doc__, file=sys.stderr)
        return 64
    try:
        keys, witnesses, receipt_keys = [[Key(one) for one in options[name]] for name in ("--key", "--witness", "--receipt-key")]
        quorum, within = (int((options[name] or [default])[0]) for name, default in (("--quorum", len(witnesses)), ("--within", 4)))
        receipts = list(read_receipts(options["--receipts"], receipt_keys))
        faults, proved = check_proof(options["--proof"][0], keys) if options["--proof"] else check_log(
            options["folder"][0], keys, options["--head"], witnesses, quorum, within, receipts)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as reason:
        print("can't be told: %s" % (reason if isinstance(reason, (OSError, ValueError)) else "a file has another form: %r" % reason))
        return 2
    for fault in faults:
        print("%s: %s" % fault)
    print("changed: %d things are not as signed" % len(faults) if faults else "proved: " + proved)
    return 1 if faults else 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

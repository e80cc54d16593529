"""Clients that write all the time and never give up: each act has a key, and is sent with it until it is answered."""

import hashlib
import http.client
import json
import random
import socket
import threading
import time
import uuid

PATIENCE = 120  # seconds in which one act has to be answered, whatever happens to the service


class Act:
    """One thing to write, known by a mark that stands in the record itself."""

    def __init__(self, writer, number, outlets, seed):
        chance = random.Random(f"{seed}/{writer}/{number}")
        self.mark = f"mark-{seed}-{writer}-{number}"
        self.key = fresh_uuid()
        self.kind = chance.choice(["report", "report", "inspection", "evidence"])
        self.type = "application/json"
        if self.kind == "report":
            self.method, self.path = "POST", "/v1/nuisance-reports"
            self.body = {"category": "noise", "occurredAt": "2026-10-01T22:10:00Z", "address": "Damrak 5",
                         "description": self.mark}
        elif self.kind == "evidence":
            # What begins like a photo; it is known by its SHA-256, in the row and in the folder.
            self.body = b"\xff\xd8\xff\xe0....JFIF...." + self.mark.encode() + b"." * chance.randrange(200_000)
            self.mark = hashlib.sha256(self.body).hexdigest()
            self.method, self.path, self.type = "PUT", f"/v1/evidence/{self.mark}", "image/jpeg"
        else:
            self.method, self.path = "PUT", f"/v1/inspections/{self.key}"
            outlet = chance.choice(outlets)
            minute = number % 60
            self.body = {
                "outlet": outlet, "kind": "unannounced", "outcome": "access",
                "startedAt": f"2026-10-01T{12 + number // 60 % 8:02d}:{minute:02d}:00Z",
                "endedAt": f"2026-10-01T{12 + number // 60 % 8:02d}:{minute:02d}:30Z", "note": self.mark,
                "findings": [{"criterion": "A", "result": "pass"}]}
        self.reference = None
        self.tries = 0


class Writers:
    """Threads that write until they are told to stop; `with` starts and ends them."""

    def __init__(self, port, token, outlets, seed, count=8, fresh_keys=False, pause=0.0):
        self.port, self.token, self.outlets, self.seed = port, token, outlets, seed
        # The saboteur of the test itself: whoever sends again under another key does a thing twice.
        self.fresh_keys, self.pause = fresh_keys, pause
        self.acknowledged, self.receipts, self.faults = [], [], []
        self.unlike = []
        self.over, self.lock = threading.Event(), threading.Lock()
        # Set where the service will not come back: what is not answered by then never is.
        self.hopeless = threading.Event()
        self.threads = [threading.Thread(target=self._write, args=(number,)) for number in range(count)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _write(self, writer):
        number = 0
        while not self.over.is_set():
            number += 1
            act = Act(writer, number, self.outlets, self.seed)
            first = self._until_answered(act)
            # One in five is sent again, as by a phone that did not hear the answer.
            if first and number % 5 == 0 and not self.over.is_set():
                again = self._until_answered(act)
                if again and again != first:
                    self.unlike.append(f"{act.mark}: {first}, then {again}")
            time.sleep(self.pause)

    def _until_answered(self, act):
        until, said = time.monotonic() + PATIENCE, "nothing"
        while time.monotonic() < until and not self.hopeless.is_set():
            act.tries += 1
            try:
                status, reference, receipt, said = self._send(act)
            except (OSError, http.client.HTTPException, ValueError) as cut_off:
                said = repr(cut_off)
                time.sleep(0.1)
                continue
            if status in (200, 201):
                with self.lock:
                    if act.reference is None:
                        act.reference = reference
                        self.acknowledged.append(act)
                    if receipt:
                        self.receipts.append(receipt)
                return reference
            if status not in (429, 500, 503, 504):
                with self.lock:
                    self.faults.append(f"{act.mark}: {status} {said}")
                return None
            said = f"{status} {said}"
            time.sleep(0.1)
        if self.hopeless.is_set():
            return None
        with self.lock:
            self.faults.append(f"{act.mark}: no answer in {PATIENCE} s and {act.tries} tries; at last: {said}")
        return None

    def _send(self, act):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": act.type}
            path = act.path
            if act.kind == "report":
                headers["Idempotency-Key"] = fresh_uuid() if self.fresh_keys else act.key
            elif self.fresh_keys and act.kind == "inspection":
                path = f"/v1/inspections/{fresh_uuid()}"
            body = act.body if act.kind == "evidence" else json.dumps(act.body)
            connection.request(act.method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
            name = "sha256" if act.kind == "evidence" else "reference"
            reference = json.loads(text).get(name) if answer.status in (200, 201) else None
            return answer.status, reference, answer.headers.get("Registry-Receipt"), text[:300]
        finally:
            connection.close()


def fresh_uuid():
    """A UUID of version 7 (RFC 9562), as clients make them for inspections."""
    bits = int(time.time() * 1000) << 80 | 0x7 << 76 | random.getrandbits(12) << 64 | 0b10 << 62 | random.getrandbits(62)
    return str(uuid.UUID(int=bits))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

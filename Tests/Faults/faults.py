"""Kills the service, PostgreSQL, or the power while people write, and counts what was lost and what was done twice.

    faults.py kill-service|kill-postgres|power-cut BINARIES POSTGRES [--count N] [--seed N] [--writers N] [--saboteur]

Eight writers send reports, inspections and files; whatever gets no answer is sent again with the same key until it gets
one. After all the faults, every act that was acknowledged has to be there once, under the reference that was answered, and
`registryd audit verify --deep` with all receipts has to prove the log. One line of JSON tells the result.

Exit codes: 0 nothing lost and nothing doubled, 1 something was, 2 the run itself failed.

--saboteur takes the safeguard away, and exit code 0 is that the run has found what is missing then, and not that it was slow: under `kill-service` what is sent again has a new key,
under `kill-postgres` PostgreSQL acknowledges before its log is written, under `power-cut` it never syncs.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid

from writers import Writers, free_port

HERE = os.path.dirname(os.path.abspath(__file__))
OUTLETS = 40
KINDS = ("kill-service", "kill-postgres", "power-cut")


class RunFailed(Exception):
    """The run could not be made: it says nothing about the registry."""


class Home:
    """An installation with a private cluster, and the service in it as a process of its own."""

    def __init__(self, options):
        self.registryd = os.path.join(os.path.abspath(options.binaries), "registryd")
        self.postgres, self.port = options.postgres, free_port()
        self.folder = tempfile.mkdtemp(prefix="reg-faults-", dir="/tmp")
        os.chmod(self.folder, 0o711)
        self.data = os.path.join(self.folder, "data")
        self.service, self.log = None, open(os.path.join(self.folder, "service.log"), "ab")

    def run(self, *arguments, check=True):
        done = subprocess.run(
            [self.registryd, *arguments, "--data", self.data], capture_output=True, text=True, check=False)
        if check and done.returncode != 0:
            raise RunFailed(f"registryd {' '.join(arguments)}: {done.stderr}{done.stdout}")
        return done

    def establish(self):
        token = os.path.join(self.folder, "token")
        self.tokens = {}
        self.run("cluster", "start")
        self.run("jurisdiction", "establish", "0363", "--name", "Amsterdam", "--time-zone", "Europe/Amsterdam",
                 "--administrator", "admin", "--administrator-name", "Ada", "--token-file", token + ".admin")
        for login, roles in (("writer", ["inspector", "officer", "policy"]), ("second", ["reviewer"])):
            words = [word for role in roles for word in ("--role", role)]
            self.run("person", "add", login, "--name", login.title(), *words, "--jurisdiction", "0363")
            self.run("token", "issue", login, "--jurisdiction", "0363", "--token-file", f"{token}.{login}")
            with open(f"{token}.{login}") as file:
                self.tokens[login] = file.read().strip()

    def govern(self):
        """A pack that ships governs, as two persons have it: without one no finding can be taken."""
        adopted = self.post("/v1/policy-packs/built-in", {
            "id": "nl/amsterdam/two-step", "version": "2018-2019", "validFrom": "2026-01-01"})
        self.post(f"/v1/policy-packs/{adopted['number']}/activate", {}, login="second", match=adopted["etag"])

    def put_away(self):
        """The key of the log and a signed head, in files beside the installation: how `audit verify` is told of them."""
        words = []
        for name, option in (("key", "--key"), ("head", "--head")):
            path = os.path.join(self.folder, name)
            with open(path, "w") as file:
                file.write(self.run("audit", name).stdout)
            words += [option, path]
        return words

    def start(self, patience=180):
        """Starts the service and waits until it is ready."""
        self.service = subprocess.Popen(
            [self.registryd, "serve", "--data", self.data, "--port", str(self.port)], stdout=self.log, stderr=self.log,
            start_new_session=True)
        self.wait_until_ready(patience)

    def wait_until_ready(self, patience=180):
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if self.service.poll() is not None:
                raise RunFailed(f"The service ended with {self.service.returncode}: {self.tail()}")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except OSError:
                pass
            time.sleep(0.05)
        raise RunFailed(f"The service was not ready within {patience} s: {self.tail()}")

    def tail(self):
        with open(self.log.name, encoding="utf-8", errors="replace") as file:
            return "".join(file.readlines()[-15:])

    def kill_service(self):
        os.kill(self.service.pid, signal.SIGKILL)
        self.service.wait()

    def kill_postgres(self):
        """Every process that works in the folder of the database, at once."""
        database = os.path.realpath(os.path.join(self.data, "postgres"))
        for process in [int(name) for name in os.listdir("/proc") if name.isdigit()]:
            try:
                if os.readlink(f"/proc/{process}/cwd") == database:
                    os.kill(process, signal.SIGKILL)
            except OSError:
                continue

    def post(self, path, body, login="writer", match=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", method="POST", data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.tokens[login]}", "Content-Type": "application/json",
                     "Idempotency-Key": str(uuid.uuid4())})
        if match:
            request.add_header("If-Match", match)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return dict(json.load(answer), etag=answer.headers.get("ETag"))
        except urllib.error.HTTPError as refused:
            raise RunFailed(f"POST {path}: {refused.code} {refused.read().decode()}") from None

    def psql(self, text):
        with open(os.path.join(self.data, "postgres", "postmaster.pid")) as file:
            socket = file.read().splitlines()[4]
        command = [f"{self.postgres}/psql", f"host={socket} port=5432 dbname=registry user=postgres", "-XqAt", "-F", "\t",
                   "-v", "ON_ERROR_STOP=1"]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--"] + command
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False, cwd="/")
        if done.returncode != 0:
            raise RunFailed(f"psql: {done.stderr}")
        return [line.split("\t") for line in done.stdout.splitlines()]

    def close(self, keep):
        if self.service and self.service.poll() is None:
            self.service.terminate()
            try:
                self.service.wait(30)
            except subprocess.TimeoutExpired:
                self.service.kill()
        self.kill_postgres()
        if keep:
            print(f"kept: {self.folder}", file=sys.stderr)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)


class ForgetfulHome(Home):
    """An installation on a file system that forgets what was not synced."""

    def __init__(self, options):
        super().__init__(options)
        backing, self.mount = os.path.join(self.folder, "disk"), os.path.join(self.folder, "mount")
        self.counts = os.path.join(self.folder, "counts")
        for folder in (backing, self.mount):
            os.mkdir(folder)
        self.data = os.path.join(self.mount, "data")
        self.disk = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "forgetful.py"), backing, self.mount, self.counts, "--seed",
             str(options.seed)], stdout=self.log, stderr=self.log)
        until = time.monotonic() + 20
        while not os.path.ismount(self.mount):
            if self.disk.poll() is not None or time.monotonic() > until:
                raise RunFailed(f"The forgetful file system did not start: {self.tail()}")
            time.sleep(0.05)

    def cut(self):
        """The power goes: every write fails from here on, everything dies, and what was not synced is forgotten."""
        before = self._cuts()
        self.disk.send_signal(signal.SIGUSR1)
        self._poke()
        self.kill_service()
        self.kill_postgres()
        time.sleep(0.2)
        self.disk.send_signal(signal.SIGUSR2)
        until = time.monotonic() + 30
        while self._cuts() == before:
            if time.monotonic() > until:
                raise RunFailed("The forgetful file system made no cut.")
            self._poke()
            time.sleep(0.05)

    def _poke(self):
        # A signal is seen with the next thing that is asked of the file system.
        try:
            os.stat(os.path.join(self.mount, "data"))
        except OSError:
            pass

    def _cuts(self):
        return len(self.forgotten())

    def forgotten(self):
        if not os.path.exists(self.counts):
            return []
        with open(self.counts) as file:
            return [json.loads(line) for line in file]

    def close(self, keep):
        try:
            super().close(True)
        finally:
            subprocess.run(["umount", "-l", self.mount], capture_output=True, check=False)
            self.disk.kill()
            self.disk.wait()
            if not keep:
                shutil.rmtree(self.folder, ignore_errors=True)


def main():
    options = arguments()
    home = None
    try:
        home = ForgetfulHome(options) if options.kind == "power-cut" else Home(options)
        told = measured(home, options)
    except RunFailed as failure:
        print(f"error: {failure}", file=sys.stderr)
        return 2
    finally:
        if home:
            home.close(options.keep)
    print(json.dumps(told))
    return 0 if (told["missed"] if options.saboteur else told["proved"]) else 1


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("binaries")
    parser.add_argument("postgres")
    parser.add_argument("--count", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--saboteur", action="store_true")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    if options.count is None:
        options.count = 30 if options.kind == "power-cut" else 100
    return options


def measured(home, options):
    home.establish()
    home.start()
    home.govern()
    references = [
        home.post("/v1/outlets", {"name": f"Shop {number}", "kind": "consumption", "street": "Damrak",
                                  "houseNumber": str(number), "postcode": "1012LG", "locality": "Amsterdam"})["reference"]
        for number in range(1, OUTLETS + 1)]
    # Put away before anything happens, as an operator should: what comes back has to continue this.
    trusted = home.put_away()
    if options.saboteur and options.kind != "kill-service":
        home.psql({"kill-postgres": "ALTER SYSTEM SET synchronous_commit = off; ALTER SYSTEM SET wal_writer_delay = '10s';",
                   "power-cut": "ALTER SYSTEM SET fsync = off;"}[options.kind])
        home.psql("SELECT pg_reload_conf()")
    chance, start = random.Random(options.seed), time.monotonic()
    writers = Writers(
        home.port, home.tokens["writer"], references, options.seed, options.writers,
        fresh_keys=options.saboteur and options.kind == "kill-service",
        # The forgetful disk is slow; writers without a pause would have it never come to rest.
        pause=0.03 if options.kind == "power-cut" else 0.0)
    broken = None
    with writers:
        for _ in range(options.count):
            known = len(writers.acknowledged)
            time.sleep(chance.uniform(0.1, 1.0))
            until = time.monotonic() + 60
            while len(writers.acknowledged) < known + 5 and time.monotonic() < until:
                time.sleep(0.02)
            try:
                strike(home, options.kind)
            except RunFailed as failure:
                # What doesn't come back after a fault is a loss, not a failure of the run.
                broken = str(failure)
                writers.over.set()
                writers.hopeless.set()
                break
        time.sleep(0 if broken else 1)
    told = {"kind": options.kind, "count": options.count, "seed": options.seed, "saboteur": options.saboteur,
            "acknowledged": len(writers.acknowledged), "receipts": len(writers.receipts),
            "sent": sum(act.tries for act in writers.acknowledged), "seconds": round(time.monotonic() - start),
            "faults": writers.faults[:5], "answered_otherwise": writers.unlike[:5]}
    if isinstance(home, ForgetfulHome):
        told["pages_dropped"] = sum(cut["pages_dropped"] for cut in home.forgotten())
        told["names_undone"] = sum(cut["names_undone"] for cut in home.forgotten())
    if broken:
        # A database that is no longer one has lost what was acknowledged.
        missed = ["database"] if "The private database was not started" in broken else []
        return dict(told, broken=broken[-600:], missed=missed, proved=False)
    told.update(compared(home, writers))
    told.update(audited(home, writers, trusted))
    told["missed"] = [name for name in ("lost", "doubled", "under_another_reference", "answered_otherwise", "audit") if told[name]]
    told["proved"] = not told["missed"] and not told["faults"]
    return told


def strike(home, kind):
    if kind == "kill-service":
        home.kill_service()
        home.start()
    elif kind == "kill-postgres":
        home.kill_postgres()
        time.sleep(0.1)
        home.wait_until_ready()
    else:
        home.cut()
        home.start()


def compared(home, writers):
    """What PostgreSQL holds beside what was acknowledged."""
    rows = home.psql("""
        SELECT description, reference FROM registry.nuisance_report
        UNION ALL SELECT note, reference FROM registry.inspection
        UNION ALL SELECT encode(sha256, 'hex'), encode(sha256, 'hex') FROM registry.evidence WHERE status = 'kept'""")
    found = {}
    for mark, reference in rows:
        found.setdefault(mark, []).append(reference)
    lost = [act.mark for act in writers.acknowledged if act.mark not in found]
    doubled = [mark for mark, references in found.items() if len(references) > 1]
    other = [act.mark for act in writers.acknowledged if act.mark in found and act.reference not in found[act.mark]]
    return {"rows": len(rows), "files": len([act for act in writers.acknowledged if act.kind == "evidence"]), "lost": len(lost), "doubled": len(doubled), "under_another_reference": len(other),
            "examples": (lost + doubled + other)[:5]}


def audited(home, writers, trusted):
    """The whole log worked out anew, with every receipt that a writer has. A log that has stopped is a loss, too."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with urllib.request.urlopen(f"http://127.0.0.1:{home.port}/health/log", timeout=5) as answer:
            standing = json.load(answer)
        if standing["waiting"] == 0 and standing["signedEntries"] == standing["entries"]:
            break
        time.sleep(0.2)
    else:
        return {"audit": -1, "audit_said": [f"The log has stopped: {standing}"]}
    path = os.path.join(home.folder, "receipts")
    with open(path, "w") as file:
        file.write("".join(receipt + "\n" for receipt in writers.receipts))
    receipts = ["--receipts", path] if writers.receipts else []
    done = home.run("audit", "verify", "--deep", "--json", *trusted, *receipts, check=False)
    said = (done.stdout + done.stderr).strip().splitlines()
    code = done.returncode
    if code == 0:
        result = json.loads(done.stdout.splitlines()[-1])
        # Everything is in the log: no act waits, and no receipt is of one that it doesn't have.
        if result["waiting"] or result["receiptsNotDue"] or result["receipts"] != len(writers.receipts):
            code = -1
    return {"audit": code, "audit_said": said[-3:]}


if __name__ == "__main__":
    sys.exit(main())

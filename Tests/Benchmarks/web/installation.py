"""An installation of the registry of its own: a private cluster with PostgreSQL's default durability, and its people."""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", "..", ".."))
CODE = "0363"
PACK = ("nl/amsterdam/two-step", "2018-2019")
BASE = ("nl/ahojgi", "2017-05-10")
POOL = 16


class Installation:
    """Made on entry; stopped and removed on exit."""

    def __init__(self, binaries, postgres):
        self.registryd = os.path.join(os.path.abspath(binaries), "registryd")
        self.registryctl = os.path.join(os.path.abspath(binaries), "registryctl")
        self.postgres = postgres

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="reg-bench-", dir="/tmp")
        os.chmod(self.folder, 0o711)
        self.data = os.path.join(self.folder, "data")
        try:
            self._make()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        subprocess.run([self.registryd, "cluster", "stop", "--data", self.data], capture_output=True, check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _make(self):
        self.run("cluster", "start")
        self.token_file = os.path.join(self.folder, "token")
        self.run(
            "jurisdiction", "establish", CODE, "--name", "Amsterdam", "--time-zone", "Europe/Amsterdam",
            "--administrator", "admin", "--administrator-name", "Ada", "--token-file", self.token_file + ".admin")
        self.run(
            "person", "add", "inspector", "--name", "Ilse", "--role", "inspector", "--role", "officer",
            "--jurisdiction", CODE)
        self.run(
            "token", "issue", "inspector", "--jurisdiction", CODE, "--token-file", self.token_file)
        with open(self.token_file) as file:
            self.token = file.read().strip()
        with open(os.path.join(self.data, "postgres", "postmaster.pid")) as file:
            lines = file.read().splitlines()
        self.postmaster, self.socket = int(lines[0]), lines[4]

    def run(self, *arguments):
        """One command of registryd on this installation."""
        done = subprocess.run(
            [self.registryd, *arguments, "--data", self.data], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"registryd {arguments[0]} {arguments[1]} failed: {done.stderr}{done.stdout}")

    # The database ----------------------------------------------------------------------------------------------

    def url(self, database, user="registry_service"):
        """libpq's keywords for a database of the cluster."""
        return f"host={self.socket} port=5432 dbname={database} user={user}"

    def psql(self, text, database="registry"):
        """Runs SQL as the superuser; gives its unaligned output."""
        done = subprocess.run(
            [f"{self.postgres}/psql", self.url(database, "postgres"), "-XqAt", "-v", "ON_ERROR_STOP=1"],
            input=text, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"psql failed: {done.stderr}")
        return done.stdout.strip()

    @staticmethod
    def pack_text(name):
        with open(os.path.join(ROOT, "Sources", "PolicyPacks", "Packs", name + ".yaml"), "rb") as file:
            return file.read()

    def load(self, outlets, fresh, visits):
        """Loads the history: `outlets` outlets with an open case and `fresh` without one, `visits` inspections each."""
        pack, base = (self.pack_text(name) for name in (PACK[0], BASE[0]))
        with open(os.path.join(HERE, "history.sql")) as file:
            text = file.read()
        values = {
            "outlets": outlets, "fresh": fresh, "visits": visits, "pack_id": PACK[0], "pack_version": PACK[1],
            "sha256": hashlib.sha256(pack).hexdigest(), "source": pack.decode(), "base_id": BASE[0],
            "base_version": BASE[1], "base_sha256": hashlib.sha256(base).hexdigest(), "base_source": base.decode(),
        }
        head = "".join("\\set {} '{}'\n".format(name, str(value).replace("'", "''").replace("\n", "\\n"))
                       for name, value in values.items())
        self.psql(head + text)
        rows = self.psql("SELECT id || ' ' || reference FROM registry.outlet ORDER BY id")
        self.outlets = os.path.join(self.folder, "outlets")
        with open(self.outlets, "w") as file:
            file.write(rows + "\n")

    def fresh_database(self, name="measured"):
        """A new copy of the loaded database, so that each measurement begins with the same rows."""
        self.drop_database(name)
        self.psql(f"CREATE DATABASE {name} TEMPLATE registry STRATEGY FILE_COPY", "postgres")
        self.psql("CHECKPOINT", "postgres")
        return name

    def drop_database(self, name="measured"):
        self.psql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", "postgres")

    # The server's log ------------------------------------------------------------------------------------------

    def log_size(self):
        return os.path.getsize(os.path.join(self.data, "postgres.log"))

    def log_since(self, position):
        with open(os.path.join(self.data, "postgres.log"), encoding="utf-8") as file:
            file.seek(position)
            return file.read()

    def lost_races(self, position):
        """How often since then the server ended a transaction with a serialization failure or a deadlock."""
        return len(re.findall(r"ERROR:  (?:could not serialize|deadlock detected)", self.log_since(position)))

"""The two servers: started on a database, asked until they answer, stopped."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from installation import HERE, POOL


class Server:
    """A process that serves HTTP; `with` stops it."""

    def __init__(self, command, environment, token):
        self.port = _free_port()
        # A file and not a pipe: nobody reads meanwhile, and a full pipe would stop a server that logs each request.
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [part.format(port=self.port) for part in command], env=dict(os.environ, **environment), cwd=HERE,
            stdout=subprocess.DEVNULL, stderr=self.log, text=True)
        self.token = token

    def __enter__(self):
        until = time.monotonic() + 30
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.send("GET", "/")
            except urllib.error.HTTPError:
                return self
            except OSError:
                time.sleep(0.05)
        self.process.terminate()
        self.process.wait(20)
        self.log.seek(0)
        raise SystemExit(f"A server did not start: {self.log.read()}")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def send(self, method, path, body=None):
        """One request; gives status and JSON."""
        request = urllib.request.Request(
            self.url + path, method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)


def registryd(installation, database):
    """The service itself, in its own process."""
    command = [
        installation.registryd, "serve", "--port", "{port}", "--connections", str(POOL), "--data", installation.data,
        "--database", installation.url(database)]
    return Server(command, {}, installation.token)


def twin(installation, database, settings, workers=2):
    """The twin under uvicorn, with the same number of connections in all."""
    with open(os.path.join(installation.data, "context.key"), "rb") as file:
        key = file.read().hex()
    path = os.path.join(installation.folder, "twin.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(dict(settings, key=key, socket=installation.socket, database=database, pool=POOL // workers), file)
    command = [
        sys.executable, "-m", "uvicorn", "twin:app", "--host", "127.0.0.1", "--port", "{port}", "--workers",
        str(workers), "--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"]
    return Server(command, {"TWIN_SETTINGS": path, "PYTHONDONTWRITEBYTECODE": "1"}, installation.token)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

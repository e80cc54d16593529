"""A list page of 100 outlets: registryd beside its twin."""

import argparse

import machine
import report
import servers
import statements
from installation import Installation
from load import under_wrk

PATH = "/v1/outlets?limit=100"


def main():
    options = arguments()
    print(f"machine: {machine.facts()}", flush=True)
    with Installation(options.binaries, options.postgres) as home:
        home.load(5000, 5000, 8)
        settings = prepare(home)
        rows = []
        for connections in options.connections:
            print(f"{connections} connections", flush=True)
            sides = [
                ("registryd", lambda: served(home, servers.registryd, connections, options.seconds)),
                ("twin", lambda: served(
                    home, lambda *of: servers.twin(*of, settings), connections, options.seconds)),
            ]
            samples = report.interleaved(options.rounds, sides)
            rows += [report.row(connections, name, samples[name], samples["registryd"]) for name, _ in sides]
    print()
    print(report.table(report.HEAD, rows))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binaries")
    parser.add_argument("postgres")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--connections", type=int, nargs="+", default=[8, 32])
    return parser.parse_args()


def prepare(home):
    """The statement of the page, for the twin; both answers have to show the same rows."""
    pages = []
    with servers.registryd(home, "registry") as server:
        sent = statements.capture(home, lambda: pages.append(server.send("GET", PATH)[1]["items"]))
    page = [each for each in sent if "outlet_summary" in each["sql"]]
    page[0]["roles"] = [None] * len(page[0]["values"])
    settings = {"statements": {"page": page}}
    with servers.twin(home, "registry", settings) as server:
        pages.append(server.send("GET", PATH)[1]["items"])
    if pages[0] != pages[1] or len(pages[0]) != 100:
        raise SystemExit(f"The pages differ: {pages[0][:1]} … {pages[1][:1]} …")
    return settings


def served(home, start, connections, seconds):
    """Reading changes nothing, so every measurement uses the loaded database itself."""
    with start(home, "registry") as server:
        return under_wrk(home, server, "get.lua", PATH, connections, seconds, lambda _: [home.token])


if __name__ == "__main__":
    main()

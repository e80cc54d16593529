"""HTTP inspection intake: registryd beside its twin and beside pgbench's own rate for the same transaction."""

import argparse
import hashlib
import hmac
import os
import time
import uuid

import machine
import pgbench
import report
import servers
import statements
from installation import POOL, Installation
from load import measured, under_wrk

OUTLETS, FRESH, VISITS, SHARE = 5000, 5000, 8, 20
WARM = 1500  # fresh outlets that the second of warming up may use


def main():
    options = arguments()
    print(f"machine: {machine.facts()}", flush=True)
    with Installation(options.binaries, options.postgres) as home:
        home.load(OUTLETS, FRESH, VISITS)
        settings, script = prepare(home)
        rows = []
        for connections in options.connections:
            print(f"{connections} connections", flush=True)
            sides = [
                ("registryd", lambda: served(home, servers.registryd, connections, options.seconds)),
                ("twin", lambda: served(
                    home, lambda *of: servers.twin(*of, settings), connections, options.seconds)),
                ("pgbench", lambda: benched(home, script, connections, options.seconds)),
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


def visit(reference):
    """An inspection as intake.lua sends it."""
    findings = [("A", "pass"), ("H", "pass"), ("O", "fail"), ("J", "fail"), ("G", "not_checked"), ("I", "not_applicable")]
    return {
        "outlet": reference, "kind": "unannounced", "outcome": "access", "startedAt": "2026-10-01T12:00:00Z",
        "endedAt": "2026-10-01T12:40:00Z", "note": "Evening round.",
        "findings": [{"criterion": criterion, "result": result} for criterion, result in findings],
    }


def prepare(home):
    """The statements of one inspection of an outlet with an open case and of one without, for both other sides."""
    with open(home.outlets) as file:
        references = dict(line.split() for line in file)
    found = {}
    database = home.fresh_database()
    with servers.registryd(home, database) as server:
        for name, outlet in (("open_case", 4321), ("new_case", OUTLETS + 1234)):
            found[name], settings, answer = one(home, server, outlet, references[str(outlet)])
    home.drop_database()
    gather, store = found["open_case"][:-1], found["open_case"][-1]
    script = pgbench.Script(
        settings,
        {"gather": gather, "open_case": [store], "new_case": [found["new_case"][-1]]}, context(home), OUTLETS, FRESH, 1)
    given = answer["recommendation"]
    del given["id"]
    return {
        "statements": {"gather": gather, "open_case": [store], "new_case": [found["new_case"][-1]]},
        "recommendation": given,
        "settings": settings,
    }, script


def one(home, server, outlet, reference):
    identifier = f"{int(time.time() * 1000):012x}"
    identifier = str(uuid.UUID(identifier + "7abc8" + os.urandom(8).hex()[:15]))
    answer = []
    sent = statements.capture(
        home, lambda: answer.append(server.send("PUT", f"/v1/inspections/{identifier}", visit(reference))))
    sent = [each for each in sent if not each["sql"].startswith(("BEGIN", "COMMIT"))]
    context_set = sent.pop(0)["sql"]
    head = "SELECT set_config('registry.context', $1, true), "
    if not context_set.startswith(head):
        raise SystemExit(f"The intake began with something else than its context and planner settings: {context_set}")
    roles = {
        identifier: "id", reference: "reference", str(outlet): "outlet", str(1000000 + outlet): "open_case",
        f"C-2020-{outlet:04}": "open_case_reference", "2026-10-01T12:00:00Z": "started",
        "2026-10-01T12:40:00Z": "latest", "2026-10-01": "day",
    }
    for each in sent:
        statements.mark_roles(each, roles)
        each["roles"] = [
            "failed" if value == "{J,O}" else "digest" if value and value.startswith("\\x") else role
            for role, value in zip(each["roles"], each["values"])]
    return sent, context_set.removeprefix(head), answer[0][1]


def context(home):
    """A signed context that holds for the whole run: pgbench can't sign."""
    person = home.psql("SELECT person_id FROM registry.account WHERE login = 'inspector'")
    message = f"1|{person}|inspector,officer|{int(time.time()) + 86400}"
    with open(os.path.join(home.data, "context.key"), "rb") as file:
        return message + "|" + hmac.new(file.read(), message.encode(), hashlib.sha256).hexdigest()


def served(home, start, connections, seconds):
    database = home.fresh_database()
    with start(home, database) as server:
        sample = under_wrk(
            home, server, "intake.lua", "", connections, seconds,
            lambda warm: [home.token, home.outlets, OUTLETS, OUTLETS + (WARM if warm else 0) + 1, SHARE])
    home.drop_database()
    return sample


def benched(home, script, connections, seconds):
    """pgbench with as many connections as the servers may use."""
    clients = min(connections, POOL)
    database = home.fresh_database()

    def run(length, first):
        return pgbench.run(
            home, database, script, clients, length,
            {"share": SHARE, "fresh": first, "base": int(time.time() * 1000)})

    run(1, OUTLETS + 1)
    sample = measured(home, None, seconds, lambda: run(seconds, OUTLETS + WARM + 1))
    home.drop_database()
    return sample


if __name__ == "__main__":
    main()

"""The transparency log: verifying a large one, its delay at a steady rate of writes, the cost of the outbox, hourly states."""

import argparse
import contextlib
import os
import statistics
import subprocess
import time

import intake
import machine
import pgbench
from installation import Installation
from servers import Server

ACT = """
    INSERT INTO audit.outbox (jurisdiction_id, actor, act, object, object_key, version, digest)
    SELECT 1, 'c30292731c5a3562c6e4024320bd0480', 'log', 'visit', {key}, 1, sha256(({key})::bytea) {source}
"""
# The functions that record acts, as they are but for the outbox.
WITHOUT_OUTBOX = """
    CREATE OR REPLACE FUNCTION ops.record_act() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
    BEGIN
        INSERT INTO registry.history
            (jurisdiction_id, object, object_key, version, act, effective_on, reason, changed_by, changed_at, state)
        SELECT c.jurisdiction_id, TG_TABLE_NAME, c.id::text, c.version, c.act, c.effective_on, c.reason, c.changed_by,
               c.changed_at, to_jsonb(c) FROM changed AS c;
        RETURN NULL;
    END $$;
    CREATE OR REPLACE FUNCTION ops.record_fact() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
    CREATE OR REPLACE FUNCTION ops.record_findings() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
"""


def main():
    options = arguments()
    print(f"machine: {machine.facts()}", flush=True)
    with Installation(options.binaries, options.postgres) as home:
        home.psql("ALTER SYSTEM SET track_commit_timestamp = on")
        home.run("cluster", "stop")
        home.run("cluster", "start")
        parts = {"verify": verify, "latency": latency, "outbox": outbox, "states": states}
        for name in options.parts:
            print(f"{name}: load {os.getloadavg()[0]:.1f} at the start", flush=True)
            parts[name](home, options)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binaries")
    parser.add_argument("postgres")
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--rate", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--parts", nargs="+", default=["verify", "latency", "outbox", "states"])
    return parser.parse_args()


@contextlib.contextmanager
def serving(home):
    """The service with its log, on the private database, which goes on when the service has stopped it."""
    with Server([home.registryd, "serve", "--data", home.data, "--port", "{port}"], {}, home.token) as server:
        yield server
    home.run("cluster", "start")


def settled(server):
    """Waits until every act is in the log under a signed head; gives its numbers."""
    while True:
        _, standing = server.send("GET", "/health/log")
        if standing["waiting"] == 0 and standing["signedEntries"] == standing["entries"] > 0:
            return standing
        time.sleep(0.2)


def verify(home, options):
    """The whole log worked out anew by `registryd audit verify`."""
    source = f"FROM generate_series(1, {options.entries}) AS n"
    home.psql(ACT.format(key="n::text", source=source))
    with serving(home) as server:
        start = time.monotonic()
        standing = settled(server)
        seconds = time.monotonic() - start
    print(f"  sequenced: {standing['entries']} entries in {seconds:.0f} s")
    for _ in range(3):
        start = time.monotonic()
        process = subprocess.Popen(
            [home.registryd, "audit", "verify", "--data", home.data], stdout=subprocess.PIPE, text=True)
        said = process.stdout.readline().strip()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        print(f"  audit verify: {seconds:.2f} s, its own processor time {used.ru_utime + used.ru_stime:.2f} s, "
              f"peak {used.ru_maxrss / 1024:.0f} MiB, exit {os.waitstatus_to_exitcode(status)}: {said}", flush=True)


def latency(home, options):
    """From the commit of an act to that of its entry, as PostgreSQL remembers them."""
    with serving(home) as server:
        settled(server)
        first = home.psql("SELECT max(id) FROM audit.outbox")
        script = os.path.join(home.folder, "act.pgbench")
        with open(script, "w") as file:
            file.write(ACT.format(key="random()::text", source="").replace("\n", " ").strip() + ";\n")
        done = subprocess.run(
            [f"{home.postgres}/pgbench", "-n", "-M", "prepared", "-c", "8", "-R", str(options.rate), "-T",
             str(options.seconds), "-f", script, home.url("registry", "postgres")],
            capture_output=True, text=True, check=True)
        settled(server)
    rate = [line for line in done.stdout.splitlines() if line.startswith("tps")][0]
    numbers = home.psql(f"""
        SELECT count(*), percentile_cont(ARRAY[0.5, 0.99, 1]) WITHIN GROUP (ORDER BY 1000 * extract(epoch FROM
            pg_xact_commit_timestamp(e.xmin) - pg_xact_commit_timestamp(o.xmin)))
        FROM audit.outbox AS o JOIN audit.log_entry AS e ON e.jurisdiction_id = o.jurisdiction_id AND e.outbox_id = o.id
        WHERE o.id > {first}""")
    print(f"  {rate}; acts, and [median, p99, longest] in ms from commit to inclusion: {numbers}", flush=True)


def outbox(home, options):
    """An inspection by pgbench: as it is, without the note for the receipt, and without the outbox."""
    home.load(intake.OUTLETS, intake.FRESH, intake.VISITS)
    _, script = intake.prepare(home)
    sides = {"as it is": "", "without the note for receipts": "DROP TRIGGER note_acts ON audit.outbox",
             "without the outbox": WITHOUT_OUTBOX}
    samples = {name: [] for name in sides}
    for _ in range(options.rounds):
        for name, change in sides.items():
            database = home.fresh_database()
            if change:
                home.psql(change, database)
            extra = {"base": int(time.time() * 1000), "fresh": intake.OUTLETS + 1, "share": intake.SHARE}
            samples[name].append(pgbench.run(home, database, script, 8, max(2, options.seconds // 4), extra)[0])
            home.drop_database()
    whole = statistics.median(samples["as it is"])
    for name, rates in samples.items():
        median = statistics.median(rates)
        print(f"  {name}: {median:.0f} /s ({min(rates):.0f}-{max(rates):.0f}); as it is has {whole / median:.3f} of it", flush=True)


def states(home, _):
    """Each table's part of the state of an hour, over what `outbox` has loaded."""
    if home.psql("SELECT count(*) FROM registry.outlet") == "0":
        home.load(intake.OUTLETS, intake.FRESH, intake.VISITS)
    home.psql("VACUUM ANALYZE")
    home.psql("INSERT INTO audit.log_entry (leaf_index, jurisdiction_id, outbox_id) "
              "SELECT (SELECT size FROM audit.log_head), jurisdiction_id, id FROM audit.outbox "
              "WHERE (SELECT size FROM audit.log_head) = 0 ORDER BY id LIMIT 1")
    if home.psql("SELECT state_hour IS NOT NULL FROM audit.log_entry WHERE state_hour IS NOT NULL LIMIT 1"):
        home.psql("SET session_replication_role = replica; ALTER TABLE audit.log_entry DISABLE TRIGGER append_only; "
                  "UPDATE audit.log_entry SET state_hour = state_hour - interval '1 day' WHERE state_hour IS NOT NULL; "
                  "ALTER TABLE audit.log_entry ENABLE ALWAYS TRIGGER append_only; "
                  "ALTER TABLE audit.state_part DISABLE TRIGGER append_only; DELETE FROM audit.state_part; "
                  "ALTER TABLE audit.state_part ENABLE ALWAYS TRIGGER append_only")
    taken = []
    while True:
        start = time.monotonic()
        step = home.psql("SET ROLE registry_sequencer; SELECT audit.take_state()")
        if step != "part":
            break
        taken.append(time.monotonic() - start)
    rows = home.psql("SELECT string_agg(object || ' ' || rows, ', ' ORDER BY rows DESC) FROM audit.state_part")
    print(f"  {len(taken)} tables in {sum(taken):.2f} s, the longest {max(taken):.2f} s (starting psql included), then {step!r}")
    print(f"  records: {rows}", flush=True)


if __name__ == "__main__":
    main()

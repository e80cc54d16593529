"""Wall time of `registryctl outlet show` on loopback beside `psql -c` for the same row."""

import argparse
import os
import shutil
import statistics
import subprocess
import time

import machine
import report
import servers
import statements
from installation import Installation


def main():
    options = arguments()
    print(f"machine: {machine.facts()}", flush=True)
    with Installation(options.binaries, options.postgres) as home:
        home.load(5000, 5000, 8)
        with servers.registryd(home, "registry") as server:
            times = measure(options.pairs, sides(home, server))
    show(times)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binaries")
    parser.add_argument("postgres")
    parser.add_argument("--rounds", dest="pairs", type=int, default=25, help="pairs of commands (default 25)")
    return parser.parse_args()


def sides(home, server):
    """The commands: what is run, and what has to be in its output."""
    reference = home.psql("SELECT reference FROM registry.outlet WHERE id = 4321")
    environment = dict(os.environ, REGISTRYCTL_CONFIG=os.path.join(home.folder, "registryctl.json"))
    sign_in(home, server, environment)
    card = statements.capture(home, lambda: server.send("GET", f"/v1/outlets/{reference}"))
    text = next(each["sql"] for each in card if "registry.outlet_card" in each["sql"])
    # psql has no signed context, so it reads the row as the superuser: row security is what it is spared.
    text = text.replace("$1", "1").replace("$2", f"'{reference}'")
    psql = [home.url("registry", "postgres"), "-X", "-c", text]
    commands = [
        ("registryctl", [home.registryctl, "outlet", "show", reference], environment),
        ("psql", [f"{home.postgres}/psql", *psql], None),
    ]
    wrapper = shutil.which("psql")
    if wrapper and os.path.realpath(wrapper) != os.path.realpath(f"{home.postgres}/psql"):
        commands.append((f"{wrapper} (Debian's wrapper)", [wrapper, *psql], None))
    return [(name, command, of, reference) for name, command, of in commands]


def sign_in(home, server, environment):
    """`registryctl login`, as a person would do it."""
    command = [home.registryctl, "login", "--server", server.url, "--token-file", home.token_file]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
    if done.returncode != 0:
        raise SystemExit(f"registryctl login failed: {done.stdout}{done.stderr}")


def measure(pairs, commands):
    """Milliseconds of each side, after two runs that don't count."""
    times = {name: [] for name, *_ in commands}
    for place in range(-2, pairs):
        shift = place % len(commands)
        for name, command, environment, expected in commands[shift:] + commands[:shift]:
            start = time.perf_counter()
            done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30, check=False)
            spent = 1000 * (time.perf_counter() - start)
            if done.returncode != 0 or expected not in done.stdout:
                raise SystemExit(f"{name} failed: {done.stdout}{done.stderr}")
            if place >= 0:
                times[name].append(spent)
    return times


def show(times):
    ours = statistics.median(times["registryctl"])
    rows = [
        [name, str(len(spent)), f"{statistics.median(spent):.1f}", f"{min(spent):.1f}",
         f"{statistics.quantiles(spent, n=10)[-1]:.1f}",
         "" if name == "registryctl" else f"{ours / statistics.median(spent):.2f}"]
        for name, spent in times.items()]
    print()
    print(report.table(["command", "runs", "median ms", "fastest ms", "p90 ms", "registryctl takes × of it"], rows))


if __name__ == "__main__":
    main()

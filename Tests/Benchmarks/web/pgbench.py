"""pgbench with the statements of the service, in the same batches and the same mix."""

import os
import re
import subprocess

_LITERAL = re.compile(r"'(?:[^']|'')*'")
# What a parameter becomes here, where it is not fixed.
_ROLES = {
    "id": "(lpad(to_hex(:milliseconds::bigint), 12, '0') || '7' || lpad(to_hex(:first::bigint), 3, '0') || 'a' || "
          "lpad(to_hex(:second::bigint), 15, '0'))::uuid",
    "reference": "(SELECT t.reference FROM registry.outlet AS t WHERE t.jurisdiction_id = {home} AND t.id = :outlet)",
    "outlet": ":outlet", "open_case": ":case",
}


class Script:
    """The text of a pgbench script and the values of its variables."""

    def __init__(self, settings, statements, context, outlets, fresh, home):
        self.variables = {"context": context}
        self.home = home
        gather = ";\n".join(self._text(one) for one in statements["gather"])
        stores = [self._text(statements[name][0]) for name in ("open_case", "new_case")]
        head = f"""\
\\set visits :visits + 1
\\set milliseconds :base + :visits
\\set first random(0, 4095)
\\set second random(0, 1152921504606846975)
\\set outlet random(1, {outlets})
\\set chance random(1, 100)
\\if :chance <= :share and :fresh <= {outlets + fresh} - :clients
\\set outlet :fresh + :client_id
\\set fresh :fresh + :clients
\\endif
\\set case 1000000 + :outlet
\\startpipeline
BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT set_config('registry.context', :context, true), {settings};
{gather};
\\endpipeline
\\startpipeline
"""
        self.text = (
            f"{head}\\if :outlet <= {outlets}\n{stores[0]};\n\\else\n{stores[1]};\n\\endif\nCOMMIT;\n\\endpipeline\n")

    def _text(self, statement):
        """The statement with variables for its parameters, and for literals in which a colon would look like one."""

        def literal(match):
            return self._variable(match[0][1:-1].replace("''", "'")) if ":" in match[0] else match[0]

        def parameter(match):
            place = int(match[1]) - 1
            role, value = statement["roles"][place], statement["values"][place]
            if role in _ROLES:
                return _ROLES[role].format(home=self.home)
            return "NULL" if value is None else self._variable(value)

        return re.sub(r"\$(\d+)", parameter, _LITERAL.sub(literal, statement["sql"]))

    def _variable(self, value):
        for name, known in self.variables.items():
            if known == value:
                return f":{name}"
        name = f"p{len(self.variables)}"
        self.variables[name] = value
        return f":{name}"


def run(installation, database, script, clients, seconds, extra):
    """Runs the script; gives (rate, mean latency, nan, failed transactions)."""
    path = os.path.join(installation.folder, "intake.pgbench")
    with open(path, "w", encoding="utf-8") as file:
        file.write(script.text)
    variables = dict(script.variables, clients=clients, visits=0, **extra)
    done = subprocess.run(
        [f"{installation.postgres}/pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", "1", "-T", str(seconds),
         "--max-tries", "9", "-f", path,
         *[part for name, value in variables.items() for part in ("-D", f"{name}={value}")],
         installation.url(database)],
        capture_output=True, text=True, timeout=seconds + 60, check=False)
    rate = re.search(r"^tps = ([\d.]+)", done.stdout, re.M)
    if done.returncode != 0 or not rate:
        raise SystemExit(f"pgbench failed: {done.stdout}{done.stderr}")
    latency = float(re.search(r"^latency average = ([\d.]+)", done.stdout, re.M)[1])
    failed = re.search(r"^number of failed transactions: (\d+)", done.stdout, re.M)
    return float(rate[1]), latency, float("nan"), int(failed[1]) if failed else 0

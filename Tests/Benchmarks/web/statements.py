"""The statements of registryd, read from PostgreSQL's log while it does one request: so that they can't drift."""

import re
import time

_ENTRY = re.compile(r"^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[(\d+)\] (.*)$")
_PARAMETER = re.compile(r"\$(\d+) = (NULL|'((?:[^']|'')*)')", re.S)


def capture(installation, request):
    """What the service sends for `request()`: a list of {"sql", "values"} in order, sign-in left out."""
    settings = ("log_statement = 'all'", "log_error_verbosity = 'default'")
    for setting in settings:
        installation.psql(f"ALTER SYSTEM SET {setting}", "postgres")
    installation.psql("SELECT pg_reload_conf()", "postgres")
    time.sleep(0.5)
    position = installation.log_size()
    try:
        request()
    finally:
        for setting in settings:
            installation.psql(f"ALTER SYSTEM RESET {setting.split(' ')[0]}", "postgres")
        installation.psql("SELECT pg_reload_conf()", "postgres")
        time.sleep(0.5)
    found = _statements(installation.log_since(position))
    # The log of acts is kept in the same database, by connections that set no context; the receipt asks last, for no row.
    acting = {one["process"] for one in found if "set_config('registry.context'" in one["sql"]}
    return [
        {"sql": one["sql"], "values": one["values"]} for one in found if one["process"] in acting
        and "ops.authenticate" not in one["sql"] and "current_setting('registry.acts'" not in one["sql"]]


def _entries(text):
    """(process, text) of each entry of the log, continued lines joined."""
    entries = []
    for line in text.splitlines():
        match = _ENTRY.match(line)
        if match:
            entries.append([match[1], match[2]])
        elif entries:
            entries[-1][1] += "\n" + line.removeprefix("\t")
    return entries


def _statements(text):
    found = []
    for process, entry in _entries(text):
        executed = re.match(r"LOG:  execute [^:]*: (.*)", entry, re.S)
        if executed:
            found.append({"process": process, "sql": executed[1], "values": []})
        elif entry.startswith("DETAIL:  parameters: ") and found and found[-1]["process"] == process:
            found[-1]["values"] = [
                None if value == "NULL" else quoted.replace("''", "'")
                for _, value, quoted in _PARAMETER.findall(entry)]
    return found


def mark_roles(statement, roles):
    """Says for each parameter which part of the request it is (`roles`: text to name), or None where it is fixed."""
    statement["roles"] = [_role(value, roles) for value in statement["values"]]
    return statement


def _role(value, roles):
    if value is None:
        return None
    if value in roles:
        return roles[value]
    if value.startswith("[{") and '"trace"' in value:
        return "advice"
    if value.startswith("[{") and '"criterion"' in value:
        return "findings"
    return None

"""Writes the table of WAC 314-55-524 (category V, as seen) as a pack, as a decision graph, and as a Rego module.

Six of its rows, four steps each: USD of fine and days of suspension, of which the licensee gets one or the other.
"""

import json

ROWS = {
    "hours": [(500, 0), (1250, 5), (2500, 10), (0, 30)],
    "advertising": [(1250, 0), (2500, 5), (5000, 10), (10000, 30)],
    "conditional": [(1250, 0), (2500, 5), (5000, 10), (10000, 30)],
    "badge": [(250, 0), (500, 5), (1250, 10), (2500, 30)],
    "signs": [(250, 0), (500, 5), (1250, 10), (2500, 30)],
    "name": [(500, 0), (1250, 5), (2500, 10), (5000, 30)],
}

HEAD = """\
# Six rows of WAC 314-55-524, category V, for a measurement of speed. Not for use: the rest of the category is missing.
pack: bench/category-v
version: "2022"
title: {en: "Washington, six rows of category V"}
language: en
governs: {rules_of: day_of_violation, milder_later: does_not_apply, look_back_of: governing_version, source: window}
validity: {from: unknown, through: unknown, source: table}
sources:
  table: {title: WAC 314-55-524, place: archive of 2022, confidence: V-part}
  window: {title: WAC 314-55-509, confidence: V}
criteria:
"""

LADDER = """\
  {code}:
    criteria: [{code}]
    look_back:
      length: 2 years
      anchor: this_violation
      anniversary: counts            # reading: the text says "immediately preceding"
      expiry: each_alone
      source: window
    repeat: {{counts: same_criterion, source: table}}
    standing: established            # reading
    follows: premises                # reading
    warnings: count                  # reading
    steps:
"""

TAIL = """\
combination: {several_criteria: unknown, continuing: unknown, source: table}
licences:
  maximum: {value: unknown, source: table}
"""


def pack():
    """The table as a policy pack."""
    text = HEAD
    for code in ROWS:
        text += f"  {code}: {{name: {{en: {code}}}, norm: {{en: The row {code}.}}, source: table}}\n"
    text += "ladders:\n"
    for code, steps in ROWS.items():
        text += LADDER.format(code=code) + "".join(_step(*step) for step in steps)
        text += "    beyond: {then: last_step_again, source: table}      # reading\n"
    return text + TAIL


def _step(fine, days):
    """Days or a fine, where there are both."""
    measures = [f"{{kind: suspension, length: {days} days}}"] * (days > 0)
    measures += [f"{{kind: fine, amount: USD {fine}}}"] * (fine > 0)
    if len(measures) == 1:
        return f"      - measure: {measures[0]}\n        source: table\n"
    return "      - any:\n" + "".join(f"          - {one}\n" for one in measures) + "        source: table\n"


EARLIER = (
    "#.criterion == criterion and #.outlet == outlet and #.standing == 'established' "
    "and #.day >= from and #.day < day"
)


def graph():
    """The table for zen-engine: an expression that counts, then a decision table whose first hit is taken."""
    rules = [
        {"_id": f"{code}{step}", "c": json.dumps(code), "s": str(step + 1), "f": str(fine), "d": str(days)}
        for code, steps in ROWS.items() for step, (fine, days) in enumerate(steps)
    ]
    count = [
        {"id": "criterion", "key": "criterion", "value": "criterion"},
        {"id": "step", "key": "step", "value": f"min([4, 1 + count(history, {EARLIER})])"},
    ]
    table = {
        "hitPolicy": "first", "rules": rules,
        "inputs": [{"id": "c", "name": "c", "field": "criterion"}, {"id": "s", "name": "s", "field": "step"}],
        "outputs": [{"id": "f", "name": "f", "field": "fine"}, {"id": "d", "name": "d", "field": "days"}],
    }
    nodes = [
        _node("in", "inputNode"), _node("count", "expressionNode", {"passThrough": False, "expressions": count}),
        _node("table", "decisionTableNode", table), _node("out", "outputNode"),
    ]
    names = [node["id"] for node in nodes]
    edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in zip(names, names[1:])]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _node(name, kind, content=None):
    node = {"id": name, "type": kind, "name": name, "position": {"x": 0, "y": 0}}
    return node if content is None else {**node, "content": content}


# Without min(): regopy 1.5.2 gives 11 as the lesser of 3 and 11.
REGO = """\
package table

earlier := count([1 |
    some one in input.history
    one.criterion == input.criterion
    one.outlet == input.outlet
    one.standing == "established"
    one.day >= input.from
    one.day < input.day
])

step := earlier if earlier <= 3
step := 3 if earlier > 3

outcome := data.rows[input.criterion][step]
"""

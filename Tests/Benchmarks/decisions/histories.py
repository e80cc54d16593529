"""Random violations with a given number of earlier ones, for every side the same."""

import datetime
import random

from category_v import ROWS

OUTLET = "0363-001-Z"
CODES = list(ROWS)


def cases(earlier, number=64):
    """As the registry's facts: half of the earlier violations of the same row, from yesterday to 1,200 days ago."""
    chance = random.Random(earlier)
    return [_case(earlier, chance) for _ in range(number)]


def _case(earlier, chance):
    code = chance.choice(CODES)
    day = datetime.date(2020, 1, 1) + datetime.timedelta(days=chance.randrange(700))
    history = []
    for place in range(earlier):
        past = day - datetime.timedelta(days=chance.randrange(1, 1200))
        history.append({
            "id": f"v{place}", "criterion": code if chance.random() < 0.5 else chance.choice(CODES),
            "day": past.isoformat(), "decidedOn": past.isoformat(), "outlet": OUTLET, "reference": f"I-2019-{place:04}",
            "standing": "established" if chance.random() < 0.9 else "alleged",
        })
    return {
        "day": day.isoformat(), "outlet": OUTLET, "findings": [{"criterion": code, "result": "fail"}],
        "history": history, "confirmations": [],
    }


def reduced(case):
    """The same for the peers, made easier: days as numbers, the edge of the window worked out, no other member."""
    day = datetime.date.fromisoformat(case["day"])
    edge = day.replace(year=day.year - 2, day=28 if (day.month, day.day) == (2, 29) else day.day)
    kept = ("criterion", "outlet", "standing")
    history = [
        {**{name: past[name] for name in kept}, "day": datetime.date.fromisoformat(past["day"]).toordinal()}
        for past in case["history"]
    ]
    return {
        "criterion": case["findings"][0]["criterion"], "outlet": case["outlet"], "day": day.toordinal(),
        "from": edge.toordinal(), "history": history,
    }


def expected(case):
    """Fine and days, counted here in plain Python: every side must give these before it is measured."""
    facts = reduced(case)
    earlier = sum(
        past["criterion"] == facts["criterion"] and past["standing"] == "established"
        and facts["from"] <= past["day"] < facts["day"]
        for past in facts["history"]
    )
    return ROWS[facts["criterion"]][min(3, earlier)]

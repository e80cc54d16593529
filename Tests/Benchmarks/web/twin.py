"""The twin of the service's two measured routes: FastAPI, asyncpg, the same statements, the same signed context.

What asyncpg can't do: send several statements in one batch. BEGIN and the context travel together as one text; each of
the other statements and COMMIT is a round trip of its own.
"""

import asyncio
import datetime
import hashlib
import hmac
import json
import os
import random
import time
import uuid
from contextlib import asynccontextmanager
from typing import Literal

import asyncpg
from fastapi import FastAPI, Header, HTTPException, Response
from pydantic import BaseModel

with open(os.environ["TWIN_SETTINGS"], encoding="utf-8") as settings_file:
    SETTINGS = json.load(settings_file)
KEY = bytes.fromhex(SETTINGS["key"])
AUTHENTICATE = (
    "SELECT jurisdiction_id, jurisdiction_code, person_id, person_name, login, roles, expires_at "
    "FROM ops.authenticate($1)"
)


class Finding(BaseModel):
    criterion: str
    result: Literal["pass", "fail", "not_checked", "not_applicable"]
    value: float | None = None
    unit: str | None = None
    note: str | None = None


class NewInspection(BaseModel):
    outlet: str
    kind: Literal["unannounced", "after_report", "announced", "re_inspection"]
    outcome: Literal["access", "nobody_there", "refused"]
    startedAt: datetime.datetime
    endedAt: datetime.datetime | None = None
    deviceTime: datetime.datetime | None = None
    secondInspector: str | None = None
    note: str | None = None
    findings: list[Finding]


class Violation(BaseModel):
    id: int
    criterion: str


class Recommendation(BaseModel):
    id: int
    pack: str
    packVersion: str
    measure: str | None
    personDecides: bool
    text: list[str]


class LoggedInspection(BaseModel):
    id: uuid.UUID
    reference: str
    outlet: str
    day: datetime.date
    case: str | None
    recommendation: Recommendation | None
    furtherRecommendations: list[Recommendation] = []
    violations: list[Violation]
    next: dict[str, str] | None


class OutletSummary(BaseModel):
    reference: str
    name: str | None
    kind: str
    status: str
    street: str
    houseNumber: str
    houseNumberSuffix: str
    postcode: str
    locality: str
    longitude: float | None
    latitude: float | None
    toleratedFrom: datetime.date | None
    version: int


class OutletPage(BaseModel):
    items: list[OutletSummary]
    next: str | None


async def _nothing(_connection):
    """asyncpg would reset each connection that comes back to the pool, with one more round trip. It need not here."""


@asynccontextmanager
async def lifespan(application):
    application.pool = await asyncpg.create_pool(
        host=SETTINGS["socket"], port=5432, database=SETTINGS["database"], user="registry_service",
        min_size=SETTINGS["pool"], max_size=SETTINGS["pool"], reset=_nothing)
    async with application.pool.acquire() as connection:
        for group in SETTINGS["statements"].values():
            for statement in group:
                prepared = await connection.prepare(statement["sql"])
                types = [parameter.name for parameter in prepared.get_parameters()]
                statement["fixed"] = [_typed(*pair) for pair in zip(statement["values"], types)]
    yield
    await application.pool.close()


app = FastAPI(lifespan=lifespan)
signed_in = {}


def _typed(text, kind):
    if text is None or kind in ("text", "json", "jsonb", "varchar"):
        return text
    if kind in ("int4", "int8"):
        return int(text)
    if kind == "uuid":
        return uuid.UUID(text)
    if kind == "bytea":
        return bytes.fromhex(text[2:])
    if kind == "date":
        return datetime.date.fromisoformat(text)
    if kind == "timestamptz":
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    if kind == "text[]":
        return [part for part in text[1:-1].replace('"', "").split(",") if part]
    raise ValueError(f"no conversion for {kind}: {text}")


async def who(authorization):
    """Who holds the token; taken as good for two seconds, as the service does."""
    if not authorization or not authorization.startswith("Bearer reg_"):
        raise HTTPException(401)
    digest = hashlib.sha256(authorization[7:].encode()).digest()
    known = signed_in.get(digest)
    if known and time.monotonic() < known[1]:
        return known[0]
    row = await app.pool.fetchrow(AUTHENTICATE, digest)
    if row is None:
        raise HTTPException(401)
    signed_in[digest] = (row, time.monotonic() + 2)
    return row


def signed(actor):
    """Who acts, signed as the service signs it."""
    message = "{}|{}|{}|{}".format(
        actor["jurisdiction_id"], actor["person_id"], ",".join(sorted(actor["roles"])), int(time.time()) + 120)
    return f"{message}|{hmac.digest(KEY, message.encode(), 'sha256').hex()}"


def begin(text, actor):
    """BEGIN with the signed context and the service's planner settings, as one text for one round trip."""
    context = f"{text}; SELECT set_config('registry.context', '{signed(actor)}', true)"
    return f"{context}, {SETTINGS['settings']}" if "settings" in SETTINGS else context


def values(statement, given):
    return [given[role] if role in given else fixed for role, fixed in zip(statement["roles"], statement["fixed"])]


async def transaction(connection, text, actor, body):
    """One transaction; again after a lost race, at most twelve times, with the service's jitter."""
    retries = 0
    while True:
        try:
            await connection.execute(begin(text, actor))
            answer = await body()
            await connection.execute("COMMIT")
            return answer
        except (asyncpg.SerializationError, asyncpg.DeadlockDetectedError):
            await connection.execute("ROLLBACK")
            if retries == 12:
                raise
            retries += 1
            await asyncio.sleep(random.uniform(0, 0.001 * 2 ** min(retries - 1, 7)))
        except BaseException:
            await connection.execute("ROLLBACK")
            raise


def content_digest(new, actor):
    content = new.model_dump(mode="json")
    content["findings"].sort(key=lambda finding: finding["criterion"])
    content["by"] = actor["person_id"]
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).digest()


@app.put("/v1/inspections/{id}", status_code=201)
async def put_inspection(
    id: uuid.UUID, new: NewInspection, response: Response, authorization: str | None = Header(default=None)
) -> LoggedInspection:
    actor = await who(authorization)
    failed = sorted(finding.criterion for finding in new.findings if finding.result == "fail")
    given = {
        "id": id, "reference": new.outlet, "started": new.startedAt, "latest": new.endedAt or new.startedAt,
        "ended": new.endedAt, "digest": content_digest(new, actor), "failed": failed,
        "findings": json.dumps([finding.model_dump(exclude_none=True) for finding in new.findings]),
    }
    gathering = SETTINGS["statements"]["gather"]
    async with app.pool.acquire() as connection:

        async def body():
            known = [await connection.fetch(statement["sql"], *values(statement, given)) for statement in gathering]
            if not known[0]:
                raise HTTPException(404)
            subject = known[0][0]
            if subject["is_the_same"] is not None:
                raise HTTPException(409)
            given.update(
                outlet=subject["outlet"], day=subject["local_day"], open_case=subject["open_case"],
                open_case_reference=subject["open_case_reference"])
            store = SETTINGS["statements"]["new_case" if subject["open_case"] is None else "open_case"][0]
            return await connection.fetchrow(store["sql"], *values(store, given))

        stored = await transaction(connection, "BEGIN ISOLATION LEVEL SERIALIZABLE", actor, body)
    response.headers["Location"] = f"/v1/inspections/{id}"
    return LoggedInspection(
        id=id, reference=stored["reference"], outlet=new.outlet, day=given["day"], case=stored["case_reference"],
        recommendation=Recommendation(id=stored["recommendations"][0], **SETTINGS["recommendation"]),
        violations=[Violation(id=one, criterion=name)
                    for one, name in zip(stored["violations"], stored["criteria"])],
        next={"act": "decide", "reference": stored["case_reference"], "role": "officer"})


@app.get("/v1/outlets")
async def list_outlets(
    response: Response, limit: int = 100, authorization: str | None = Header(default=None)
) -> OutletPage:
    actor = await who(authorization)
    statement = SETTINGS["statements"]["page"][0]
    async with app.pool.acquire() as connection:
        # The service sends context and statement as one batch, which is one transaction. asyncpg can't, so the context
        # is the session's; nobody else has the connection meanwhile.
        await connection.execute(f"SELECT set_config('registry.context', '{signed(actor)}', false)")
        rows = await connection.fetch(statement["sql"], *statement["fixed"])
    following = rows[limit - 1]["_cursor"] if len(rows) > limit else None
    if following:
        response.headers["Link"] = f'</v1/outlets?limit={limit}&cursor={following}>; rel="next"'
    return OutletPage(items=[summary(row) for row in rows[:limit]], next=following)


def summary(row):
    return OutletSummary(
        reference=row["reference"], name=row["name"], kind=row["kind"], status=row["status"], street=row["street"],
        houseNumber=row["house_number"], houseNumberSuffix=row["house_number_suffix"], postcode=row["postcode"],
        locality=row["locality"], longitude=row["longitude"], latitude=row["latitude"],
        toleratedFrom=row["tolerated_from"], version=row["version"])

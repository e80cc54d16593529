"""zen-engine and regopy on the table, each by the fastest call that its documentation has."""

import time

import regopy
import zen

import category_v


def zen_calls():
    """From a dict per call, and in batches; the loader with static content compiles the graph once."""
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"table": category_v.graph()}}})

    def single(facts):
        return [_pair(engine.evaluate("table", one)["result"]) for one in facts]

    def batch(requests):
        return engine.evaluate_batch(requests)

    def answers(results):
        return [_pair(result["data"]["result"]) for result in results]

    yield "zen-engine evaluate", lambda facts: facts, lambda facts: [engine.evaluate("table", x) for x in facts], single
    yield (
        "zen-engine evaluate_batch", lambda facts: [{"key": "table", "context": one} for one in facts], batch,
        lambda requests: answers(batch(requests)),
    )


def rego_calls():
    """A query that was built once, with inputs that were made before."""
    rego = regopy.Interpreter()
    rego.add_data({"rows": category_v.ROWS})
    rego.add_module("table", category_v.REGO)
    bundle = rego.build("data.table.outcome")

    def ask(one):
        rego.set_input(one)
        return rego.query_bundle(bundle)

    yield (
        "regopy query_bundle", lambda facts: [regopy.Input(one) for one in facts],
        lambda inputs: [ask(one) for one in inputs],
        lambda inputs: [tuple(ask(one).results[0].expressions[0]) for one in inputs],
    )


def rate(run, prepared, seconds):
    """Decisions per second of processor time of this process, its threads included."""
    done, start = 0, time.process_time()
    while True:
        run(prepared)
        done += len(prepared)
        elapsed = time.process_time() - start
        if elapsed >= seconds:
            return done / elapsed


def _pair(result):
    return (result["fine"], result["days"])

import Records
import Registry

extension RouteTable {
    /// Earlier records of a former system, and what the rules make of them.
    mutating func addHistory() {
        signedIn(.post, "/v1/imports/history", needs: [.idempotencyKey]) { ask in
            let (order, dryRun) = try ask.query { (HistoryImport(&$0), $0.bool("dryRun", default: false)) }
            let key = try ask.idempotencyKey(isNeeded: true)
            try ask.requireType("text/csv")
            let file = try await ask.body(upTo: ask.parts.limits.importBytes)
            let call = ask.call(key, file, nil, dryRun)
            return ask.response(try await ask.registry.importHistory(file, order, call), to: call)
        }
        get("/v1/step-counts") { ask in
            try await ask.registry.countSteps(try ask.query(StepCountQuery.init), ask.actor)
        }
    }
}

import Records
import Registry

extension RouteTable {
    /// Lists of outlets that somebody else keeps.
    mutating func addImports() {
        signedIn(.post, "/v1/imports/outlets", needs: [.idempotencyKey]) { ask in
            let (order, dryRun) = try ask.query { (OutletImport(&$0), $0.bool("dryRun", default: false)) }
            let key = try ask.idempotencyKey(isNeeded: true)
            try ask.requireType("text/csv")
            let file = try await ask.body(upTo: ask.parts.limits.importBytes)
            let call = ask.call(key, file, nil, dryRun)
            return ask.response(try await ask.registry.importOutlets(file, order, call), to: call)
        }
    }
}

import Records
import Registry
import Statistics

extension RouteTable {
    /// Officials' integrity: signals, draws by lot, back-checks.
    mutating func addIntegrity() {
        get("/v1/integrity/signals") { ask in
            let query = try ask.query(SignalQuery.init)
            let read = try await ask.registry.readSignals(query, ask.actor)
            return await awayFromEventLoop {
                Answer(body: IntegrityReport(read.counts, kinds: query.kinds, names: read.names).json.bytes())
            }
        }
        get("/v1/integrity/settings") { ask in
            try ask.noQuery()
            return try await ask.registry.integritySettings(ask.actor)
        }
        create("/v1/integrity/settings", IntegritySettingChange.init) { ask, change, call in
            try await ask.registry.setIntegritySetting(change, call)
        }
        addDraws()
        addRedraws()
        addBackChecks()
    }

    private mutating func addDraws() {
        get("/v1/draws") { ask in try await ask.registry.draws(try ask.page(), ask.actor) }
        create("/v1/draws", NewDraw.init) { ask, new, call in try await ask.registry.openDraw(new, call) }
        get("/v1/draws/{reference}") { ask in
            try ask.noQuery()
            return try await ask.registry.draw(try ask.parameter("reference"), ask.actor)
        }
        get("/v1/draws/{reference}/proof") { ask in
            try ask.noQuery()
            return try await ask.registry.proof(ofDraw: try ask.parameter("reference"), ask.actor)
        }
        create("/v1/draws/{reference}/result", Nothing.init) { ask, _, call in
            try await ask.registry.settleDraw(try ask.parameter("reference"), call)
        }
        create("/v1/draws/{reference}/departures", NewDeparture.init) { ask, new, call in
            try await ask.registry.explainDeparture(from: try ask.parameter("reference"), new, call)
        }
        get("/v1/assignments") { ask in try await ask.registry.assignments(try ask.page(), ask.actor) }
    }

    private mutating func addRedraws() {
        create("/v1/draws/{reference}/redraws", NewRedraw.init) { ask, new, call in
            try await ask.registry.requestRedraw(of: try ask.parameter("reference"), new, call)
        }
        create("/v1/redraws/{number}/approval", Nothing.init) { ask, _, call in
            try await ask.registry.approveRedraw(try ask.parameter("number"), call)
        }
        create("/v1/redraws/{number}/refusal", Reason.inFull) { ask, reason, call in
            try await ask.registry.refuseRedraw(try ask.parameter("number"), reason, call)
        }
    }

    private mutating func addBackChecks() {
        get("/v1/back-checks") { ask in try await ask.registry.backChecks(try ask.page(), ask.actor) }
        create("/v1/back-checks/{number}/waiver-proposal", Reason.inFull) { ask, reason, call in
            try await ask.registry.proposeWaiver(ofBackCheck: try ask.parameter("number"), reason, call)
        }
        create("/v1/back-checks/{number}/waiver", Nothing.init) { ask, _, call in
            try await ask.registry.waiveBackCheck(try ask.parameter("number"), call)
        }
        create("/v1/back-checks/{number}/keeping", Reason.inFull) { ask, reason, call in
            try await ask.registry.keepBackCheck(try ask.parameter("number"), reason, call)
        }
    }
}

import HTTPTypes
import Hummingbird
import Records
import Registry

extension RouteTable {
    /// Policy packs: drafted, checked and proposed by one person, activated by another; the replay under them, and two
    /// compared.
    mutating func addPolicy() {
        addPackTexts()
        addPackSteps()
        addPackEnds()
        addPackTrials()
    }

    private mutating func addPackTrials() {
        signedIn(.get, "/v1/replay") { ask in
            let query = try ask.query(ReplayQuery.init)
            try Registry.requireReplayer(ask.actor)
            let (registry, actor) = (ask.registry, ask.actor)
            return Self.lines { try await registry.replay(query, actor, $0) }
        }
        signedIn(.post, "/v1/policy-packs/compare", body: Fields.schema(of: PackComparison.init)) { ask in
            let (comparison, call) = try await ask.input([], PackComparison.init)
            let (registry, actor) = (ask.registry, ask.actor)
            let prepared = try await registry.prepare(comparison, call.problems, actor)
            let places = try ask.parts.streams.take(2)
            return Self.lines { write in
                try await registry.compare(prepared, actor, write)
                places.giveBack()
            }
        }
    }

    private mutating func addPackTexts() {
        get("/v1/policy-packs") { ask in
            try await ask.registry.policyPacks(try ask.query(PackQuery.init), ask.actor)
        }
        create("/v1/policy-packs", PackText.init) { ask, text, call in
            try await ask.registry.draftPack(text, call)
        }
        get("/v1/policy-packs/built-in") { ask in
            try ask.noQuery()
            return try await ask.registry.builtInPacks(ask.actor)
        }
        get("/v1/policy-packs/built-in/text") { ask in
            try await ask.registry.builtInText(try ask.query(BuiltInQuery.init), ask.actor)
        }
        create("/v1/policy-packs/built-in", PackAdoption.init) { ask, adoption, call in
            try await ask.registry.adopt(adoption, call)
        }
        signedIn(.post, "/v1/policy-packs/check", body: Fields.schema(of: PackText.init)) { ask in
            let (text, call) = try await ask.input([], PackText.init)
            return ask.response(try await ask.registry.checkText(text, ask.actor, problems: call.problems))
        }
        get("/v1/policy-packs/{number}") { ask in
            try ask.noQuery()
            return try await ask.registry.policyPack(try ask.parameter("number"), ask.actor)
        }
        amend("/v1/policy-packs/{number}", PackText.init) { ask, text, call in
            try await ask.registry.amendPack(try ask.parameter("number"), text, call)
        }
    }

    private mutating func addPackSteps() {
        act("/v1/policy-packs/{number}/check", Nothing.init) { ask, _, call in
            try await ask.registry.checkPack(try ask.parameter("number"), call)
        }
        act("/v1/policy-packs/{number}/propose", PackProposal.init) { ask, proposal, call in
            try await ask.registry.proposePack(try ask.parameter("number"), proposal, call)
        }
        act("/v1/policy-packs/{number}/activate", PackActivation.init) { ask, activation, call in
            try await ask.registry.activatePack(try ask.parameter("number"), activation, call)
        }
        act("/v1/policy-packs/{number}/withdraw", Reason.init) { ask, reason, call in
            try await ask.registry.withdrawPack(try ask.parameter("number"), reason, call)
        }
        get("/v1/policy-packs/{number}/inspections") { ask in
            try await ask.registry.inspectionsJudgedOtherwise(
                try ask.parameter("number"), try ask.page(), ask.actor)
        }
    }

    private mutating func addPackEnds() {
        act("/v1/policy-packs/{number}/propose-end", PackEndProposal.init) { ask, proposal, call in
            try await ask.registry.proposePackEnd(try ask.parameter("number"), proposal, call)
        }
        act("/v1/policy-packs/{number}/confirm-end", PackEnd.init) { ask, end, call in
            try await ask.registry.confirmPackEnd(try ask.parameter("number"), end, call)
        }
        act("/v1/policy-packs/{number}/withdraw-end", Reason.init) { ask, reason, call in
            try await ask.registry.withdrawPackEnd(try ask.parameter("number"), reason, call)
        }
    }

    /// A stream like an export: broken off where it fails, and whole only with its last line.
    private static func lines(
        _ produce: @escaping @Sendable (@escaping @Sendable ([UInt8]) async throws -> Void) async throws -> Void
    ) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = ExportFormat.jsonl.mediaType
        return Response(status: .ok, headers: headers, body: .streaming(produce))
    }
}

import Policy
import Records

extension RouteTable {
    /// Cases, what the rules recommend in them, and what a person decides.
    mutating func addCases() {
        get("/v1/cases") { ask in
            let (query, page, standpoint) = try await ask.listQueryOfPast(CaseQuery.init)
            return try await ask.registry.cases(query, page, ask.actor, from: standpoint)
        }
        create("/v1/cases", NewCase.init) { ask, new, call in try await ask.registry.openCase(new, call) }
        get("/v1/cases/{reference}") { ask in
            let standpoint = try await ask.standpoint()
            return try await ask.registry.caseFile(try ask.parameter("reference"), ask.actor, from: standpoint)
        }
        act("/v1/cases/{reference}/close", Reason.inFull) { ask, reason, call in
            try await ask.registry.closeCase(try ask.parameter("reference"), reason, call)
        }
        get("/v1/cases/{reference}/recommendations") { ask in
            let (language, page, standpoint) = try await ask.listQueryOfPast { $0.language() }
            return try await ask.registry.recommendations(
                of: try ask.parameter("reference"), language: language, page, ask.actor, from: standpoint)
        }
        create("/v1/cases/{reference}/recommendations", { $0.text("inspection", max: 40) }) { ask, inspection, call in
            let reference = try ask.parameter("reference")
            return try await ask.registry.recommendAgain(in: reference, inspection: inspection, call)
        }
        create("/v1/cases/{reference}/answers", NewGateAnswer.init) { ask, new, call in
            try await ask.registry.answerGate(in: try ask.parameter("reference"), new, call)
        }
        create("/v1/cases/{reference}/facts", NewStatedFact.init) { ask, new, call in
            try await ask.registry.stateFact(in: try ask.parameter("reference"), new, call)
        }
        get("/v1/recommendations/{id}") { ask in
            let (language, standpoint) = try await ask.queryOfPast { $0.language() }
            return try await ask.registry.recommendation(
                try ask.recommendationID(), language: language, ask.actor, from: standpoint)
        }
        create("/v1/cases/{reference}/decisions", NewDecision.init) { ask, new, call in
            try await ask.registry.decide(in: try ask.parameter("reference"), new, call)
        }
        get("/v1/decisions/{id}/proof") { ask in
            try ask.noQuery()
            return try await ask.registry.proof(ofDecision: try ask.parameter("id"), ask.actor)
        }
    }
}

extension Fields {
    /// The parameter `language`: of the explanation, English when it is absent.
    fileprivate mutating func language() -> Language {
        optionalChoice("language", of: Language.self) ?? .english
    }
}

extension Ask {
    /// - Throws: `Refusal` `unknown_recommendation` for what is not a number.
    fileprivate func recommendationID() throws -> Int {
        let text = try parameter("id")
        guard let id = Int(text), id > 0 else { throw Refusal.unknown("recommendation", text) }
        return id
    }
}

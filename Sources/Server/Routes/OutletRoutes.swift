import Records

extension RouteTable {
    /// Outlets: the list, the card, what happens to them.
    mutating func addOutlets() {
        get("/v1/outlets") { ask in
            let (query, page, standpoint) = try await ask.listQueryOfPast(OutletQuery.init)
            return try await ask.registry.outlets(query, page, ask.actor, from: standpoint)
        }
        create("/v1/outlets", NewOutlet.init) { ask, new, call in try await ask.registry.registerOutlet(new, call) }
        get("/v1/outlets/{reference}") { ask in
            let standpoint = try await ask.standpoint()
            return try await ask.registry.outlet(try ask.outletReference(), ask.actor, from: standpoint)
        }
        amend("/v1/outlets/{reference}", OutletAmendment.init) { ask, change, call in
            try await ask.registry.amendOutlet(try ask.outletReference(), change, call)
        }
        act("/v1/outlets/{reference}/move", OutletMove.init) { ask, move, call in
            try await ask.registry.moveOutlet(try ask.outletReference(), move, call)
        }
        act("/v1/outlets/{reference}/close", DatedReason.init) { ask, end, call in
            try await ask.registry.closeOutlet(try ask.outletReference(), end, call)
        }
        act("/v1/outlets/{reference}/reopen", DatedReason.init) { ask, start, call in
            try await ask.registry.reopenOutlet(try ask.outletReference(), start, call)
        }
        get("/v1/outlets/{reference}/timeline") { ask in
            let standpoint = try await ask.standpoint()
            return try await ask.registry.timeline(try ask.outletReference(), ask.actor, from: standpoint)
        }
    }
}

extension Ask {
    /// The outlet's reference in the path, its check character verified, in upper case.
    /// - Throws: `Refusal` that says what the last character should be.
    func outletReference() throws -> String {
        let text = try parameter("reference")
        do {
            return try OutletReference(text).description
        } catch {
            let message = error.message(for: text)
            var hint = "Check the reference; the list shows those that exist."
            if case .checkCharacter(_, let corrected) = error { hint = "Did you mean \(corrected)?" }
            throw Refusal(
                .badInput, "not_a_reference", message, hint: hint,
                problems: [FieldProblem("/reference", "not_a_reference", message)])
        }
    }
}

import Records

extension RouteTable {
    /// Parties and their roles at outlets.
    mutating func addParties() {
        get("/v1/parties") { ask in
            let (text, page, standpoint) = try await ask.listQueryOfPast { $0.optionalText("q", max: 100) }
            return try await ask.registry.parties(text, page, ask.actor, from: standpoint)
        }
        create("/v1/parties", NewParty.init) { ask, new, call in try await ask.registry.registerParty(new, call) }
        get("/v1/parties/{reference}") { ask in
            let standpoint = try await ask.standpoint()
            return try await ask.registry.party(try ask.parameter("reference"), ask.actor, from: standpoint)
        }
        amend("/v1/parties/{reference}", PartyAmendment.init) { ask, change, call in
            try await ask.registry.amendParty(try ask.parameter("reference"), change, call)
        }
        create("/v1/outlets/{reference}/roles", NewPartyRole.init) { ask, new, call in
            try await ask.registry.beginRole(at: try ask.outletReference(), new, call)
        }
        act("/v1/outlets/{reference}/roles/{id}/end", RoleEnd.init) { ask, end, call in
            try await ask.registry.endRole(at: try ask.outletReference(), try ask.parameter("id"), end, call)
        }
    }
}

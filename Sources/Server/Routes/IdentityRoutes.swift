import Records

extension RouteTable {
    /// Who am I, the authority and its people.
    mutating func addIdentity() {
        get("/v1/me") { ask in
            try ask.noQuery()
            return try await ask.registry.me(ask.signIn)
        }
        get("/v1/today") { ask in
            try ask.noQuery()
            return try await ask.registry.today(ask.actor)
        }
        get("/v1/jurisdiction") { ask in
            try ask.noQuery()
            return try await ask.registry.jurisdiction(ask.actor)
        }
        amend("/v1/jurisdiction", JurisdictionAmendment.init) { ask, change, call in
            try await ask.registry.amendJurisdiction(change, call)
        }
        get("/v1/people") { ask in try await ask.registry.people(try ask.page(), ask.actor) }
        create("/v1/people", NewPerson.init) { ask, new, call in try await ask.registry.appoint(new, call) }
        create("/v1/people/{id}/tokens", NewToken.init) { ask, new, call in
            try await ask.registry.issueToken(try ask.parameter("id"), new, call)
        }
        create("/v1/people/{id}/accounts", NewAccount.init) { ask, new, call in
            try await ask.registry.openAccount(try ask.parameter("id"), new, call)
        }
        create("/v1/people/{id}/roles", RoleChange.init) { ask, change, call in
            try await ask.registry.changeRole(try ask.parameter("id"), change, call)
        }
        act("/v1/people/{id}/dismiss", Reason.init) { ask, reason, call in
            try await ask.registry.dismiss(try ask.parameter("id"), reason, call)
        }
    }
}

import Records

extension RouteTable {
    /// How reporters can be reached: keys, who reads, and how long.
    mutating func addContacts() {
        addContactKeys()
        addUnsealings()
        addContactEnds()
    }

    private mutating func addContactKeys() {
        get("/v1/contact-keys") { ask in
            try ask.noQuery()
            return try await ask.registry.contactKeys(ask.actor)
        }
        create("/v1/contact-keys", NewContactKey.init) { ask, new, call in
            try await ask.registry.proposeContactKey(new, call)
        }
        create("/v1/contact-keys/{name}/confirmation", Nothing.init) { ask, _, call in
            try await ask.registry.confirmContactKey(try ask.parameter("name"), call)
        }
        create("/v1/contact-keys/{name}/withdrawal", Reason.init) { ask, reason, call in
            try await ask.registry.withdrawContactKey(try ask.parameter("name"), reason, call)
        }
    }

    private mutating func addUnsealings() {
        get("/v1/unsealings") { ask in try await ask.registry.unsealings(try ask.page(), ask.actor) }
        create("/v1/nuisance-reports/{reference}/unsealings", NewUnsealing.init) { ask, new, call in
            try await ask.registry.requestContact(of: try ask.parameter("reference"), new, call)
        }
        create("/v1/unsealings/{number}/grant", Nothing.init) { ask, _, call in
            try await ask.registry.grantContact(try ask.parameter("number"), call)
        }
        create("/v1/unsealings/{number}/refusal", Reason.init) { ask, reason, call in
            try await ask.registry.refuseContact(try ask.parameter("number"), reason, call)
        }
        // Without an idempotency key: under it the answer would be kept.
        act(once: "/v1/unsealings/{number}/reading", Nothing.init) { ask, _, call in
            try await ask.registry.readContact(try ask.parameter("number"), call)
        }
    }

    private mutating func addContactEnds() {
        create("/v1/nuisance-reports/{reference}/contact-hold", Reason.inFull) { ask, reason, call in
            try await ask.registry.holdContact(of: try ask.parameter("reference"), reason, call)
        }
        create("/v1/nuisance-reports/{reference}/contact-hold/lifting", Reason.inFull) { ask, reason, call in
            try await ask.registry.releaseContact(of: try ask.parameter("reference"), reason, call)
        }
        create("/v1/nuisance-reports/{reference}/contact-erasure", Reason.inFull) { ask, reason, call in
            try await ask.registry.requestErasure(of: try ask.parameter("reference"), reason, call)
        }
        create("/v1/nuisance-reports/{reference}/contact-erasure/approval", Reason.inFull) { ask, reason, call in
            try await ask.registry.decideErasure(of: try ask.parameter("reference"), approves: true, reason, call)
        }
        create("/v1/nuisance-reports/{reference}/contact-erasure/refusal", Reason.inFull) { ask, reason, call in
            try await ask.registry.decideErasure(of: try ask.parameter("reference"), approves: false, reason, call)
        }
        get("/v1/contact-retention") { ask in
            try ask.noQuery()
            return try await ask.registry.contactRetention(ask.actor)
        }
        create("/v1/contact-retention", RetentionChange.init) { ask, change, call in
            try await ask.registry.setContactRetention(change, call)
        }
    }
}

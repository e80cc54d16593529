import Records

extension RouteTable {
    /// Licences: granted for an outlet, then renewed, suspended, reinstated, withdrawn, transferred, lapsed or taken back.
    mutating func addLicences() {
        get("/v1/licences") { ask in
            let (query, page, standpoint) = try await ask.listQueryOfPast(LicenceQuery.init)
            return try await ask.registry.licences(query, page, ask.actor, from: standpoint)
        }
        create("/v1/outlets/{reference}/licences", NewLicence.init) { ask, new, call in
            try await ask.registry.grantLicence(for: try ask.outletReference(), new, call)
        }
        get("/v1/licences/{reference}") { ask in
            let standpoint = try await ask.standpoint()
            return try await ask.registry.licence(try ask.parameter("reference"), ask.actor, from: standpoint)
        }
        act("/v1/licences/{reference}/renew", LicenceRenewal.init) { ask, renewal, call in
            try await ask.registry.renewLicence(try ask.parameter("reference"), renewal, call)
        }
        act("/v1/licences/{reference}/suspend", LicenceSuspension.init) { ask, suspension, call in
            try await ask.registry.suspendLicence(try ask.parameter("reference"), suspension, call)
        }
        act("/v1/licences/{reference}/reinstate", Reason.inFull) { ask, reason, call in
            try await ask.registry.reinstateLicence(try ask.parameter("reference"), reason, call)
        }
        act("/v1/licences/{reference}/withdraw", LicenceWithdrawal.init) { ask, withdrawal, call in
            try await ask.registry.withdrawLicence(try ask.parameter("reference"), withdrawal, call)
        }
        act("/v1/licences/{reference}/transfer", LicenceTransfer.init) { ask, transfer, call in
            try await ask.registry.transferLicence(try ask.parameter("reference"), transfer, call)
        }
        act("/v1/licences/{reference}/lapse", DatedReason.inFull) { ask, end, call in
            try await ask.registry.lapseLicence(try ask.parameter("reference"), end, call)
        }
        act("/v1/licences/{reference}/take-back", Reason.inFull) { ask, reason, call in
            try await ask.registry.takeBackLicence(try ask.parameter("reference"), reason, call)
        }
    }
}

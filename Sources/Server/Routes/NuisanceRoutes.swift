import Records

extension RouteTable {
    /// Nuisance reports and the claims that they belong to an outlet.
    mutating func addNuisanceReports() {
        get("/v1/nuisance-reports") { ask in
            let (query, page, standpoint) = try await ask.listQueryOfPast(NuisanceQuery.init)
            return try await ask.registry.nuisanceReports(query, page, ask.actor, from: standpoint)
        }
        create("/v1/nuisance-reports", NewNuisanceReport.init) { ask, new, call in
            try await ask.registry.receiveNuisanceReport(new, call)
        }
        get("/v1/nuisance-reports/{reference}") { ask in
            let standpoint = try await ask.standpoint()
            return try await ask.registry.nuisanceReport(try ask.parameter("reference"), ask.actor, from: standpoint)
        }
        create("/v1/nuisance-reports/{reference}/attributions", NewAttribution.init) { ask, claim, call in
            try await ask.registry.proposeAttribution(of: try ask.parameter("reference"), claim, call)
        }
        create("/v1/nuisance-reports/{reference}/closing", Reason.inFull) { ask, reason, call in
            try await ask.registry.closeNuisanceReport(try ask.parameter("reference"), reason, call)
        }
        create("/v1/nuisance-reports/{reference}/reopening", Reason.inFull) { ask, reason, call in
            try await ask.registry.reopenNuisanceReport(try ask.parameter("reference"), reason, call)
        }
    }
}

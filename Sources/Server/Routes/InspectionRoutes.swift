import Records

extension RouteTable {
    /// Inspections: put under the client's own UUID, so that sending one twice stores it once.
    mutating func addInspections() {
        put("/v1/inspections/{id}", NewInspection.init) { ask, new, call in
            try await ask.registry.logInspection(try ask.parameter("id"), new, call)
        }
        get("/v1/inspections") { ask in
            let (query, page, standpoint) = try await ask.listQueryOfPast(InspectionQuery.init)
            return try await ask.registry.inspections(query, page, ask.actor, from: standpoint)
        }
        get("/v1/inspections/{id}") { ask in
            let standpoint = try await ask.standpoint()
            return try await ask.registry.inspection(try ask.parameter("id"), ask.actor, from: standpoint)
        }
        get("/v1/inspections/{id}/consequences") { ask in
            let criterion = try ask.query { $0.optionalText("criterion", max: 20) }
            return try await ask.registry.consequences(of: try ask.parameter("id"), criterion: criterion, ask.actor)
        }
        create("/v1/inspections/{id}/corrections", InspectionCorrection.init) { ask, correction, call in
            try await ask.registry.correctFinding(of: try ask.parameter("id"), correction, call)
        }
        create("/v1/inspections/{id}/voiding", InspectionVoiding.init) { ask, voiding, call in
            try await ask.registry.voidInspection(try ask.parameter("id"), voiding, call)
        }
    }
}

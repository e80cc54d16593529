import Records

extension RouteTable {
    /// Inspections: put under the client's own UUID, so that sending one twice stores it once.
    mutating func addInspections() {
        put("/v1/inspections/{id}", NewInspection.init) { ask, new, call in
            try await ask.registry.logInspection(try ask.parameter("id"), new, call)
        }
    }
}

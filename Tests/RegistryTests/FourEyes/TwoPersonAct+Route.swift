import Records

@testable import Registry

extension TwoPersonAct {
    /// The second step as a client asks for it.
    struct Route: Sendable {
        let path: String
        /// What was read, where the step asks for that.
        var version: Int?
        var body: JSONValue = [:]
    }

    /// - Throws: `Unrouted` for an act that has none: then it isn't tried over HTTP.
    func route(_ world: World) async throws -> Route {
        let action = "/v1/actions/A-2026-0001"
        let reason: JSONValue = ["reason": "Said for the test of two."]
        switch description {
        case "issue an action":
            let digest = try await world.registry.action("A-2026-0001", world.reviewer).json["digest"]
            return Route(path: "\(action)/issue", version: 2, body: ["digest": digest ?? .null])
        case "return an action": return Route(path: "\(action)/return", version: 2, body: reason)
        case "revoke an action": return Route(path: "\(action)/revoke", version: 3, body: reason)
        case "activate a policy pack": return Route(path: "/v1/policy-packs/2/activate", version: 3)
        case "end a policy pack": return Route(path: "/v1/policy-packs/1/confirm-end", version: 5)
        case "void an inspection": return Route(path: "/v1/inspections/I-2026-0001/voiding", body: reason)
        case "close a case after leniency": return Route(path: "/v1/cases/C-2026-0001/close", version: 1, body: reason)
        case "reinstate a licence before its suspension is over":
            return Route(path: "/v1/licences/L-2026-0001/reinstate", version: 3, body: reason)
        case "reinstate a licence after a revocation":
            return Route(path: "/v1/licences/L-2026-0001/reinstate", version: 2, body: reason)
        case "confirm a contact key": return Route(path: "/v1/contact-keys/second/confirmation")
        case "grant a contact": return Route(path: "/v1/unsealings/1/grant")
        case "approve an erasure":
            return Route(path: "/v1/nuisance-reports/N-2026-0001/contact-erasure/approval", body: reason)
        case "confirm a role": return Route(path: "/v1/people/hanna/roles/confirmation")
        case "approve a redraw": return Route(path: "/v1/redraws/1/approval")
        case "waive a back-check": return Route(path: "/v1/back-checks/1/waiver")
        default: throw Unrouted(act: description)
        }
    }

    struct Unrouted: Error { let act: String }
}

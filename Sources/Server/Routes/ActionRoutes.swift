import Records
import Registry

extension RouteTable {
    /// Enforcement actions: drafted and proposed by one person, issued by another.
    mutating func addActions() {
        get("/v1/actions") { ask in
            let (query, page, standpoint) = try await ask.listQueryOfPast(ActionQuery.init)
            return try await ask.registry.actions(query, page, ask.actor, from: standpoint)
        }
        create("/v1/cases/{reference}/actions", ActionContent.draft) { ask, content, call in
            try await ask.registry.draftAction(in: try ask.parameter("reference"), content, call)
        }
        get("/v1/actions/{reference}") { ask in
            let standpoint = try await ask.standpoint()
            return try await ask.registry.action(try ask.parameter("reference"), ask.actor, from: standpoint)
        }
        get("/v1/actions/{reference}/proof") { ask in
            try ask.noQuery()
            return try await ask.registry.proof(ofAction: try ask.parameter("reference"), ask.actor)
        }
        amend("/v1/actions/{reference}", ActionContent.init(_:)) { ask, content, call in
            try await ask.registry.amendAction(try ask.parameter("reference"), content, call)
        }
        act("/v1/actions/{reference}/propose", Nothing.init) { ask, _, call in
            try await ask.registry.proposeAction(try ask.parameter("reference"), call)
        }
        act("/v1/actions/{reference}/return", Reason.inFull) { ask, reason, call in
            try await ask.registry.returnAction(try ask.parameter("reference"), reason, call)
        }
        act("/v1/actions/{reference}/withdraw", Reason.inFull) { ask, reason, call in
            try await ask.registry.withdrawAction(try ask.parameter("reference"), reason, call)
        }
        act("/v1/actions/{reference}/issue", ActionIssue.init) { ask, issue, call in
            try await ask.registry.issueAction(try ask.parameter("reference"), issue, call)
        }
        act("/v1/actions/{reference}/revoke", Reason.inFull) { ask, reason, call in
            try await ask.registry.revokeAction(try ask.parameter("reference"), reason, call)
        }
    }
}

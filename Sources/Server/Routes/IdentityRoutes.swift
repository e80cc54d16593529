import Records
import Registry

extension RouteTable {
    /// Who am I, the authority and its people.
    mutating func addIdentity() {
        get("/v1/me") { ask in
            try ask.noQuery()
            return try await ask.registry.me(ask.signIn)
        }
        act(once: "/v1/me/sign-out", Nothing.init) { ask, _, call in
            let hash = try ask.parts.signIn.hash(of: ask.request)
            let answer = try await ask.registry.signOut(tokenHash: hash, call)
            ask.parts.signIn.forget()
            if ask.parts.browser.way != nil, !call.dryRun { ask.visit.cookies.set(BrowserCookie.session.cleared) }
            return answer
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
        get("/v1/people/{id}") { ask in
            try ask.noQuery()
            return try await ask.registry.person(try ask.parameter("id"), ask.actor)
        }
        create("/v1/people", NewPerson.init) { ask, new, call in try await ask.registry.appoint(new, call) }
        create("/v1/people/{id}/tokens", NewToken.init) { ask, new, call in
            try await ask.registry.issueToken(try ask.parameter("id"), new, call)
        }
        create("/v1/people/{id}/tokens/{number}/revoke", Reason.init) { ask, reason, call in
            let (person, token) = (try ask.parameter("id"), try ask.parameter("number"))
            let answer = try await ask.registry.revokeToken(token, of: person, reason, call)
            ask.parts.signIn.forget()
            return answer
        }
        create("/v1/people/{id}/credentials", NewCredential.init) { ask, new, call in
            // Before the work that a credential takes.
            try Registry.requireAdministrator(ask.actor, to: "issue this credential")
            let fresh = try await ask.parts.credentials.fresh()
            return try await ask.registry.issueCredential(try ask.parameter("id"), new, fresh, call)
        }
        create("/v1/people/{id}/credentials/{number}/revoke", Reason.init) { ask, reason, call in
            let (person, credential) = (try ask.parameter("id"), try ask.parameter("number"))
            return try await ask.registry.revokeCredential(credential, of: person, reason, call)
        }
        create("/v1/people/{id}/subjects", NewSubjectBinding.init) { ask, new, call in
            try await ask.registry.bindSubject(try ask.parameter("id"), new, call)
        }
        create("/v1/people/{id}/subjects/{number}/unbind", Reason.init) { ask, reason, call in
            try await ask.registry.unbindSubject(try ask.parameter("number"), of: try ask.parameter("id"), reason, call)
        }
        create("/v1/people/{id}/accounts", NewAccount.init) { ask, new, call in
            try await ask.registry.openAccount(try ask.parameter("id"), new, call)
        }
        create("/v1/people/{id}/roles", RoleChange.init) { ask, change, call in
            let answer = try await ask.registry.changeRole(try ask.parameter("id"), change, call)
            ask.parts.signIn.forget()
            return answer
        }
        create("/v1/people/{id}/roles/confirmation", Nothing.init) { ask, _, call in
            let answer = try await ask.registry.confirmRole(of: try ask.parameter("id"), call)
            ask.parts.signIn.forget()
            return answer
        }
        create("/v1/people/{id}/roles/refusal", Reason.init) { ask, reason, call in
            try await ask.registry.refuseRole(of: try ask.parameter("id"), reason, call)
        }
        act("/v1/people/{id}/dismiss", Reason.init) { ask, reason, call in
            let answer = try await ask.registry.dismiss(try ask.parameter("id"), reason, call)
            ask.parts.signIn.forget()
            return answer
        }
        get("/v1/deputies") { ask in try await ask.registry.deputies(try ask.page(), ask.actor) }
        get("/v1/deputies/{number}") { ask in
            try ask.noQuery()
            return try await ask.registry.deputy(try ask.parameter("number"), ask.actor)
        }
        create("/v1/deputies", NewDeputy.init) { ask, new, call in try await ask.registry.recordDeputy(new, call) }
        act("/v1/deputies/{number}/end", Reason.inFull) { ask, reason, call in
            try await ask.registry.endDeputy(try ask.parameter("number"), reason, call)
        }
        get("/v1/conflicts") { ask in try await ask.registry.conflicts(try ask.page(), ask.actor) }
        get("/v1/conflicts/{number}") { ask in
            try ask.noQuery()
            return try await ask.registry.conflict(try ask.parameter("number"), ask.actor)
        }
        create("/v1/conflicts", NewConflict.init) { ask, new, call in
            try await ask.registry.declareConflict(new, call)
        }
        act("/v1/conflicts/{number}/end", Reason.inFull) { ask, reason, call in
            try await ask.registry.endConflict(try ask.parameter("number"), reason, call)
        }
    }
}

import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Every record is put in each of its statuses by the superuser; then the service role, signed by a person with every
/// role, tries each act with each outcome. What `ops.legal_act` does not list is refused.
@Suite struct LegalActTests {
    @Test(arguments: [
        "case_file", "action", "violation", "outlet", "licence", "party_role", "policy_pack",
    ])
    func `what is not in the table of legal acts is refused`(table: String) async throws {
        try await withWorld { world in
            try await world.makeOneOfEach()
            let everyone = world.withEveryRole
            let claim = ContextSigner(key: world.test.contextKey).statement(for: everyone)
            let walk = try await world.test.admin.read { db in
                try LegalActWalk(table: table, claim: claim, person: everyone.person, db)
            }
            var tried = 0
            for act in walk.acts {
                let outcome = try await world.test.admin.write(outcome: .rollback) { try walk.run(act, $0) }
                #expect(outcome.notRefused == [])
                tried += outcome.tried
            }
            #expect(tried > 5)
        }
    }
}

extension World {
    /// The inspector with all roles, so that only the status stands in the way.
    fileprivate var withEveryRole: Actor {
        var actor = otherInspector
        actor.roles = Set(Role.allCases)
        return actor
    }

    fileprivate func makeOneOfEach() async throws {
        try await proposed()
        let party = try await registry.registerParty(
            NewParty(kind: .natural, name: "H. Holder"), Call(by: officer)
        ).json["reference"]?.text
        let day = LocalDate("2026-01-01")!
        _ = try await registry.grantLicence(
            for: outlet, NewLicence(holder: party ?? "", validFrom: day, endsOn: nil, conditions: []), Call(by: officer)
        )
        _ = try await registry.beginRole(
            at: outlet, NewPartyRole(party: party ?? "", role: .operator, share: nil, validFrom: day), Call(by: officer)
        )
    }
}

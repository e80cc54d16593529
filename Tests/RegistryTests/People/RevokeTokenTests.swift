import Crypto
import Postgres
import Records
import Testing

@testable import Registry

struct RevokeTokenTests {
    @Test func `one token is taken back, and the person's other one goes on`() async throws {
        try await withTown() { town in
            let person = "\(town.officer.person)"
            let (first, second) = (try await town.token(of: person), try await town.token(of: person))
            let call = Call(by: town.administrator)
            for _ in 1...2 {
                let card = try await town.registry.revokeToken(first.number, of: person, Reason("Lost."), call).json
                #expect(card["tokens"]?.items?.map { $0["status"]?.text } == ["revoked", "valid"])
                // A token that was revoked still tells when it was issued: first the first, both before the revocation.
                let issued =
                    card["tokens"]?.items?.compactMap { $0["issuedAt"]?.text.flatMap { Instant(text: $0) } } ?? []
                #expect(issued.count == 2 && issued == issued.sorted())
            }
            #expect(try await town.registry.authenticate(tokenHash: first.hash) == nil)
            #expect(try await town.registry.authenticate(tokenHash: second.hash)?.actor == town.officer)
        }
    }

    @Test func `another person's token and one that is not there are refused with those that are`() async throws {
        try await withTown() { town in
            let (person, other) = ("\(town.officer.person)", "\(town.administrator.person)")
            let token = try await town.token(of: person)
            func refused(_ number: String, _ person: String, _ by: Actor) async throws -> Refusal {
                try await refusalOf {
                    try await town.registry.revokeToken(number, of: person, Reason("Lost."), Call(by: by))
                }
            }
            let unknown = try await refused("x1", person, town.administrator)
            #expect(
                unknown
                    == Refusal(
                        .notFound, "unknown_token", "Person \(person) has no token x1.",
                        detail: "The tokens are: \(token.number).", hint: "Look at the list of the person's tokens."))
            let foreign = try await refused(token.number, other, town.administrator)
            #expect(foreign.message == "Person \(other) has no token \(token.number).")
            #expect(foreign.detail == "No token was ever issued to that person.")
            let nobody = try await refused(token.number, "999999", town.administrator)
            #expect(nobody.message == "There is no person 999999.")
            let officer = try await refused(token.number, person, town.officer)
            #expect(officer.message == "To revoke this access token the role administrator is needed.")
            #expect(try await town.registry.authenticate(tokenHash: token.hash) != nil)
        }
    }

    @Test(arguments: [[], [Role.intake], [.officer]])
    func `everybody signs out, whatever the roles`(roles: [Role]) async throws {
        try await withTown() { town in
            let person = "\(town.officer.person)"
            let token = try await town.token(of: person)
            var actor = town.officer
            actor.roles = Set(roles)
            let answer = try await town.registry.signOut(tokenHash: token.hash, Call(by: actor)).json
            #expect(answer["login"] == "officer" && answer["label"] == "laptop" && answer["status"] == "revoked")
            #expect(try await town.registry.authenticate(tokenHash: token.hash) == nil)
            let call = Call(by: actor)
            let again = try await refusalOf { try await town.registry.signOut(tokenHash: token.hash, call) }
            #expect(again.message == "The token was revoked already.")
        }
    }

    @Test func `PostgreSQL refuses to sign out with the token of somebody else`() async throws {
        try await withTown() { town in
            let token = try await town.token(of: "\(town.officer.person)")
            let refused = try await refusalOf {
                try await town.registry.signOut(tokenHash: token.hash, Call(by: town.administrator))
            }
            #expect(refused.kind == .notAllowed && refused.code == "signed_out_with_the_own_token")
            #expect(refused.message == "That token is another person's, so you can't sign out with it.")
            #expect(refused.hint == "Have an administrator revoke it.")
            #expect(try await town.registry.authenticate(tokenHash: token.hash) != nil)
        }
    }
}

extension Town {
    fileprivate func token(of person: String) async throws -> (number: String, hash: [UInt8]) {
        let answer = try await registry.issueToken(
            person, NewToken(label: "laptop", expiresInDays: 30), Call(by: administrator))
        let token = try #require(try answer.text("token"))
        return ("\(try answer.json["id"]?.wholeNumber ?? 0)", Array(SHA256.hash(data: Array(token.utf8))))
    }
}

import Crypto
import Policy
import Records
import Testing

@testable import Registry

struct PeopleTests {
    @Test func `an appointed person with a token signs in with name, login and roles`() async throws {
        try await withTown() { town in
            let answer = try await town.registry.issueToken(
                "\(town.officer.person)", NewToken(label: "laptop", expiresInDays: 30), Call(by: town.administrator))
            let token = try answer.text("token") ?? ""
            #expect(token.hasPrefix("reg_"))
            #expect(token.utf8.count == 4 + 43 + 6)
            #expect(try answer.text("label") == "laptop")
            #expect(try answer.text("login") == "officer")
            let signIn = try await town.registry.authenticate(tokenHash: Array(SHA256.hash(data: Array(token.utf8))))
            #expect(signIn?.actor == town.officer)
            #expect(try signIn?.expiresAt.description == answer.text("expiresAt"))
            #expect(
                try await town.registry.authenticate(tokenHash: Array(SHA256.hash(data: Array("reg_x".utf8)))) == nil)
        }
    }

    @Test func `me says who is signed in, where, and until when`() async throws {
        try await withTown() { town in
            let until = Instant(microseconds: 1_800_000_000_000_000)
            let answer = try await town.registry.me(
                SignIn(
                    actor: town.officer, expiresAt: until, token: .init(number: 7, kind: .session, scopes: [.officer])))
            #expect(
                try answer.json == [
                    "person": "Otto Ficer", "login": "officer", "roles": ["officer"],
                    "jurisdiction": [
                        "code": "0363", "name": "Amsterdam", "timeZone": "Europe/Amsterdam", "languages": ["nl", "en"],
                    ],
                    "tokenKind": "session", "scopes": ["officer"], "expiresAt": "2027-01-15T08:00:00Z",
                ])
        }
    }

    @Test func `a token is shown once: the same call again says so`() async throws {
        try await withTown() { town in
            let call = Call(
                by: town.administrator, idempotency: .init(key: "k1", requestDigest: Array(repeating: 7, count: 32)))
            let new = NewToken(label: "laptop", expiresInDays: 30)
            let first = try await town.registry.issueToken("\(town.officer.person)", new, call)
            let again = try await town.registry.issueToken("\(town.officer.person)", new, call)
            #expect(again.replayed)
            #expect(try first.json["id"] == again.json["id"])
            #expect(try again.json["token"] == .null)
            #expect(
                try again.text("notice")
                    == "The token was shown once, when it was issued. If nobody kept it, issue another one.")
            let tokens = try await town.registry.people(Page(), town.administrator).json["items"]?.items?
                .first { $0["name"] == "Otto Ficer" }?["tokens"]?.items?.count
            #expect(tokens == 1)
        }
    }

    @Test func `a token of someone who was dismissed stops working`() async throws {
        try await withTown() { town in
            let person = "\(town.officer.person)"
            let answer = try await town.registry.issueToken(
                person, NewToken(label: "laptop", expiresInDays: 30), Call(by: town.administrator))
            let hash = Array(SHA256.hash(data: Array(try answer.text("token")!.utf8)))
            let card = try await town.registry.dismiss(
                person, Reason("Moved to another town."), Call(by: town.administrator, expectedVersion: 1))
            #expect(try card.text("status") == "left")
            #expect(try card.json["roles"] == [])
            #expect(card.etag == "\"v2\"")
            #expect(try await town.registry.authenticate(tokenHash: hash) == nil)
            let refused = try await refusalOf {
                try await town.registry.issueToken(
                    person, NewToken(label: "x", expiresInDays: 1), Call(by: town.administrator))
            }
            #expect(refused.message == "Person \(person) has left, so no token was issued.")
            let role = try await refusalOf {
                try await town.registry.changeRole(
                    person, RoleChange(role: .officer, grant: true), Call(by: town.administrator))
            }
            #expect(
                role
                    == Refusal(.notPossibleNow, "person_has_left", "Person \(person) has left, so no role was granted.")
            )
            #expect(refused.hint == "Issue it to a person who is active.")
            #expect(refused.kind == .notPossibleNow)
        }
    }

    @Test func `only an administrator appoints, and sees who is there`() async throws {
        try await withTown() { town in
            let refused = try await refusalOf {
                try await town.registry.appoint(
                    NewPerson(name: "N", login: "new", roles: [.officer]), Call(by: town.officer))
            }
            #expect(refused.kind == .notAllowed)
            #expect(refused.message == "To appoint this person the role administrator is needed.")
            #expect(refused.hint == "Ask someone who has the role administrator.")
            let unseen = try await refusalOf { try await town.registry.people(Page(), town.officer) }
            #expect(unseen.message == "To see the people of the authority the role administrator is needed.")
        }
    }

    @Test func `a login is taken once and is written in small letters`() async throws {
        try await withTown() { town in
            let taken = try await refusalOf {
                try await town.registry.appoint(
                    NewPerson(name: "N", login: "officer", roles: [.officer]), Call(by: town.administrator))
            }
            #expect(taken.message == "The login is taken.")
            let shouted = try await refusalOf {
                try await town.registry.appoint(
                    NewPerson(name: "N", login: "Otto", roles: [.officer]), Call(by: town.administrator))
            }
            #expect(
                shouted.message
                    == "A login is a small letter followed by 1 to 62 small letters, digits, dots, hyphens or underscores."
            )
        }
    }

    @Test func `the last administrator stays`() async throws {
        try await withTown() { town in
            let admin = "\(town.administrator.person)"
            let text = "This is the only administrator of the authority."
            let dismissed = try await refusalOf {
                try await town.registry.dismiss(admin, Reason("Bye."), Call(by: town.administrator, expectedVersion: 1))
            }
            #expect(dismissed.message == text)
            let revoked = try await refusalOf {
                try await town.registry.changeRole(
                    admin, RoleChange(role: .administrator, grant: false), Call(by: town.administrator))
            }
            #expect(revoked.message == text)
            #expect(revoked.hint == "Give another person the role administrator first.")
        }
    }

    @Test func `roles are given and taken away, twice is as good as once`() async throws {
        try await withTown() { town in
            let (person, call) = ("\(town.officer.person)", Call(by: town.administrator))
            for _ in 1...2 {
                let card = try await town.registry.changeRole(person, RoleChange(role: .intake, grant: true), call)
                #expect(try card.json["roles"] == ["intake", "officer"])
            }
            for _ in 1...2 {
                let card = try await town.registry.changeRole(person, RoleChange(role: .officer, grant: false), call)
                #expect(try card.json["roles"] == ["intake"])
            }
            let unknown = try await refusalOf {
                try await town.registry.changeRole("999999", RoleChange(role: .intake, grant: true), call)
            }
            #expect(unknown.message == "There is no person 999999.")
        }
    }
}

import Records
import Testing

@testable import Server

/// Further accounts of a person: a sign-in more, and nobody else.
@Suite struct AccountTests {
    @Test func `two accounts of one person can't propose and issue`() async throws {
        try await RunningServer.run(.withoutCache, packs: try .installed()) { server in
            let reference = try await server.outletUnderRules()
            try await server.makeOfficerReviewToo()
            let second = try await server.secondAccount(of: "Person officer", login: "officer-two")
            #expect(try await second.get("/v1/me").json["login"] == "officer-two")
            let visit = Samples.inspection(reference, [["criterion": "J", "result": "fail"]])
            let logged = try await server.client(.inspector).send(
                "PUT", "/v1/inspections/01936f2e-7c1a-7b3e-8f00-1c2d3e4f5a6b", visit.bytes())
            let caseFile = try #require(try logged.json["case"]?.text)
            let officer = server.client(.officer)
            _ = try await officer.post("/v1/cases/\(caseFile)/decisions", ["choice": "follow"])
            let drafted = try await officer.post("/v1/cases/\(caseFile)/actions", ["text": "A warning."])
            let action = try #require(drafted.header("Location"))
            let proposed = try await officer.act("\(action)/propose", drafted)
            let number = action.split(separator: "/").last ?? ""
            #expect(
                try await second.act("\(action)/issue", proposed, Samples.approval(of: proposed)).problem
                    == "403 issued_by_another_person: You drafted action \(number), so someone else must issue it."
                    + " | Ask a reviewer.")
            let issued = try await server.client(.reviewer).act(
                "\(action)/issue", proposed, Samples.approval(of: proposed))
            #expect(issued.status == 200)
        }
    }

    @Test func `an account needs a free login, a person who is there, and an administrator`() async throws {
        try await RunningServer.run(.withoutCache) { server in
            let administrator = server.client(.administrator)
            let id = try await server.number(of: "Person officer")
            let path = "/v1/people/\(id)/accounts"
            let opened = try await administrator.post(path, ["login": "officer-two"])
            #expect(opened.status == 201 && opened.header("Location") == "/v1/people/\(id)")
            #expect(try opened.json["logins"] == ["officer", "officer-two"])
            let read = try await administrator.get("/v1/people/\(id)")
            #expect(try read.status == 200 && read.json == opened.json)
            #expect(try await administrator.get("/v1/people/99999").status == 404)
            #expect(
                try await server.client(.officer).get("/v1/people/\(id)").problem
                    == "403 role_missing: To see the people of the authority the role administrator is needed."
                    + " | Ask someone who has the role administrator.")
            #expect(
                try await administrator.post(path, ["login": "admin"]).problem
                    == "409 login_is_unique: The login admin is taken: Ada Min signs in with it. | Choose another login."
            )
            #expect(
                try await administrator.post(path, ["login": "Officer"]).problem
                    == "400 login_is_lower_case: A login is a small letter followed by 1 to 62 small letters, digits,"
                    + " dots, hyphens or underscores. | Choose a login like j.de-vries.")
            #expect(
                try await administrator.post("/v1/people/99999/accounts", ["login": "nobody"]).problem
                    == "404 unknown_person: There is no person 99999."
                    + " | Check the reference; the list shows those that exist.")
            #expect(try await server.client(.officer).post(path, ["login": "third"]).status == 403)
            let token = try await administrator.post(
                "/v1/people/\(id)/tokens", ["label": "x", "expiresInDays": 1, "login": "reviewer"])
            #expect(
                try token.problem
                    == "404 unknown_login: Person \(id) has no account reviewer."
                    + " | The accounts are: officer, officer-two. | Name one of them, or open another one.")
        }
    }

    @Test func `who has left gets no account`() async throws {
        try await RunningServer.run(.withoutCache) { server in
            let administrator = server.client(.administrator)
            let id = try await server.number(of: "Person intake")
            let dismissed = try await administrator.post(
                "/v1/people/\(id)/dismiss", ["reason": "left"], ["If-Match": "\"v1\""])
            #expect(dismissed.status == 200, "\(String(decoding: dismissed.body, as: UTF8.self))")
            #expect(
                try await administrator.post("/v1/people/\(id)/accounts", ["login": "back"]).problem
                    == "409 person_has_left: Person \(id) has left, so no account was opened."
                    + " | Open it for a person who is active.")
        }
    }
}

extension RunningServer {
    fileprivate func number(of name: String) async throws -> Int {
        let people = try await client(.administrator).get("/v1/people").json["items"]?.items ?? []
        return people.first { $0["name"]?.text == name }?["id"]?.wholeNumber ?? 0
    }

    fileprivate func secondAccount(of name: String, login: String) async throws -> Client {
        let id = try await number(of: name)
        let administrator = client(.administrator)
        _ = try await administrator.post("/v1/people/\(id)/accounts", ["login": .string(login)])
        let issued = try await administrator.post(
            "/v1/people/\(id)/tokens", ["label": "second", "expiresInDays": 1, "login": .string(login)])
        return Client(port: port, token: try issued.json["token"]?.text)
    }
}

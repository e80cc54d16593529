import PolicyPacks
import Records
import Registry
import Server
import Testing

/// Policy packs over HTTP.
@Suite struct PolicyRouteTests {
    @Test func `a pack is drafted, checked and proposed, and not activated by the same person`() async throws {
        try await RunningServer.run(.withoutCache, packs: try .installed()) { server in
            try await server.makePolicyReviewToo()
            let policy = server.client(.policy)
            let body: JSONValue = [
                "text": .string(try Self.text()), "file": "j.yaml",
                "examples": try Samples.examples(beside: "nl/leeuwarden/j"),
            ]
            let drafted = try await policy.post("/v1/policy-packs", body)
            #expect(drafted.status == 201, "\(String(decoding: drafted.body, as: UTF8.self))")
            let pack = try #require(drafted.header("Location"))
            let checked = try await policy.act("\(pack)/check", [:], drafted)
            #expect(try checked.json["passed"] == true)
            let proposed = try await policy.act("\(pack)/propose", ["validFrom": "2026-01-01"], checked)
            #expect(try proposed.json["status"] == "proposed")
            let own = try await policy.act("\(pack)/activate", [:], proposed)
            #expect(
                try own.problem
                    == "403 activated_by_another_person: You proposed policy pack nl/leeuwarden/j 2011, so someone else "
                    + "must activate it. | Ask a reviewer, or another person with the role policy.")
            let other = try await server.client(.reviewer).act("\(pack)/activate", ["sha256": "deadbeef"], proposed)
            #expect(other.status == 409)
            #expect(try other.json["code"] == "another_text_was_read")
            let active = try await server.client(.reviewer).act("\(pack)/activate", [:], proposed)
            #expect(try active.json["status"] == "active")
            #expect(try active.json["activatedBy"] == "Person reviewer")
            let late = try await policy.patch(pack, body, ifMatch: active.header("ETag"))
            #expect(
                try late.problem
                    == "409 status_forbids: The policy pack is active; \"amend\" is possible from: draft. | "
                    + "Look at its status first.")
            let shown = try await server.client(.inspector).get(pack)
            #expect(try shown.json["text"] == body["text"])
        }
    }

    @Test func `a text with problems is answered with all of them, each with its line`() async throws {
        try await RunningServer.run(packs: try .installed()) { server in
            let bad = try Self.text().replacing("language: nl\n", with: "langage: nl\n")
                .replacing("then: unknown", with: "then: unkown")
            let body: JSONValue = ["text": .string(bad), "file": "j.yaml"]
            let refused = try await server.client(.policy).post("/v1/policy-packs", body)
            #expect(refused.status == 400)
            #expect(try refused.json["detail"] == "j.yaml can't be read as a policy pack: 3 problems.")
            let errors = try refused.errors
            #expect(errors.count == 3 && errors.allSatisfy { $0.hasPrefix("/text pack_problem: j.yaml:") })
            let report = try await server.client(.inspector).send("POST", "/v1/policy-packs/check", body.bytes())
            #expect(report.status == 200)
            #expect(try report.json["problems"]?.items?.count == 3)
            #expect(try report.json["problems"]?[0]?["line"]?.wholeNumber != nil)
            #expect(try await server.client().get("/v1/policy-packs").json["items"] == [])
        }
    }

    @Test func `a replay streams a line with its numbers, and is refused before it begins`() async throws {
        try await RunningServer.run { server in
            let replay = try await server.client(.policy).get("/v1/replay")
            #expect(replay.header("Content-Type") == "application/jsonl")
            #expect(String(decoding: replay.body, as: UTF8.self) == "{\"differing\":0,\"replayed\":0}\n")
            let refused = try await server.client(.inspector).get("/v1/replay")
            #expect(
                try refused.problem
                    == "403 role_needed: To replay recommendations the role policy or officer or reviewer is needed. | "
                    + "Ask someone who has one of these roles.")
            let wrong = try await server.client(.policy).get("/v1/replay?from=today")
            #expect(wrong.status == 400)
        }
    }

    @Test func `a comparison streams a line with its sums, and is refused before it begins`() async throws {
        try await RunningServer.run(packs: try .installed()) { server in
            let text = JSONValue.string(try Self.text())
            let side: JSONValue = [
                "text": text, "file": "j.yaml", "examples": try Samples.examples(beside: "nl/leeuwarden/j"),
            ]
            let comparison: JSONValue = [
                "pack": side, "against": side, "from": "2026-01-01",
                "to": "2026-12-31", "knownOn": "2026-06-30",
            ]
            let answer = try await server.client(.reviewer).post("/v1/policy-packs/compare", comparison)
            #expect(answer.header("Content-Type") == "application/jsonl")
            let json = try answer.json
            #expect([json["cases"], json["changed"], json["knownOn"]] == [0, 0, "2026-06-30"])
            #expect(json["sums"]?.items?.map { $0["part"] } == ["exact", "room", "person_decides"])
            let refused = try await server.client(.inspector).post("/v1/policy-packs/compare", comparison)
            #expect(
                try refused.problem
                    == "403 role_missing: To compare policy packs the role policy or officer or reviewer is needed. | "
                    + "Ask someone who has one of these roles.")
            let wrong = try await server.client(.policy).post(
                "/v1/policy-packs/compare",
                ["pack": ["id": "x", "text": text], "from": "2026-02-01", "to": "2026-01-01"])
            #expect(wrong.status == 400)
            #expect(
                try wrong.json["errors"]?.items?.compactMap { $0["detail"]?.text } == [
                    "\"pack\" needs \"id\" and \"version\" of a policy pack, or its \"text\".",
                    "\"against\" is missing; \"against\" needs \"id\" and \"version\" of a policy pack, or its \"text\".",
                    "The last day, 2026-01-01, lies before the first, 2026-02-01.",
                ])
        }
    }

    private static func text() throws -> String {
        try #require(PackLibrary.builtInSource(id: "nl/leeuwarden/j", version: "2011"))
    }
}

extension Client {
    /// Does something to a record on the version that `before` gave.
    fileprivate func act(_ target: String, _ body: JSONValue, _ before: Reply) async throws -> Reply {
        try await post(target, body, ["If-Match": before.header("ETag") ?? ""])
    }
}

extension RunningServer {
    fileprivate func makePolicyReviewToo() async throws {
        let people = try await client(.administrator).get("/v1/people").json["items"]?.items ?? []
        let id = people.first { $0["name"] == "Person policy" }?["id"]?.wholeNumber ?? 0
        let reply = try await client(.administrator).post(
            "/v1/people/\(id)/roles", ["role": "reviewer", "grant": true])
        #expect(reply.status < 300, "\(String(decoding: reply.body, as: UTF8.self))")
    }
}

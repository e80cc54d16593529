import Glibc
import PolicyPacks
import Records
import Registry
import Server
import Testing

/// Policy packs over HTTP.
@Suite struct PolicyRouteTests {
    @Test func `the text of a shipped pack and of the template is read without adopting it`() async throws {
        let shelf = try PackShelf.installed()
        try await RunningServer.run(.withoutCache, packs: shelf) { server in
            let officer = server.client(.officer)
            let read = try await officer.get("/v1/policy-packs/built-in/text?pack=us/mn/lakeville")
            let shipped = try #require(shelf.shipped.first { $0.id == "us/mn/lakeville" })
            #expect(try read.json["version"]?.text == "3-24-7")
            #expect(try read.json["text"]?.text == shipped.text.text)
            #expect(try read.json["examples"]?.text == shipped.text.examples)
            let template = try await officer.get("/v1/policy-packs/built-in/text?pack=template")
            #expect(try template.json["text"]?.text == shelf.template?.text)
            #expect(try template.json["text"]?.text?.hasPrefix("# A policy pack, with every key") == true)
            let missing = try await officer.get("/v1/policy-packs/built-in/text?pack=us/mn/lakeville&version=1")
            #expect(missing.status == 404)
            #expect(try missing.json["code"] == "unknown_built_in_pack")
            let told = try missing.problem
            #expect(
                told.hasPrefix(
                    "404 unknown_built_in_pack: No policy pack us/mn/lakeville 1 ships with the program. | These do: ca/bc "
                ),
                "\(told)")
            #expect(told.hasSuffix(" | Name one of them."))
        }
    }

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
            let report = try await server.client(.officer).send("POST", "/v1/policy-packs/check", body.bytes())
            #expect(report.status == 200)
            #expect(try report.json["problems"]?.items?.count == 3)
            #expect(try report.json["problems"]?[0]?["line"]?.wholeNumber != nil)
            #expect(try await server.client().get("/v1/policy-packs").json["items"] == [])
        }
    }

    @Test func `whoever may not check texts is told so, and all that is wrong with a request is told at once`()
        async throws
    {
        try await RunningServer.run { server in
            let body: JSONValue = ["text": "pack: x"]
            let refused = try await server.client(.inspector).send("POST", "/v1/policy-packs/check", body.bytes())
            #expect(
                try refused.problem
                    == "403 role_missing: To check the text of a policy pack the role policy, officer, reviewer or "
                    + "administrator is needed. | Ask someone who has one of these roles.")
            let wrong: JSONValue = ["text": 1, "fil": "x.yaml"]
            let all = try await server.client(.officer).send("POST", "/v1/policy-packs/check", wrong.bytes())
            #expect(
                try all.errors == [
                    #"/text wrong_type: "text" is a whole number; a text of 1 to 500000 bytes is needed."#,
                    #"/fil unknown_field: There is no field "fil" here. Did you mean "file"?"#,
                ])
        }
    }

    @Test func `texts that are huge to read are refused at once, in every route, and the service answers meanwhile`()
        async throws
    {
        try await RunningServer.run(packs: try .installed()) { server in
            let rows = Array(repeating: "{criterion: J, day: 2025-06-01, standing: established}", count: 300)
            let examples =
                "examples:\n  - &e {name: a, history: [\(rows.joined(separator: ", "))]}\n"
                + String(repeating: "  - *e\n", count: 40_000)
            let ladders =
                try Self.text() + "z: &l {a: [\(Array(repeating: "x", count: 100).joined(separator: ", "))]}\ny:\n"
                + String(repeating: "  - *l\n", count: 3000)
            let bodies: [JSONValue] = [
                ["text": .string(try Self.text()), "examples": .string(examples)], ["text": .string(ladders)],
            ]
            let told = try await withThrowingTaskGroup(of: [String].self) { group in
                for body in bodies + bodies {
                    group.addTask {
                        let client = server.client(.officer)
                        var reply = try await client.send("POST", "/v1/policy-packs/check", body.bytes())
                        // On a busy machine the others' reading takes longer than one waits.
                        for _ in 0..<20 where reply.status == 503 {
                            try await Task.sleep(for: .milliseconds(500))
                            reply = try await client.send("POST", "/v1/policy-packs/check", body.bytes())
                        }
                        return try reply.json["problems"]?.items?.compactMap { $0["text"]?.text } ?? []
                    }
                }
                for _ in 1...5 { #expect(try await server.client().get("/health/ready").status == 200) }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(told.filter { $0.contains(": The file has more than 50000 values") }.count == 4)
            let drafted = try await server.client(.policy).post("/v1/policy-packs", bodies[1])
            #expect(drafted.status == 400)
            #expect(try drafted.errors.count == 1)
            let compared = try await server.client(.policy).post(
                "/v1/policy-packs/compare",
                ["pack": bodies[1], "against": bodies[1], "from": "2026-01-01", "to": "2026-12-31"])
            #expect(try compared.json["code"] == "pack_has_problems")
        }
    }

    @Test func `a text that comes while another one is read waits, and then is told to come again`() async throws {
        let shelf = PackShelf(patience: .milliseconds(100)) { text, _ in
            if text.text == "slow" { _ = usleep(1_500_000) }
            return PackShelf.Reading(pack: nil, bases: [], report: PackReport(sha256: "0"))
        }
        try await RunningServer.run(packs: shelf) { server in
            @Sendable func check(_ text: JSONValue) async throws -> Reply {
                try await server.client(.officer).send(
                    "POST", "/v1/policy-packs/check", (["text": text] as JSONValue).bytes())
            }
            async let slow = check("slow")
            try await Task.sleep(for: .milliseconds(500))
            let other = try await check("another")
            #expect(
                try other.problem
                    == "503 checks_are_busy: The text was not read: this server reads one policy pack at a time, and others "
                    + "were before it. | Send the same request again in a moment.")
            #expect(other.header("Retry-After") == "1")
            #expect(try await server.client().get("/health/ready").status == 200)
            #expect(try await slow.status == 200)
            #expect(try await check("another").status == 200)
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

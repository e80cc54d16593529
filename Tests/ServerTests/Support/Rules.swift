import FoundationEssentials
import PolicyPacks
import Records
import Registry
import Testing

extension Client {
    /// Does something to a record on the version that `before` gave.
    func act(_ target: String, _ before: Reply, _ body: JSONValue = [:]) async throws -> Reply {
        try await post(target, body, ["If-Match": before.header("ETag") ?? ""])
    }
}

extension Samples {
    /// The examples beside a pack that ships; without them none can be proposed.
    static func examples(beside id: String) throws -> JSONValue {
        let folder = try PackFolder.installed()
        let file = try #require(folder.files.first { $0.id == id })
        return .string(try #require(try folder.examples(beside: file)).text)
    }

    /// A visit that began so many seconds from now.
    static func inspection(_ outlet: String, _ findings: [JSONValue], at seconds: Double = -3600)
        -> JSONValue
    {
        let start = Instant(microseconds: Int64(Date().timeIntervalSince1970 + seconds) * 1_000_000)
        return [
            "outlet": .string(outlet), "kind": "unannounced", "outcome": "access",
            "startedAt": .string(start.description), "findings": .array(findings),
        ]
    }
}

extension RunningServer {
    /// An outlet in an authority in which a policy pack is active.
    func outletUnderRules() async throws -> String {
        let proposed = try await client(.policy).post(
            "/v1/policy-packs/built-in",
            ["id": "nl/amsterdam/two-step", "version": "2018-2019", "validFrom": "2020-01-01"])
        #expect(proposed.status == 201, "\(String(decoding: proposed.body, as: UTF8.self))")
        let pack = try #require(proposed.header("Location"))
        let active = try await client(.reviewer).act("\(pack)/activate", proposed)
        #expect(active.status == 200, "\(String(decoding: active.body, as: UTF8.self))")
        return try await registerOutlet().reference
    }

    func makeOfficerReviewToo() async throws {
        let people = try await client(.administrator).get("/v1/people").json["items"]?.items ?? []
        let officer = people.first { $0["name"] == "Person officer" }
        let id = officer?["id"]?.wholeNumber ?? 0
        let reply = try await client(.administrator).post(
            "/v1/people/\(id)/roles", ["role": "reviewer", "grant": true])
        #expect(reply.status < 300, "\(String(decoding: reply.body, as: UTF8.self))")
    }
}

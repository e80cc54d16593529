import Records
import Testing

/// The past over HTTP: `asOf` and `knownAt`.
@Suite struct PastRouteTests {
    @Test func `an answer of the past says of which moment it is, and carries no entity tag`() async throws {
        try await RunningServer.run { server in
            let (reference, _) = try await server.registerOutlet()
            let target = "/v1/outlets/\(reference)"
            let made = try #require(try await server.client().get(target).json["changedAt"]?.text)
            let changed = try await server.client().patch(
                target, ["name": "De Steiger", "reason": "new name"], ifMatch: "\"v1\"")
            #expect(changed.status == 200)
            let then = try await server.client().get("\(target)?knownAt=\(made)")
            #expect(then.status == 200 && then.header("ETag") == nil)
            #expect(try then.json["past"] == ["knownAt": .string(made)])
            #expect(try then.json["version"] == 1)
            let list = try await server.client().get("/v1/outlets?knownAt=\(made)&limit=1")
            #expect(try list.json["items"]?[0]?["version"] == 1)
            #expect(try list.json["past"] == ["knownAt": .string(made)])
            let now = try await server.client().get(target)
            #expect(try now.json["past"] == nil && now.header("ETag") == "\"v2\"")
            let day = try await server.client().get("\(target)?asOf=2020-01-01")
            #expect(try day.json["past"]?["asOf"] == "2020-01-01")
            // What the answer names can be asked again, and has the same answer.
            let known = try #require(try day.json["past"]?["knownAt"]?.text)
            let again = try await server.client().get("\(target)?asOf=2020-01-01&knownAt=\(known)")
            #expect(again.body == day.body)
            #expect(
                try await server.client().get("\(target)/timeline?knownAt=\(made)").json["items"]?.items?.count == 1)
        }
    }

    @Test func `everything that is wrong with a question is told at once`() async throws {
        try await RunningServer.run { server in
            let (reference, _) = try await server.registerOutlet()
            let both = try await server.client().get("/v1/outlets?asOf=2900-01-01&knownAt=yesterday&limit=0&colour=red")
            #expect(
                try both.errors == [
                    "/knownAt not_a_moment: \"yesterday\" is not a moment like 2026-11-20T21:40:00+01:00, or a day like 2026-11-20.",
                    "/limit out_of_range: \"limit\" is 0; it lies between 1 and 500.",
                    "/colour unknown_field: There is no field \"colour\" here; the fields are asOf, knownAt, limit, cursor, status, kind, q.",
                    "/asOf in_the_future: \"asOf\" is 2900-01-01; it is \(try await server.today()) today, and what will hold then nobody knows yet.",
                ])
            let early = try await server.client().get("/v1/outlets/\(reference)?knownAt=1999-12-31T23:00:00Z")
            let first = try await server.database.admin.query(
                "SELECT registry.utc(changed_at) AS at FROM registry.history WHERE object = 'jurisdiction' AND version = 1"
            ) { try Instant(text: $0[0].get("at", as: String.self)) }
            #expect(
                try early.errors == [
                    "/knownAt before_the_first_record: \"knownAt\" is 1999-12-31T23:00:00Z; the first record of this authority is of \(try #require(first)), and it knew nothing before."
                ])
            let future = try await server.client().get("/v1/outlets/\(reference)?knownAt=2900-01-01T00:00:00%2B01:00")
            #expect(
                try future.errors.first?.hasPrefix(
                    "/knownAt in_the_future: \"knownAt\" is 2899-12-31T23:00:00Z; it is ") ?? false)
            // What is no read of records has no past.
            let today = try await server.client().get("/v1/today?asOf=2026-01-01")
            #expect(today.status == 400)
        }
    }

    @Test func `who has no role that sees records gets no past`() async throws {
        try await RunningServer.run { server in
            let refused = try await server.client(.intake).get("/v1/nuisance-reports?asOf=2026-01-01")
            #expect(
                try refused.problem
                    == "403 past_needs_a_role: The past of records is shown to those who have a role that sees all of them."
                    + " | Ask someone who has the role officer, inspector, reviewer, policy or administrator.")
        }
    }
}

extension RunningServer {
    /// The day that it is where the authority is.
    fileprivate func today() async throws -> String {
        try await database.admin.query(
            "SELECT (now() AT TIME ZONE j.time_zone)::date::text AS day FROM registry.jurisdiction AS j"
        ) { try $0[0].get("day") }
    }
}

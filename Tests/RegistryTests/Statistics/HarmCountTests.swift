import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// The harm index: what counts, on which days, and by whose weights.
///
/// Version 1 of `nl/town/j` closes for 3 months at the first step; version 2, from the day on which the clocks went
/// forward, 29 March 2026, for 1 month. Version 1 gives an incident 2 days and version 2 none.
struct HarmCountTests {
    /// The last second of the day before, the first and the last of the shortest day of the year, and the one after it.
    private static let edges = [
        "2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z",
    ]

    @Test func `an established violation weighs the first step of the pack of its day, whatever came before it`()
        async throws
    {
        try await withHarm { world, one, two in
            for (number, edge) in Self.edges.enumerated() {
                try await world.establish(number + 1, at: world.outlets[number], edge)
            }
            // The second of its outlet, on the longest day.
            try await world.establish(5, at: world.outlets[0], "2026-10-24T22:30:00Z")
            let year = try await world.harm("2026-01-01", "2026-11-26")
            #expect(
                year
                    == HarmCounts(
                        part: .outlet,
                        violations: [
                            HarmCount(of: world.outlets[0], count: 1, weight: .days(90, one)),
                            HarmCount(of: world.outlets[0], count: 1, weight: .days(30, two)),
                            HarmCount(of: world.outlets[1], count: 1, weight: .days(30, two)),
                            HarmCount(of: world.outlets[2], count: 1, weight: .days(30, two)),
                            HarmCount(of: world.outlets[3], count: 1, weight: .days(30, two)),
                        ], reports: [], unconfirmed: 0))
            func byCriterion(_ from: String, _ to: String) async throws -> [HarmCount] {
                try await world.harm(from, to, by: .criterion).violations
            }
            #expect(
                try await byCriterion("2026-03-29", "2026-03-29") == [
                    HarmCount(of: "J", count: 2, weight: .days(30, two))
                ])
            #expect(
                try await byCriterion("2026-03-28", "2026-03-28") == [
                    HarmCount(of: "J", count: 1, weight: .days(90, one))
                ])
            #expect(
                try await byCriterion("2026-03-30", "2026-10-24") == [
                    HarmCount(of: "J", count: 1, weight: .days(30, two))
                ])
            #expect(try await byCriterion("2026-01-01", "2026-03-27") == [])
            try await Self.addsUp(world)
        }
    }

    /// Two periods that lie side by side come to what they come to together, wherever they are cut.
    private static func addsUp(_ world: World) async throws {
        let (first, last) = (LocalDate.sample("2026-03-20"), LocalDate.sample("2026-11-26"))
        for part in HarmPart.allCases {
            let whole = Sums(try await world.harm(first.description, last.description, by: part))
            let cuts = Array(0..<14) + stride(from: 14, to: 251, by: 41)
            for cut in cuts {
                let middle = first.adding(days: cut)
                var parts = Sums(try await world.harm(first.description, middle.description, by: part))
                parts.add(Sums(try await world.harm(middle.adding(days: 1).description, last.description, by: part)))
                #expect(parts == whole, "\(part) cut after \(middle)")
            }
        }
    }

    @Test func `what is only alleged, set aside or voided does not count`() async throws {
        try await withHarm { world, _, two in
            try await world.inspect(1, at: world.outlets[0], "2026-05-01T12:00:00Z")
            #expect(try await world.harm("2026-01-01", "2026-11-26").violations == [])
            try await world.establish(2, at: world.outlets[1], "2026-06-01T12:00:00Z")
            let action = try await world.establish(3, at: world.outlets[2], "2026-06-01T12:00:00Z")
            #expect(
                try await world.harm("2026-01-01", "2026-11-26", by: .criterion).violations == [
                    HarmCount(of: "J", count: 2, weight: .days(30, two))
                ])
            _ = try await world.registry.revokeAction(
                action, Reason("Sent to the wrong holder."), Call(by: world.reviewer, expectedVersion: 3))
            #expect(
                try await world.harm("2026-01-01", "2026-11-26").violations == [
                    HarmCount(of: world.outlets[1], count: 1, weight: .days(30, two))
                ])
            _ = try await world.registry.voidInspection(
                "I-2026-0001", InspectionVoiding(reason: "It was another outlet."), Call(by: world.reviewer))
            _ = try await world.registry.voidInspection(
                "I-2026-0003", InspectionVoiding(reason: "It was another outlet."), Call(by: world.reviewer))
            #expect(
                try await world.harm("2026-01-01", "2026-11-26").violations == [
                    HarmCount(of: world.outlets[1], count: 1, weight: .days(30, two))
                ])
        }
    }

    @Test func `a criterion without a ladder, a day without a pack and a pack without weights are not weighted`()
        async throws
    {
        try await withHarm { world, _, two in
            try await world.establish(1, failed: "A", at: world.outlets[0], "2026-06-01T12:00:00Z")
            try await world.establish(2, at: world.outlets[1], "2026-06-02T12:00:00Z")
            _ = try await world.test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
                try db.execute("UPDATE registry.violation SET day = '2019-12-31' WHERE criterion = 'J'")
            }
            #expect(
                try await world.harm("2019-01-01", "2026-11-26", by: .criterion).violations == [
                    HarmCount(of: "A", count: 1, weight: .unknown(.noLadder, two)),
                    HarmCount(of: "J", count: 1, weight: .noPack),
                ])
        }
        try await withWorld { world in
            _ = try await world.registry.issueAction(
                try await world.proposed(), Call(by: world.reviewer, expectedVersion: 2))
            let pack = try await world.pack("2018-2019")
            #expect(
                try await world.harm("2026-01-01", "2026-11-26").violations == [
                    HarmCount(of: world.outlet, count: 1, weight: .unknown(.noWeights, pack))
                ])
        }
    }

    @Test func `reports of the public are a series of their own, and only confirmed ones count`() async throws {
        try await withHarm { world, one, two in
            for (number, edge) in Self.edges.enumerated() {
                try await world.report(number + 1, at: world.outlets[number % 2], edge)
            }
            #expect(
                try await world.harm("2026-01-01", "2026-11-26")
                    == HarmCounts(part: .outlet, violations: [], reports: [], unconfirmed: 4))
            try await world.confirm("n.reference <> 'N-2026-0004'")
            #expect(
                try await world.harm("2026-01-01", "2026-11-26")
                    == HarmCounts(
                        part: .outlet, violations: [],
                        reports: [
                            HarmCount(of: world.outlets[0], count: 1, weight: .days(2, one)),
                            HarmCount(of: world.outlets[0], count: 1, weight: .unknown(.noWeights, two)),
                            HarmCount(of: world.outlets[1], count: 1, weight: .unknown(.noWeights, two)),
                        ], unconfirmed: 1))
            // One report is confirmed for a second outlet: by category it counts once.
            try await world.claim("N-2026-0003", world.outlets[1])
            try await world.confirm("n.reference = 'N-2026-0003'")
            let day = try await world.harm("2026-03-29", "2026-03-29", by: .criterion)
            #expect(day.reports == [HarmCount(of: "noise", count: 2, weight: .unknown(.noWeights, two))])
            #expect(try await world.harm("2026-03-28", "2026-03-28").reports.map(\.count) == [1])
            #expect(try await world.harm("2026-03-30", "2026-03-30").unconfirmed == 1)
            try await Self.addsUp(world)
        }
    }

    @Test func `another authority and who only brings reports in see nothing of it`() async throws {
        try await withHarm { world, _, _ in
            try await world.establish(1, at: world.outlets[0], "2026-06-01T12:00:00Z")
            try await world.report(1, at: world.outlets[0], "2026-06-01T12:00:00Z")
            try await world.confirm("true")
            for actor in [world.policy, world.officer, world.inspector, world.reviewer] {
                let seen = try await world.harm("2026-01-01", "2026-11-26", as: actor)
                #expect([seen.violations.count, seen.reports.count] == [1, 1])
            }
            let nothing = HarmCounts(part: .outlet, violations: [], reports: [], unconfirmed: 0)
            let neighbour = try await Town.establish(in: world.test, code: "0394")
            #expect(try await world.harm("2026-01-01", "2026-11-26", as: neighbour.policy) == nothing)
            #expect(try await world.harm("2026-01-01", "2026-11-26", as: world.intake) == nothing)
        }
    }

    /// How many weigh alike, in each series.
    private struct Sums: Equatable {
        var violations: [String: Int] = [:]
        var reports: [String: Int] = [:]
        var unconfirmed = 0

        init(_ counts: HarmCounts) {
            for count in counts.violations { violations["\(count.of) \(count.weight)", default: 0] += count.count }
            for count in counts.reports { reports["\(count.of) \(count.weight)", default: 0] += count.count }
            unconfirmed = counts.unconfirmed
        }

        mutating func add(_ other: Sums) {
            violations.merge(other.violations, uniquingKeysWith: +)
            reports.merge(other.reports, uniquingKeysWith: +)
            unconfirmed += other.unconfirmed
        }
    }
}

/// A world with four outlets and both versions of the pack, which it gives.
private func withHarm(
    _ body: @escaping @Sendable (World, _ one: PackReference, _ two: PackReference) async throws -> Void
) async throws {
    try await withWorld(packs: [], outlets: 4, packShelf: .withoutProof()) { world in
        try await world.activate(try .weighing("1", "3 months", incident: "2"))
        try await world.activate(try .weighing("2", "1 month", incident: "unknown"), from: "2026-03-29")
        try await body(world, try await world.pack("1"), try await world.pack("2"))
    }
}

extension PackText {
    /// A version of `nl/town/j` with weights, whose first step closes for `length`.
    fileprivate static func weighing(_ version: String, _ length: String, incident: String) throws -> PackText {
        var text = try SamplePack.counting()
        text.text = text.text
            .replacing("version: \"1\"\n", with: "version: \"\(version)\"\n")
            .replacing(
                "governs: {rules_of: unknown, milder_later: unknown, look_back_of: unknown,",
                with: "governs: {rules_of: day_of_violation, milder_later: does_not_apply, "
                    + "look_back_of: governing_version,"
            )
            .replacing("length: 3 months}", with: "length: \(length)}")
        text.text += """

            harm:
              withdrawal: {value: 365, source: arrangement}
              open_ended_closure: {value: unknown, source: arrangement}
              incident: {value: \(incident), source: arrangement}
            """
        text.examples = text.examples?.replacing("closure for 3 months", with: "closure for \(length)")
        return text
    }
}

extension World {
    fileprivate func harm(
        _ from: String, _ to: String, by part: HarmPart = .outlet, as actor: Actor? = nil
    ) async throws -> HarmCounts {
        let query = StatisticsQuery(from: .sample(from), to: .sample(to), by: part)
        let counts = try await registry.statistics(.harm, query, actor ?? policy)
        guard case .harm(let harm) = counts.figures else { throw WrongFigures() }
        return harm
    }

    private struct WrongFigures: Error {}

    /// An active pack by its version.
    fileprivate func pack(_ version: String) async throws -> PackReference {
        let packs = try await registry.policyPacks(PackQuery(), officer).json["items"]?.items ?? []
        let pack = try #require(packs.first { $0["version"]?.text == version })
        return PackReference(
            id: pack["id"]?.text ?? "", version: version, sha256: pack["sha256"]?.text ?? "")
    }

    @discardableResult
    fileprivate func inspect(_ number: Int, failed: String = "J", at outlet: String, _ time: String) async throws
        -> JSONValue
    {
        var new = NewInspection.sample(outlet, [failed: .fail])
        new.startedAt = try #require(Instant(text: time))
        return try await registry.logInspection(Self.id(number), new, Call(by: inspector)).json
    }

    /// A violation is found, decided on and established by an issued action; gives the action's reference.
    @discardableResult
    fileprivate func establish(_ number: Int, failed: String = "J", at outlet: String, _ time: String) async throws
        -> String
    {
        let caseFile = try await inspect(number, failed: failed, at: outlet, time)["case"]?.text ?? ""
        if failed == "J" {
            try await follow(caseFile)
        } else {
            let depart = NewDecision(choice: .depart, measure: .warning, reasons: "The pack has no ladder for it.")
            _ = try await registry.decide(in: caseFile, depart, Call(by: officer))
        }
        // Two closures of one outlet can't run on the same days.
        let from = LocalDate.sample("2026-12-01").adding(months: 7 * number)
        let content = ActionContent(startsOn: from, text: "What is ordered, and why.")
        let draft = try await registry.draftAction(in: caseFile, content, Call(by: officer)).json
        let action = draft["reference"]?.text ?? ""
        _ = try await registry.proposeAction(action, Call(by: officer, expectedVersion: 1))
        _ = try await registry.issueAction(action, Call(by: reviewer, expectedVersion: 2))
        return action
    }

    /// A report of noise that somebody claims to belong to the outlet.
    fileprivate func report(_ number: Int, at outlet: String, _ time: String) async throws {
        var new = NewNuisanceReport.sample
        new.occurredAt = try #require(Instant(text: time))
        _ = try await registry.receiveNuisanceReport(new, Call(by: intake))
        try await claim("N-2026-000\(number)", outlet)
    }

    fileprivate func claim(_ report: String, _ outlet: String) async throws {
        _ = try await registry.proposeAttribution(
            of: report, NewAttribution(outlet: outlet, reason: "Its customers park there."), Call(by: officer))
    }

    /// As if the claims had been confirmed: no act does that yet.
    fileprivate func confirm(_ which: SQL) async throws {
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute(
                """
                UPDATE registry.attribution AS a SET status = 'confirmed' FROM registry.nuisance_report AS n
                WHERE n.jurisdiction_id = a.jurisdiction_id AND n.id = a.report_id AND \(sql: which)
                """)
        }
    }
}

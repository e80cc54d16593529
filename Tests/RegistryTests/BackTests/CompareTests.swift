import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Two packs on what an authority knew.
struct CompareTests {
    @Test func `what changes is listed in words, and the sums say by how much`() async throws {
        try await withHistory { world in
            let answer = try await world.compared(try SamplePack.stricter())
            #expect(
                answer.cases.map {
                    "\($0["inspection"]?.text ?? "") \($0["current"]?.text ?? "") → \($0["new"]?.text ?? "")"
                }
                    == [
                        "I-2026-0001 closure for 3 months → closure for 4 months",
                        "I-2026-0003 closure for 3 months → closure for 4 months",
                    ])
            #expect(
                answer.cases.first
                    == [
                        "inspection": "I-2026-0001", "outlet": .string(world.outlets[0]), "day": "2026-03-01",
                        "criteria": ["J"], "current": "closure for 3 months", "currentKind": "closure",
                        "currentReason": .null, "new": "closure for 4 months", "newKind": "closure", "newReason": .null,
                    ])
            let sums = answer.summary
            #expect([sums["cases"], sums["changed"], sums["outside"]] == [3, 2, 0])
            #expect(sums["knownOn"] == "2026-06-01")
            #expect(
                sums["table"] == [["current": "closure", "new": "closure", "cases": 3, "changed": 2]])
            // 1 March to 1 June are 92 days, to 1 July 122; 1 May to 1 August 92, to 1 September 123; six months from
            // 1 April are 183.
            let exact = sums["sums"]?[0]
            #expect(exact?["current"]?["days"] == ["least": 367, "most": 367, "openEnded": 0])
            #expect(exact?["new"]?["days"] == ["least": 428, "most": 428, "openEnded": 0])
            #expect(exact?["added"]?["days"]?["least"] == 61)
            #expect(exact?["removed"]?["days"]?["least"] == 0)
            #expect(try await world.bytes(SamplePack.stricter()) == world.bytes(SamplePack.stricter()))
        }
    }

    @Test func `a pack beside itself changes nothing, and what was recommended is what is decided`() async throws {
        try await withHistory { world in
            let same = PackComparison.Side.stored(id: "nl/town/j", version: "1")
            let answer = try await world.compared(same)
            #expect(answer.cases == [])
            #expect([answer.summary["cases"], answer.summary["changed"]] == [3, 0])
            #expect(
                answer.summary["current"]?["sha256"]?.text
                    == (try await world.registry.policyPack("1", world.officer).json["sha256"]?.text))
            #expect(
                try await world.facts("I-2026-0002")?.history.map(\.operator) == ["P-2026-0001", nil])
            #expect(try await world.facts("I-2026-0002") == world.factsAskedAgain("I-2026-0002"))
        }
    }

    @Test func `lines of the second half of the outlets wait for the first, however few may wait`() async throws {
        try await withHistory { world in
            let prepared = try await world.prepared(try SamplePack.stricter())
            let pieces = Locked<[String]>([])
            try await world.registry.compare(prepared, world.policy, mostWaiting: 1) { piece in
                if pieces.withLock(\.isEmpty) { try await Task.sleep(for: .milliseconds(50)) }
                pieces.withLock { $0.append(String(decoding: piece.prefix(20), as: UTF8.self)) }
            }
            let lines = pieces.withLock(\.self)
            #expect(lines.count == 3)
            let whole = try await world.bytes(SamplePack.stricter())
            #expect(lines.first == String(decoding: whole.prefix(20), as: UTF8.self))
        }
    }

    @Test func `what was recorded after the day asked does not count`() async throws {
        try await withHistory { world in
            // 20 March: the second inspection is not there yet. 10 April: nothing is established yet. 1 June: the first
            // violation is, so the second inspection finds a repeat. 1 August: the action was revoked, and with it fell
            // the violation. 1 September: the finding of the third inspection was corrected.
            let days = ["2026-03-20", "2026-04-10", "2026-06-01", "2026-08-01", "2026-09-01"]
            var lines: [String] = []
            for day in days {
                let answer = try await world.compared(try SamplePack.stricter(), knownOn: day)
                let cases = answer.cases.map {
                    "\($0["inspection"]?.text?.suffix(1) ?? "") \($0["current"]?.text ?? "")"
                }
                lines.append("\(answer.summary["cases"]?.wholeNumber ?? -1): \(cases.joined(separator: ", "))")
            }
            #expect(
                lines == [
                    "1: 1 closure for 3 months",
                    "2: 1 closure for 3 months, 2 closure for 3 months",
                    "3: 1 closure for 3 months, 3 closure for 3 months",
                    "3: 1 closure for 3 months, 2 closure for 3 months, 3 closure for 3 months",
                    "2: 1 closure for 3 months, 2 closure for 3 months",
                ])
        }
    }

    @Test func `who operated the outlet is taken as it was known, and the interval ends with its last day`()
        async throws
    {
        try await withHistory { world in
            let before = try await world.facts("I-2026-0002", knownOn: "2026-06-01")
            #expect(before?.operator == "P-2026-0001")
            #expect(before?.history.map(\.operator) == ["P-2026-0001", "P-2026-0001"])
            let later = try await world.facts("I-2026-0002", knownOn: "2026-09-01")
            #expect(later?.operator == nil)
            #expect(later?.history.sorted { $0.day < $1.day }.map(\.operator) == ["P-2026-0001", nil])
            let answer = try await world.compared(
                try SamplePack.stricter(), from: "2026-04-01", to: "2026-05-01", knownOn: "2026-06-01")
            #expect(answer.summary["cases"] == 2)
        }
    }

    @Test func `a text with problems, a pack that is not there and a day to come are told together`() async throws {
        try await withHistory { world in
            let bad = try SamplePack.new { $0.replacing("standing: established ", with: "standin: established ") }
            let comparison = PackComparison(
                pack: .text(bad), against: .stored(id: "nl/town/j", version: "9"), from: .sample("2026-01-01"),
                to: .sample("2026-12-31"), knownOn: .sample("9000-01-01"))
            let wrong = FieldProblem("/to", "ends_before_it_begins", "The last day lies before the first.")
            let refused = try await refusalOf {
                _ = try await world.registry.prepare(comparison, [wrong], world.policy)
            }
            #expect(refused.code == "bad_input")
            let details = refused.problems.map(\.detail)
            #expect(details.first == wrong.detail)
            #expect(details.dropFirst().first?.hasPrefix("town.yaml:") == true)
            #expect(
                details.contains("There is no policy pack nl/town/j 9 that is a draft, proposed or active."))
            #expect(details.last?.hasPrefix("What is known on 9000-01-01 can't be said yet: today is ") == true)
        }
    }

    @Test func `a text and a draft whose examples fail are compared, with a warning that names them`()
        async throws
    {
        try await withHistory(on: try .installed()) { world in
            let bad = try SamplePack.new(version: "2", outcome: "closure for 1 month")
            _ = try await world.registry.draftPack(bad, Call(by: world.policy))
            for side in [PackComparison.Side.text(bad), .stored(id: "nl/town/j", version: "2")] {
                let summary = try await world.compared(side).summary
                #expect((summary["cases"]?.wholeNumber ?? 0) > 0)
                #expect(summary["warnings"]?["new"]?.items?.count == 1)
                let warning = summary["warnings"]?["new"]?[0]?.text ?? ""
                #expect(warning.hasPrefix("town.examples.yaml:"), "\(warning)")
                #expect(summary["warnings"]?["current"] == [])
            }
        }
    }

    @Test func `whoever has none of the three roles compares nothing, and nobody another authority's history`()
        async throws
    {
        try await withHistory { world in
            let comparison = PackComparison(
                pack: .text(try SamplePack.new(version: "2")), against: .text(try SamplePack.new(version: "3")),
                from: .sample("2026-01-01"), to: .sample("2026-12-31"))
            let refused = try await refusalOf { _ = try await world.registry.prepare(comparison, [], world.inspector) }
            #expect(
                refused
                    == Refusal(
                        .notAllowed, "role_missing",
                        "To compare policy packs the role policy or officer or reviewer is needed.",
                        hint: "Ask someone who has one of these roles."))
            let other = try await World(world.test, code: "0599", packs: [])
            let answer = try await other.compared(
                .text(try SamplePack.new(version: "2")), against: .text(try SamplePack.new(version: "3")))
            #expect(answer.summary["cases"] == 0)
        }
    }

    /// Three inspections in which J failed, at two outlets, each known on the day after. The first violation is established
    /// on 15 May and falls on 15 July; the third finding is corrected on 15 August; that the operator had left the first
    /// outlet on 15 March becomes known on 20 August.
    private func withHistory(
        on shelf: PackShelf? = nil, _ body: @escaping @Sendable (World) async throws -> Void
    ) async throws {
        try await withWorld(packs: [], outlets: 2, packShelf: try shelf ?? .withoutProof()) { world in
            try await world.activate(try SamplePack.counting())
            let party = try await world.registry.registerParty(
                NewParty(kind: .legal, name: "Groene Hand B.V."), Call(by: world.officer)
            ).json["reference"]?.text
            let role = try await world.registry.beginRole(
                at: world.outlets[0],
                NewPartyRole(party: party ?? "", role: .operator, validFrom: .sample("2025-01-01")),
                Call(by: world.officer))
            try await world.inspect(1, on: "2026-03-01", at: world.outlets[0])
            try await world.follow("C-2026-0001")
            let action = try await world.propose("C-2026-0001")
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            try await world.inspect(2, on: "2026-04-01", at: world.outlets[0])
            try await world.inspect(3, on: "2026-05-01", at: world.outlets[1])
            _ = try await world.registry.revokeAction(
                action, Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3))
            _ = try await world.registry.correctFinding(
                of: "I-2026-0003",
                InspectionCorrection(finding: NewFinding(criterion: "J", result: .pass), reason: "It was misread."),
                Call(by: world.inspector))
            _ = try await world.registry.endRole(
                at: world.outlets[0], "\(role.json["id"]?.wholeNumber ?? 0)", RoleEnd(on: .sample("2026-03-15")),
                Call(by: world.officer, expectedVersion: 1))
            try await world.moveClocks()
            try await body(world)
        }
    }
}

extension SamplePack {
    /// As `counting`, with a first closure of four months.
    fileprivate static func stricter() throws -> PackComparison.Side {
        var text = try counting()
        text.text = text.text.replacing("version: \"1\"", with: "version: \"2\"")
            .replacing("length: 3 months", with: "length: 4 months")
        text.examples = nil
        return .text(text)
    }
}

extension World {
    /// The answer to a comparison, taken apart.
    fileprivate struct Compared {
        var cases: [JSONValue]
        var summary: JSONValue
    }

    fileprivate func prepared(
        _ pack: PackComparison.Side, against: PackComparison.Side = .stored(id: "nl/town/j", version: "1"),
        from: String = "2026-01-01", to: String = "2026-12-31", knownOn: String = "2026-06-01"
    ) async throws -> PreparedComparison {
        let comparison = PackComparison(
            pack: pack, against: against, from: .sample(from), to: .sample(to), knownOn: .sample(knownOn))
        return try await registry.prepare(comparison, [], policy)
    }

    fileprivate func compared(
        _ pack: PackComparison.Side, against: PackComparison.Side = .stored(id: "nl/town/j", version: "1"),
        from: String = "2026-01-01", to: String = "2026-12-31", knownOn: String = "2026-06-01"
    ) async throws -> Compared {
        let prepared = try await prepared(pack, against: against, from: from, to: to, knownOn: knownOn)
        let bytes = Locked<[UInt8]>([])
        try await registry.compare(prepared, policy) { piece in bytes.withLock { $0 += piece } }
        let lines = try bytes.withLock(\.self).split(separator: UInt8(ascii: "\n")).map { line in
            try BoundedJSON.parse(Array(line))
        }
        return Compared(cases: lines.dropLast(), summary: lines.last ?? .null)
    }

    fileprivate func bytes(_ pack: PackComparison.Side) async throws -> [UInt8] {
        let answer = try await compared(pack)
        return answer.cases.flatMap { $0.bytes() } + answer.summary.bytes()
    }

    /// Puts what was recorded just now on the days of the story.
    fileprivate func moveClocks() async throws {
        _ = try await test.admin.write { db in
            for table: StaticString in ["inspection", "correction", "history", "violation", "party_role"] {
                try db.execute("ALTER TABLE registry.\(literal: table) DISABLE TRIGGER USER")
            }
            try db.execute(
                "UPDATE registry.inspection SET recorded_at = local_day::timestamptz + interval '1 day 12 hours'")
            try db.execute("UPDATE registry.correction SET recorded_at = '2026-08-15 12:00+00'")
            try db.execute(
                """
                UPDATE registry.history AS h SET changed_at = CASE
                    WHEN h.object = 'violation' AND h.act = 'allege' THEN (h.state ->> 'day')::timestamptz + interval '36 hours'
                    WHEN h.object = 'violation' AND h.act = 'establish' THEN '2026-05-15 12:00+00'
                    WHEN h.object = 'violation' AND h.object_key = '1' THEN '2026-07-15 12:00+00'
                    WHEN h.object = 'violation' THEN '2026-08-15 12:00+00'
                    WHEN h.object = 'party_role' AND h.version = 1 THEN '2025-01-02 12:00+00'
                    WHEN h.object = 'party_role' THEN '2026-08-20 12:00+00' ELSE h.changed_at END
                """)
            for table: StaticString in ["violation", "party_role"] {
                try db.execute(
                    """
                    UPDATE registry.\(literal: table) AS r SET changed_at = h.changed_at FROM registry.history AS h
                    WHERE h.jurisdiction_id = r.jurisdiction_id AND h.object = '\(literal: table)'
                        AND h.object_key = r.id::text AND h.version = r.version
                    """)
            }
        }
    }
}

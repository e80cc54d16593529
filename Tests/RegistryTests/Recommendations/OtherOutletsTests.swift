import Policy
import Postgres
import Records
import TestSupport
import Testing

@testable import Registry

/// Rules that follow the operator are told what happened at other outlets of the operator, and no other rules are.
struct OtherOutletsTests {
    @Test func `a violation at another outlet of the operator counts, and the explanation names the outlet`()
        async throws
    {
        try await withOutlets(2) { world in
            let party = try await world.operates(world.outlets[0], world.outlets[1])
            try await world.inspect(1, on: "2026-09-01", at: world.outlets[1])
            let answer = try await world.inspect(2, on: "2026-10-01")
            let other = PastViolation(
                id: "1", criterion: "J", day: .sample("2026-09-01"), standing: .alleged, outlet: world.outlets[1],
                reference: "I-2026-0001", operator: party)
            #expect(try await world.told("I-2026-0002").history == [other])
            #expect(try await world.measures() == ["closure for 3 months", "closure for 6 months"])
            #expect(
                answer["recommendation"]?["text"]?.items?.contains(
                    .string(
                        "The violation of J on 1 September 2026 (I-2026-0001 at outlet \(world.outlets[1])) counts."))
                    == true)
            #expect(try await world.replayedLines() == ["2 replayed, 0 differing"])
            try await world.expectSameInBackTest("I-2026-0002", in: "C-2026-0002")
        }
    }

    @Test func `whose violation it is depends on who operated the other outlet on its day`() async throws {
        try await withOutlets(7) { world in
            let (party, other) = (try await world.party("Groene Hand B.V."), try await world.party("Blauwe Hand B.V."))
            try await world.role(party, at: world.outlet)
            // The violations are of 1 September; an end is the first day on which the role is over.
            try await world.role(party, at: world.outlets[1], until: "2026-09-01")
            try await world.role(party, at: world.outlets[2], until: "2026-09-02")
            try await world.role(party, at: world.outlets[3], from: "2026-09-01")
            try await world.role(party, at: world.outlets[4], from: "2026-09-02")
            // One changed hands on the day itself, and one has no operator.
            try await world.role(party, at: world.outlets[5], until: "2026-09-01")
            try await world.role(other, at: world.outlets[5], from: "2026-09-01")
            for number in 1...6 { try await world.inspect(number, on: "2026-09-01", at: world.outlets[number]) }
            try await world.inspect(7, on: "2026-10-01")
            let facts = try await world.told("I-2026-0007")
            #expect(facts.operator == party)
            #expect(facts.history.map(\.outlet) == [world.outlets[2], world.outlets[3]])
            #expect(facts.history.map(\.operator) == [party, party])
            try await world.expectSameInBackTest("I-2026-0007", in: "C-2026-0007")
        }
    }

    @Test func `where the outlet changed hands on the day of the inspection, the new operator's outlets are told`()
        async throws
    {
        try await withOutlets(3) { world in
            let (old, new) = (try await world.party("Groene Hand B.V."), try await world.party("Blauwe Hand B.V."))
            try await world.role(old, at: world.outlet, until: "2026-10-01")
            try await world.role(new, at: world.outlet, from: "2026-10-01")
            try await world.role(old, at: world.outlets[1])
            try await world.role(new, at: world.outlets[2])
            for number in 1...2 { try await world.inspect(number, on: "2026-09-01", at: world.outlets[number]) }
            try await world.inspect(3, on: "2026-10-01")
            try await world.inspect(4, on: "2026-09-30")
            #expect(try await world.told("I-2026-0003").operator == new)
            #expect(try await world.told("I-2026-0003").history.map(\.outlet) == [world.outlets[2]])
            #expect(
                try await world.told("I-2026-0004").history.map { "\($0.reference) \($0.outlet == world.outlet)" }
                    == ["I-2026-0003 true", "I-2026-0001 false"])
            for name in ["I-2026-0003", "I-2026-0004"] {
                try await world.expectSameInBackTest(name, in: "C-2026-0003")
            }
        }
    }

    @Test func `alleged, set aside and voided ones are told and refused, an established one counts`() async throws {
        try await withOutlets(4, alleged: false) { world in
            try await world.operates(world.outlets)
            try await world.inspect(1, on: "2026-09-01", at: world.outlets[1])
            try await world.order(.closure, from: "2026-09-10")
            try await world.inspect(2, on: "2026-09-02", at: world.outlets[2])
            try await world.inspect(3, failed: ["J", "A"], on: "2026-09-03", at: world.outlets[3])
            try await world.inspect(4, on: "2026-09-04", at: world.outlets[3])
            _ = try await world.registry.voidInspection(
                "I-2026-0003", InspectionVoiding(reason: "The wrong outlet was typed."), Call(by: world.otherOfficer))
            _ = try await world.registry.correctFinding(
                of: "I-2026-0004",
                InspectionCorrection(
                    finding: NewFinding(criterion: "J", result: .pass), reason: "The card was misread."),
                Call(by: world.inspector))
            try await world.inspect(5, on: "2026-10-01")
            let line = try await world.decision("I-2026-0005").lines[0]
            #expect(line.counted.map(\.reference) == ["I-2026-0001"])
            #expect(line.counted.map(\.outlet) == [world.outlets[1]])
            #expect(
                line.refused.filter { $0.criterion == "J" }.map { "\($0.reference) \($0.reason.rawValue)" }
                    == ["I-2026-0002 only_alleged", "I-2026-0003 inspection_voided", "I-2026-0004 finding_corrected"])
            // A measure that runs elsewhere does not run here.
            #expect(try await world.told("I-2026-0005").running == [])
            try await world.expectSameInBackTest("I-2026-0005", in: "C-2026-0004")
        }
    }

    @Test func `of one day the hour says which came first`() async throws {
        try await withOutlets(2) { world in
            try await world.operates(world.outlets)
            try await world.inspect(1, on: "2026-10-01", at: world.outlets[1])
            for (number, time) in [(2, "09:00"), (3, "12:00"), (4, "15:00")] {
                var new = NewInspection.sample(world.outlet, ["J": .fail], on: "2026-10-01")
                new.startedAt = try #require(Instant(text: "2026-10-01T\(time):00Z"))
                _ = try await world.registry.logInspection(World.id(number), new, Call(by: world.inspector))
            }
            var order: [SameDay?] = []
            for number in 2...4 {
                let facts = try await world.told("I-2026-000\(number)")
                order.append(facts.history.first { $0.reference == "I-2026-0001" }?.sameDay)
                try await world.expectSameInBackTest("I-2026-000\(number)", in: "C-2026-0002")
            }
            #expect(order == [.after, nil, .before])
        }
    }

    @Test func `rules that follow the premises are not told of other outlets, also beside rules that are`() async throws
    {
        try await withOutlets(2) { world in
            let premises = try SamplePack.new(id: "nl/town/premises")
            try await world.activate(
                PackText(text: premises.text, file: "premises.yaml", examples: nil), beside: "Both judge, for the test."
            )
            try await world.operates(world.outlets)
            try await world.inspect(1, on: "2026-09-01", at: world.outlets[1])
            try await world.inspect(2, on: "2026-10-01")
            #expect(try await world.told("I-2026-0002").history.map(\.reference) == ["I-2026-0001"])
            #expect(try await world.told("I-2026-0002", by: "nl/town/premises").history == [])
        }
    }

    @Test func `setting aside a violation lists what counted it at the operator's other outlets`() async throws {
        try await withOutlets(3) { world in
            try await world.operates(world.outlets[0], world.outlets[1])
            try await world.inspect(1, on: "2026-09-01", at: world.outlets[1])
            try await world.inspect(2, on: "2026-10-01")
            try await world.inspect(3, on: "2026-10-01", at: world.outlets[2])
            let answer = try await world.correct("J", .pass)
            let consequences = try #require(answer["consequences"]?.items)
            #expect(consequences.map { $0["inspection"]?.text } == ["I-2026-0002"])
            #expect(consequences[0]["measureText"] == "closure for 6 months")
            #expect(consequences[0]["measureNowText"] == "closure for 3 months")
        }
    }

    @Test func `a back-test sees them as they were known on the day asked`() async throws {
        try await withOutlets(3) { world in
            let party = try await world.operates(world.outlets[0], world.outlets[1])
            try await world.role(party, at: world.outlets[2], until: "2026-09-02")
            try await world.inspect(1, on: "2026-09-01", at: world.outlets[1])
            try await world.inspect(2, on: "2026-09-02", at: world.outlets[2])
            try await world.inspect(3, on: "2026-10-01")
            try await world.correct("J", .pass)
            try await world.setClocks()
            var lines: [String] = []
            for day in ["2026-10-19", "2026-10-20", "2026-10-24", "2026-10-25"] {
                let history = try await world.facts("I-2026-0003", knownOn: day)?.history ?? []
                let others = history.filter { $0.outlet != world.outlet }
                lines.append(others.map { "\($0.reference) \($0.standing.rawValue)" }.joined(separator: ", "))
            }
            #expect(
                lines == [
                    "I-2026-0001 alleged, I-2026-0002 alleged", "I-2026-0001 alleged", "I-2026-0001 alleged",
                    "I-2026-0001 set_aside",
                ])
        }
    }

    @Test func `another authority's context, and none at all, see nothing of it`() async throws {
        try await withOutlets(2) { world in
            try await world.operates(world.outlets)
            try await world.inspect(1, on: "2026-09-01", at: world.outlets[1])
            let neighbour = try await Town.establish(in: world.test, code: "0394")
            let signer = ContextSigner(key: world.test.contextKey)
            let count: SQL =
                "SELECT count(*) FROM ops.violations_elsewhere(\(world.outlet), '2026-10-01', '2026-10-01T12:00:00Z')"
            let own: Int = try await world.test.service.read([signer.statement(for: world.inspector)]) {
                try $0.one(count)
            }
            let foreign: Int = try await world.test.service.read([signer.statement(for: neighbour.officer)]) {
                try $0.one(count)
            }
            let intake: Int = try await world.test.service.read([signer.statement(for: world.intake)]) {
                try $0.one(count)
            }
            let unsigned: Int = try await world.test.service.read { try $0.one(count) }
            #expect([own, foreign, intake, unsigned] == [1, 0, 0, 0])
        }
    }

    /// Leeuwarden's ladder, following the operator.
    private func withOutlets(
        _ outlets: Int, alleged: Bool = true, _ body: @escaping @Sendable (World) async throws -> Void
    ) async throws {
        try await withWorld(packs: [], outlets: outlets, packShelf: try .withoutProof()) { world in
            var text = try SamplePack.counting(alleged: alleged)
            text.text = text.text.replacing("follows: premises", with: "follows: operator")
            text.examples = nil
            try await world.activate(text)
            try await body(world)
        }
    }
}

extension World {
    fileprivate func party(_ name: String) async throws -> String {
        try await registry.registerParty(NewParty(kind: .legal, name: name), Call(by: officer)).json["reference"]?.text
            ?? ""
    }

    fileprivate func role(
        _ party: String, at outlet: String, from: String = "2026-01-01", until: String? = nil
    ) async throws {
        let role = try await registry.beginRole(
            at: outlet, NewPartyRole(party: party, role: .operator, validFrom: .sample(from)), Call(by: officer))
        guard let until, let id = try role.json["id"]?.wholeNumber else { return }
        _ = try await registry.endRole(
            at: outlet, "\(id)", RoleEnd(on: .sample(until), reason: "It was sold."),
            Call(by: officer, expectedVersion: 1))
    }

    /// One party operates these outlets since January; gives its reference.
    @discardableResult
    fileprivate func operates(_ outlets: String...) async throws -> String { try await operates(outlets) }

    @discardableResult
    fileprivate func operates(_ outlets: [String]) async throws -> String {
        let party = try await party("Groene Hand B.V.")
        for outlet in outlets { try await role(party, at: outlet) }
        return party
    }

    /// What a pack was told about an inspection when that came in.
    fileprivate func told(_ inspection: String, by pack: String = "nl/town/j") async throws -> Facts {
        let text: String = try await test.admin.read { db in
            try db.one(
                """
                SELECT r.facts FROM registry.recommendation AS r JOIN registry.inspection AS i ON i.id = r.inspection_id
                WHERE i.reference = \(inspection) AND r.pack_id = \(pack) ORDER BY r.id LIMIT 1
                """)
        }
        return try StableJSON.value(Facts.self, text)
    }

    fileprivate func decision(_ inspection: String) async throws -> Decision {
        let text: String = try await test.admin.read { db in
            try db.one(
                """
                SELECT r.trace FROM registry.recommendation AS r JOIN registry.inspection AS i ON i.id = r.inspection_id
                WHERE i.reference = \(inspection) ORDER BY r.id LIMIT 1
                """)
        }
        return try StableJSON.value(Decision.self, text)
    }

    /// The measures that were recommended, in words, oldest first.
    fileprivate func measures() async throws -> [String?] {
        try await test.admin.query(
            "SELECT trace -> 'measure' ->> 'text' FROM registry.recommendation ORDER BY id"
        ) { rows in try rows.map { try $0.decode(String?.self, 0) } }
    }

    /// As if what was set aside had been so on 25 October, the end of a role recorded on the 20th, and all else on the 2nd.
    fileprivate func setClocks() async throws {
        _ = try await test.admin.write { db in
            for table: StaticString in ["violation", "party_role", "inspection", "history", "outlet"] {
                try db.execute("ALTER TABLE registry.\(literal: table) DISABLE TRIGGER USER")
            }
            try db.execute("UPDATE registry.inspection SET recorded_at = '2026-10-02 12:00+00'")
            try db.execute(
                """
                UPDATE registry.history SET changed_at = CASE
                    WHEN object = 'violation' AND state ->> 'status' = 'set_aside' THEN '2026-10-25 12:00+00'
                    WHEN object = 'party_role' AND act = 'end' THEN '2026-10-20 12:00+00'
                    ELSE '2026-10-02 12:00+00' END::timestamptz
                """)
            for table: StaticString in ["violation", "party_role"] {
                try db.execute(
                    """
                    UPDATE registry.\(literal: table) AS r SET changed_at = h.changed_at FROM registry.history AS h
                    WHERE h.jurisdiction_id = r.jurisdiction_id AND h.object = '\(literal: table)'
                        AND h.object_key = r.id::text AND h.version = r.version
                    """)
            }
            try db.execute("UPDATE registry.outlet SET changed_at = '2026-10-02 12:00+00'")
        }
    }

    fileprivate func expectSameInBackTest(_ inspection: String, in caseFile: String) async throws {
        let known = try #require(try await facts(inspection))
        #expect(try await known == factsAskedAgain(inspection, in: caseFile))
    }
}

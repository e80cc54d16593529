import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// A back-test decides on the facts that a recommendation has, as far as they were known.
struct KnownFactsTests {
    @Test func `hour, type, what ran, notices and answers are those of a recommendation`() async throws {
        try await withStory { world in
            let facts = try #require(try await world.facts("I-2026-0005"))
            #expect(facts.attributes == ["type": "consumption"])
            #expect(facts.running == [.closure, .suspension])
            #expect(facts.notices == [Notice(criterion: "J", day: .sample("2026-09-10"))])
            #expect(facts.confirmations.map { "\($0.gate) \($0.holds) \($0.by ?? "")" } == ["grave true Otto Officer"])
            #expect(facts.history.map(\.sameDay) == [nil, nil, nil, .before, nil])
            for number in 1...5 {
                let name = "I-2026-000\(number)"
                #expect(try await world.facts(name) == world.factsAskedAgain(name))
            }
        }
    }

    @Test func `a criterion that only a correction found failed is decided like any other`() async throws {
        try await withStory { world in
            try await world.inspect(6, failed: [], on: "2026-11-01")
            #expect(try await world.facts("I-2026-0006") == nil)
            let correction = InspectionCorrection(
                finding: NewFinding(criterion: "J", result: .fail), reason: "Seen again on the photographs.")
            _ = try await world.registry.correctFinding(of: "I-2026-0006", correction, Call(by: world.inspector))
            let facts = try #require(try await world.facts("I-2026-0006"))
            #expect(facts.findings == [ObservedFinding(criterion: "J", result: "fail")])
            #expect(try await facts == world.factsAskedAgain("I-2026-0006"))
        }
    }

    @Test func `what runs and what was answered count from the day on which it was recorded`() async throws {
        try await withStory { world in
            _ = try await world.registry.revokeAction(
                "A-2026-0003", Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3))
            try await world.setClocks()
            var lines: [String] = []
            for day in ["2026-10-13", "2026-10-14", "2026-10-15", "2026-10-16"] {
                let facts = try #require(try await world.facts("I-2026-0005", knownOn: day))
                let running = (facts.running ?? []).map(\.rawValue).joined(separator: " and ")
                lines.append("\(running), \(facts.confirmations.map(\.gate))")
            }
            #expect(
                lines == [
                    "suspension, []", "closure and suspension, []", #"closure and suspension, ["grave"]"#,
                    #"suspension, ["grave"]"#,
                ])
        }
    }

    @Test func `a suspension runs until the licence was reinstated`() async throws {
        try await withStory { world in
            _ = try await world.registry.reinstateLicence(
                "L-2026-0001", Reason("The fine was paid."), Call(by: world.officer, expectedVersion: 2))
            _ = try await world.registry.reinstateLicence(
                "L-2026-0001", Reason("I agree with it."), Call(by: world.otherOfficer, expectedVersion: 3))
            try await world.setClocks()
            #expect(try await world.facts("I-2026-0003")?.running == [.suspension])
            #expect(try await world.facts("I-2026-0005")?.running == [.closure])
            for name in ["I-2026-0003", "I-2026-0005"] {
                #expect(try await world.facts(name)?.running == world.factsAskedAgain(name).running)
            }
        }
    }

    @Test func `an inspection is left out from the day on which it was voided`() async throws {
        try await withStory { world in
            _ = try await world.registry.voidInspection(
                "I-2026-0004", InspectionVoiding(reason: "The wrong outlet was typed."), Call(by: world.otherOfficer))
            try await world.setClocks()
            #expect(try await world.facts("I-2026-0004", knownOn: "2026-10-24")?.inspection == "I-2026-0004")
            #expect(
                try await world.facts("I-2026-0005", knownOn: "2026-10-24")?.history.map(\.standing)
                    == [.established, .established, .established, .alleged, .alleged])
            #expect(try await world.facts("I-2026-0004", knownOn: "2026-10-25") == nil)
            #expect(
                try await world.facts("I-2026-0005", knownOn: "2026-10-25")?.history.map(\.standing)
                    == [.established, .established, .established, .setAside, .alleged])
        }
    }

    @Test func `what set an earlier violation aside is that of a recommendation`() async throws {
        try await withStory { world in
            _ = try await world.registry.revokeAction(
                "A-2026-0003", Reason("Objection upheld."), Call(by: world.reviewer, expectedVersion: 3))
            _ = try await world.registry.voidInspection(
                "I-2026-0004", InspectionVoiding(reason: "The wrong outlet was typed."), Call(by: world.otherOfficer))
            let facts = try #require(try await world.facts("I-2026-0005"))
            #expect(facts.history.map(\.setAsideBy) == [nil, nil, .revocation, .voiding, nil])
            #expect(try await facts == world.factsAskedAgain("I-2026-0005"))
        }
    }

    /// Five inspections of one outlet in which J failed. The first led to a warning of 10 September, the second to a
    /// suspension from 1 October, the third to a closure from 10 October, and two followed on 12 October, at noon and at
    /// three. What the rules ask about the last one is answered.
    @Test func `what a former system told counts from its import on, without its hour and its operator`() async throws {
        try await withStory { world in
            let file = """
                record,licence_number,outlet,day,case_number,criterion,standing,measure,effective_on
                licence,L-1,\(world.outlet),,,,,,
                violation,L-1,,2025-06-01,OLD-1,J,established,,
                penalty,L-1,,2025-06-01,OLD-1,J,established,warning,2025-07-01
                violation,L-1,,2026-10-20,OLD-2,J,alleged,,
                penalty,L-2,,2026-01-10,OLD-3,J,established,warning,2026-02-01
                """
            let order = HistoryImport(profile: .generic, file: "own.csv", apply: true)
            _ = try await world.registry.importHistory(Array(file.utf8), order, Call(by: world.officer))
            let facts = try #require(try await world.facts("I-2026-0005"))
            let earlier = facts.history.filter { $0.id.hasPrefix("-") }
            #expect(
                earlier.map { "\($0.reference) \($0.decidedOn?.description ?? "-")" }.sorted() == [
                    "OLD-1 2025-07-01", "OLD-2 -",
                ])
            for number in 1...5 {
                let name = "I-2026-000\(number)"
                #expect(try await world.facts(name) == world.factsAskedAgain(name))
            }
            try await world.setClocks()
            let before = try #require(try await world.facts("I-2026-0005", knownOn: "2026-11-01"))
            #expect(!before.history.contains { $0.id.hasPrefix("-") })
        }
    }

    private func withStory(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
        try await withWorld(packs: [], packShelf: try .withoutProof()) { world in
            try await world.activate(try Self.pack())
            try await world.inspect(1, on: "2026-09-01")
            try await world.order(.warning)
            try await world.inspect(2, on: "2026-09-20")
            try await world.suspendLicence(on: try await world.order(.suspension, from: "2026-10-01"))
            try await world.inspect(3, on: "2026-10-05")
            try await world.order(.closure, from: "2026-10-10", until: "2999-01-01")
            try await world.endClosure(on: "2026-10-20")
            try await world.inspect(4, on: "2026-10-12")
            var last = NewInspection.sample(world.outlet, ["J": .fail, "H": .pass], on: "2026-10-12")
            last.startedAt = try #require(Instant(text: "2026-10-12T15:00:00Z"))
            _ = try await world.registry.logInspection(World.id(5), last, Call(by: world.inspector))
            _ = try await world.registry.answerGate(
                in: "C-2026-0001",
                NewGateAnswer(recommendation: 5, gate: "grave", holds: true, reason: "As the file shows."),
                Call(by: world.officer))
            try await world.warned(on: "2026-09-10")
            try await body(world)
        }
    }

    private static func pack() throws -> PackText {
        var text = try SamplePack.counting()
        text.text += """

            circumstances:
              grave: {name: {en: the buyer was under 16}, effect: {steps: 1}, source: arrangement}
            """
        text.examples = nil
        return text
    }
}

extension World {
    fileprivate func suspendLicence(on action: String) async throws {
        let holder = try await registry.registerParty(
            NewParty(kind: .legal, name: "Groene Hand B.V."), Call(by: officer)
        ).json["reference"]?.text
        let licence = try await registry.grantLicence(
            for: outlet, NewLicence(holder: holder ?? "", validFrom: .sample("2026-01-01")), Call(by: officer)
        ).json["reference"]?.text
        _ = try await registry.suspendLicence(
            licence ?? "", LicenceSuspension(action: action, reason: "It is ordered."),
            Call(by: officer, expectedVersion: 1))
    }

    /// As if the closure of today had been issued with that end: one whose days are over is not issued.
    fileprivate func endClosure(on day: String) async throws {
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute("UPDATE registry.action SET ends_on = \(LocalDate.sample(day)) WHERE kind = 'closure'")
            try db.execute("ALTER TABLE registry.history DISABLE TRIGGER USER")
            try db.execute(
                """
                UPDATE registry.history SET state = jsonb_set(state::jsonb, '{ends_on}', to_jsonb(\(day)::text))
                WHERE object = 'action' AND state ->> 'kind' = 'closure'
                """)
            try db.execute("ALTER TABLE registry.history ENABLE ALWAYS TRIGGER append_only")
        }
    }

    /// As if the warning of today had been issued on that day.
    func warned(on day: String) async throws {
        _ = try await test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute("UPDATE registry.violation SET established_on = \(LocalDate.sample(day)) WHERE id = 1")
        }
    }

    /// Puts what was recorded just now on days of the story: an inspection on the day after it, the issue of the closure
    /// on 14 October, the answer on the 15th, the closure's end on the 16th, a voiding on the 25th, a reinstatement on the
    /// 11th, and whatever else was recorded on 30 September.
    fileprivate func setClocks() async throws {
        _ = try await test.admin.write { db in
            let changing: [StaticString] = ["violation", "action", "licence"]
            for table: StaticString in changing + ["inspection", "gate_answer", "voiding", "history"] {
                try db.execute("ALTER TABLE registry.\(literal: table) DISABLE TRIGGER USER")
            }
            try db.execute(
                "UPDATE registry.inspection SET recorded_at = local_day::timestamptz + interval '1 day 12 hours'")
            try db.execute("UPDATE registry.gate_answer SET recorded_at = '2026-10-15 12:00+00'")
            try db.execute("UPDATE registry.voiding SET recorded_at = '2026-10-25 12:00+00'")
            try db.execute(
                """
                UPDATE registry.history AS h SET changed_at = CASE
                    WHEN h.object = 'violation' AND h.act = 'allege' THEN (h.state ->> 'day')::timestamptz + interval '36 hours'
                    WHEN h.object = 'violation' AND h.state ->> 'status' = 'set_aside' THEN '2026-10-25 12:00+00'
                    WHEN h.object = 'action' AND h.state ->> 'kind' = 'closure' AND h.act = 'issue' THEN '2026-10-14 12:00+00'
                    WHEN h.object = 'action' AND h.act = 'revoke' THEN '2026-10-16 12:00+00'
                    WHEN h.object = 'licence' AND h.act = 'reinstate' THEN '2026-10-11 12:00+00'
                    ELSE '2026-09-30 12:00+00' END
                WHERE h.object IN ('violation', 'action', 'licence')
                """)
            for table in changing {
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

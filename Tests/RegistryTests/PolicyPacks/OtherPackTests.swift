import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Two packs that judge the same criteria: only if two persons say so.
struct OtherPackTests {
    @Test func `a second pack for the same criteria is refused, with the criteria, the other pack and its days`()
        async throws
    {
        try await withWorld { world in
            let version = try world.amsterdam
            let number = try await world.checked(try SamplePack.new())
            let refused = try await refusalOf { try await world.proposing(number, from: "2026-01-01") }
            #expect(
                refused
                    == Refusal(
                        .conflict, "one_pack_per_criterion",
                        "Policy pack nl/town/j 1 would judge from 2026-01-01 on what another pack judges: "
                            + "nl/amsterdam/two-step \(version) (active from 2020-01-01) has a ladder for J.",
                        hint: "Say that it replaces nl/amsterdam/two-step, which then ends on 2026-01-01, or give the "
                            + "reason why both judge and one violation gets two measures."))
            let built = try await refusalOf {
                try await world.registry.adopt(
                    PackAdoption(id: "nl/leeuwarden/j", version: "2011", validFrom: .sample("2026-01-01")),
                    Call(by: world.policy))
            }
            #expect(built.code == "one_pack_per_criterion")
            #expect(try await world.count("registry.policy_pack") == 2)
        }
    }

    @Test func `a pack that replaces another one ends it on its own first day, when it is activated`() async throws {
        try await withWorld { world in
            let number = try await world.checked(try SamplePack.new())
            let proposed = try await world.proposing(
                number, from: "2026-09-01", OtherPacks(replaces: ["nl/amsterdam/two-step"]))
            #expect(proposed["replaces"] == ["nl/amsterdam/two-step"])
            #expect(try await world.governing(on: "2026-10-01") == ["nl/amsterdam/two-step"])
            try await world.activating(number)
            #expect(try await world.governing(on: "2026-08-31") == ["nl/amsterdam/two-step"])
            #expect(try await world.governing(on: "2026-09-01") == ["nl/town/j"])
            let ended = try await world.registry.policyPack("1", world.officer).json
            #expect(ended["status"] == "active")
            #expect(ended["endsOn"] == "2026-09-01")
            #expect(ended["governsUntil"] == "2026-09-01")
            #expect(ended["replacedBy"] == "nl/town/j 1")
            let acts = try await world.test.admin.query(
                "SELECT act || ' by ' || changed_by FROM registry.history WHERE object_key = '1' AND object = 'policy_pack' ORDER BY version"
            ) { rows in try rows.map { try $0.decode(String.self, 0) } }
            #expect(acts.last == "replace by \(world.reviewer.person)")
            let logged = try await world.inspect(1)
            #expect(logged["recommendation"]?["pack"] == "nl/town/j")
        }
    }

    @Test func `a later version of a replaced pack never governs`() async throws {
        try await withWorld(packs: []) { world in
            try await world.activate(try SamplePack.new(id: "nl/old/j"), from: "2025-01-01")
            try await world.activate(try SamplePack.new(id: "nl/old/j", version: "2"), from: "2027-01-01")
            let number = try await world.checked(try SamplePack.new())
            _ = try await world.proposing(number, from: "2026-09-01", OtherPacks(replaces: ["nl/old/j"]))
            try await world.activating(number)
            #expect(try await world.governing(on: "2026-08-31") == ["nl/old/j"])
            #expect(try await world.governing(on: "2027-02-01") == ["nl/town/j"])
            let later = try await world.registry.policyPack("2", world.officer).json
            #expect(later["endsOn"] == "2027-01-01")
        }
    }

    @Test func `packs that judge beside each other do so for a reason that the activator reads`() async throws {
        try await withWorld { world in
            let number = try await world.checked(try SamplePack.new())
            let proposed = try await world.proposing(
                number, from: "2026-01-01", OtherPacks(besideReason: "The mayor and the prosecutor both act."))
            #expect(proposed["beside"] == ["nl/amsterdam/two-step"])
            let read = try await world.registry.policyPack(number, world.reviewer).json
            #expect(read["besideReason"] == "The mayor and the prosecutor both act.")
            try await world.activating(number)
            try await world.inspect(1)
            let packs = try await world.test.admin.query(
                "SELECT pack_id FROM registry.recommendation ORDER BY pack_id"
            ) { rows in try rows.map { try $0.decode(String.self, 0) } }
            #expect(packs == ["nl/amsterdam/two-step", "nl/town/j"])
        }
    }

    @Test func `what is named has to be there`() async throws {
        try await withWorld { world in
            let number = try await world.checked(try SamplePack.new())
            let absent = try await refusalOf {
                try await world.proposing(
                    number, from: "2026-01-01", OtherPacks(replaces: ["nl/amsterdam/two-step", "nl/none"]))
            }
            #expect(
                absent
                    == Refusal(
                        .badInput, "replaced_pack_governs",
                        "Policy pack nl/none can't be replaced from 2026-01-01 on: no version of it governs then or is "
                            + "proposed to.", hint: "Look at the list of packs."))
            let itself = try await refusalOf {
                try await world.proposing(number, from: "2026-01-01", OtherPacks(replaces: ["nl/town/j"]))
            }
            #expect(itself.code == "replaced_pack_governs")
            let nobody = try await refusalOf {
                try await world.proposing(
                    number, from: "2026-01-01",
                    OtherPacks(replaces: ["nl/amsterdam/two-step"], besideReason: "Both of them act."))
            }
            #expect(
                nobody
                    == Refusal(
                        .badInput, "judging_beside_another_has_a_reason",
                        "Beside policy pack nl/town/j 1 no other one judges the same criteria from 2026-01-01 on.",
                        hint: "Leave the reason out."))
        }
    }

    @Test func `another pack that was activated in between keeps a proposal from being activated`() async throws {
        try await withWorld(packs: []) { world in
            let first = try await world.checked(try SamplePack.new())
            _ = try await world.proposing(first, from: "2026-01-01")
            let second = try await world.checked(try SamplePack.new(id: "nl/other/j"))
            let waiting = try await refusalOf { try await world.proposing(second, from: "2026-02-01") }
            #expect(waiting.message.hasSuffix("nl/town/j 1 (proposed from 2026-01-01) has a ladder for J."))
            _ = try await world.proposing(second, from: "2026-02-01", OtherPacks(replaces: ["nl/town/j"]))
            try await world.activating(second)
            let late = try await refusalOf { try await world.activating(first) }
            #expect(
                late
                    == Refusal(
                        .conflict, "one_pack_per_criterion",
                        "Policy pack nl/town/j 1 would judge from 2026-01-01 on what another pack judges: "
                            + "nl/other/j 1 (active from 2026-02-01) has a ladder for J.",
                        hint:
                            "Have it withdrawn, drafted anew and proposed with the word that it replaces nl/other/j or "
                            + "judges beside it."))
        }
    }

    @Test(arguments: [Isolation.readCommitted, .repeatableRead, .serializable])
    func `of two sessions that propose packs for the same criteria at once one is refused`(
        isolation: Isolation
    ) async throws {
        try await withWorld(packs: []) { world in
            let numbers = [
                try await world.checked(try SamplePack.new(id: "nl/town/a")),
                try await world.checked(try SamplePack.new(id: "nl/town/b")),
            ]
            let failures = try await withThrowingTaskGroup(of: String?.self) { group in
                for number in numbers {
                    group.addTask { try await world.slowProposal(number, isolation) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(failures.compactMap(\.self) == ["one_pack_per_criterion"])
            #expect(failures.count == 2)
        }
    }

    @Test func `two persons who agreed to have another pack beside theirs do not keep it from being activated`()
        async throws
    {
        try await withWorld(packs: []) { world in
            let first = try await world.checked(try SamplePack.new())
            _ = try await world.proposing(first, from: "2026-01-01")
            let second = try await world.checked(try SamplePack.new(id: "nl/other/j"))
            _ = try await world.proposing(second, from: "2026-02-01", OtherPacks(besideReason: "Both of them act."))
            try await world.activating(second)
            try await world.activating(first)
            #expect(try await world.governing(on: "2026-03-01") == ["nl/other/j", "nl/town/j"])
        }
    }

    @Test func `packs whose days don't meet, or whose criteria differ, need no word about each other`() async throws {
        try await withWorld(packs: ["nl/leeuwarden/j", "nl/dordrecht/o"]) { world in
            try await world.end("nl/leeuwarden/j", from: "2026-06-01")
            let number = try await world.checked(try SamplePack.new())
            let early = try await refusalOf { try await world.proposing(number, from: "2026-05-31") }
            #expect(
                early.message.hasSuffix(
                    "nl/leeuwarden/j 2011 (active from 2020-01-01 until 2026-06-01) has a ladder for J."))
            _ = try await world.proposing(number, from: "2026-06-01")
            try await world.activating(number)
            #expect(try await world.governing(on: "2026-06-01") == ["nl/dordrecht/o", "nl/town/j"])
        }
    }
}

extension World {
    /// The version of Amsterdam's pack that ships.
    fileprivate var amsterdam: String {
        get throws { try #require(registry.packs.shipped.first { $0.id == "nl/amsterdam/two-step" }).version }
    }

    /// A text is drafted and checked by the policy officer; gives the record's number.
    func checked(_ text: PackText) async throws -> String {
        let number = "\(try await draft(text)["number"]?.wholeNumber ?? 0)"
        _ = try await registry.checkPack(number, Call(by: policy, expectedVersion: 1))
        return number
    }

    /// A checked draft is proposed by the policy officer.
    @discardableResult
    func proposing(_ number: String, from day: String, _ others: OtherPacks = OtherPacks()) async throws -> JSONValue {
        try await registry.proposePack(
            number, PackProposal(validFrom: .sample(day), others: others), Call(by: policy, expectedVersion: 2)
        ).json
    }

    /// A proposal as plain SQL, in a transaction that lingers before it is committed; the rule that refuses it, or nil.
    fileprivate func slowProposal(_ number: String, _ isolation: Isolation) async throws -> String? {
        let context = ContextSigner(key: test.contextKey).statement(for: policy)
        let (person, id) = (policy.person, Int(number) ?? 0)
        do {
            try await test.service.write([context], isolation: isolation) { db in
                _ = try db.execute(
                    """
                    UPDATE registry.policy_pack SET status = 'proposed', act = 'propose', proposed_by = \(person),
                        valid_from = '2026-01-01', version = version + 1, changed_by = \(person)
                    WHERE id = \(id)
                    """)
                _ = try db.rows("SELECT 1 AS one FROM pg_sleep(0.5)")
            }
            return nil
        } catch let error as PostgresError {
            return error.constraint ?? error.sqlstate
        }
    }

    /// A proposal is activated by the reviewer.
    @discardableResult
    func activating(_ number: String) async throws -> JSONValue {
        try await registry.activatePack(number, PackActivation(), Call(by: reviewer, expectedVersion: 3)).json
    }

    /// The ids of the packs that govern on a day.
    func governing(on day: String) async throws -> [String] {
        try await registry.read(officer) { [self] db in
            let rows = try db.rows(GoverningPacks.adopted(at: Instant(text: "\(day)T12:00:00Z")!, officer))
            return try GoverningPacks(rows, on: registry.packs, officer, db).packs.map(\.id)
        }
    }

    /// The end of a pack is proposed by the policy officer and confirmed by the reviewer.
    func end(_ pack: String, from day: String) async throws {
        let number = try await lastActive(pack)
        let proposed = try await registry.proposePackEnd(
            number, PackEndProposal(endDay: .sample(day), reason: "Repealed."),
            Call(by: policy, expectedVersion: 4))
        #expect(try proposed.text("endProposedDay") == day)
        _ = try await registry.confirmPackEnd(number, PackEnd(), Call(by: reviewer, expectedVersion: 5))
    }

    /// The number of the active version of a pack that was drafted last.
    func lastActive(_ pack: String) async throws -> String {
        let list = try await registry.policyPacks(PackQuery(pack: pack, status: .active), officer).json
        return "\(list["items"]?[0]?["number"]?.wholeNumber ?? 0)"
    }
}

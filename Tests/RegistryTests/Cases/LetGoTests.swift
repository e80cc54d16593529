import Policy
import Postgres
import Records
import Testing

@testable import Registry

/// Where a violation stands that was annulled, and what an explanation says of it.
struct LetGoTests {
    @Test func `what was annulled is let go when it is decided that nothing follows`() async throws {
        try await withWorld { world in
            try await world.revoked()
            #expect(try await world.reason() == "the action that established it was revoked")
            try await world.askAgain()
            #expect(try await world.reason() == "it is only alleged, not established")
            try await world.spare()
            #expect(
                try await world.violation()
                    == "set_aside: Decision 2: nothing follows after action A-2026-0001 was revoked.")
            #expect(
                try await world.reason() == "its action was revoked, and it was decided that nothing follows from it")
            let alone = try await refusalOf { try await world.close() }
            #expect(
                alone.message
                    == "You decided on no measure about I-2026-0001, so someone else must close case C-2026-0001.")
        }
    }

    @Test func `what was let go is alleged anew when the rules are asked once more`() async throws {
        try await withWorld { world in
            try await world.revoked()
            try await world.askAgain()
            try await world.spare()
            #expect(try await world.askAgain()["stands"] == true)
            #expect(
                try await world.violation()
                    == "alleged: The rules were asked again after action A-2026-0001 was revoked.")
            try await world.follow("C-2026-0001")
            let second = try await world.propose("C-2026-0001")
            _ = try await world.registry.issueAction(second, Call(by: world.reviewer, expectedVersion: 2))
            #expect(try await world.violation() == "established: ")
        }
    }

    @Test func `what was never established stays alleged when nothing follows`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.spare()
            #expect(try await world.violation() == "alleged: ")
        }
    }

    @Test func `an explanation says that the inspection was voided, or the finding corrected`() async throws {
        try await withWorld { world in
            try await world.inspect(1)
            try await world.correct("J", .pass)
            #expect(try await world.reason() == "its finding was corrected")
            _ = try await world.registry.voidInspection(
                "I-2026-0001", InspectionVoiding(reason: "It was another outlet."), Call(by: world.officer))
            #expect(try await world.reason() == "its inspection was voided")
        }
    }

    @Test func `nothing is let go without that decision, whatever is sent as SQL`() async throws {
        try await withWorld { world in
            let letGo: SQL = """
                UPDATE registry.violation SET status = 'set_aside', act = 'let_go', reason = 'Never mind.',
                    version = version + 1, changed_by = \(world.officer.person)
                """
            let words =
                "RG007 violation_is_let_go_by_a_decision: A violation is let go when it was alleged anew after a revocation and it was decided that nothing follows. | Decide on what the rules say about the inspection."
            try await world.inspect(1)
            #expect(try await world.said(by: world.officer, letGo) == words)
            try await world.follow("C-2026-0001")
            let action = try await world.propose("C-2026-0001")
            _ = try await world.registry.issueAction(action, Call(by: world.reviewer, expectedVersion: 2))
            _ = try await world.revoke(action)
            try await world.askAgain()
            #expect(try await world.said(by: world.officer, letGo) == words)
        }
    }
}

extension World {
    /// Why the first violation doesn't count in an inspection that is only tried.
    fileprivate func reason() async throws -> String? {
        let new = NewInspection.sample(outlet, ["J": .fail], on: "2026-11-02")
        let call = Call(by: inspector, dryRun: true)
        let said = try await registry.logInspection(Self.id(9), new, call).json["recommendation"]?["text"]?.items ?? []
        let line = said.compactMap(\.text).first { $0.hasPrefix("The violation of J on 1 October 2026 (I-2026-0001)") }
        return line.flatMap { $0.split(separator: ", because ").last.map { String($0.dropLast()) } }
    }
}

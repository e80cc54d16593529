import Postgres
import Records

@testable import Registry

/// One action of a world, and one who edits and proposes it while two approve it, by SQL without looking at versions.
struct ApprovalRace: Sendable {
    struct Result: Sendable {
        var issued = 0
        /// Approvals of what was not there any more, which were refused.
        var stale = 0
        var wrong: [String] = []
    }

    private enum Step: Sendable { case amend, propose, read, issue, giveBack }

    private let world: World
    private let action: String
    private var drafter: Actor { world.officer }

    init(_ world: World) async throws {
        self.world = world
        action = try await world.proposed(by: world.officer)
    }

    func run(rounds: Int, seed: UInt64) async throws -> Result {
        var chance = Lottery(seed)
        var result = Result()
        for round in 0..<rounds {
            try await reset(round)
            let edits =
                (0..<3 + chance.below(4)).map { $0 == 0 || chance.below(2) == 0 ? Step.amend : .propose } + [.propose]
            let approvals = (0..<2).map { _ in
                [Step.read]
                    + (0..<3 + chance.below(4)).map { _ in [.issue, .issue, .issue, .giveBack, .read][chance.below(5)] }
            }
            let reviewers = [world.reviewer, world.both]
            async let edited: Void = edit(edits, round)
            async let first = approve(approvals[0], reviewers[0])
            async let second = approve(approvals[1], reviewers[1])
            let read = try await [first, second]
            _ = try await edited
            result.stale += read.reduce(0) { $0 + $1.stale }
            try await judge(read, &result)
        }
        return result
    }

    /// What one reviewer did: the digest that the last successful issue named with its text as it was read.
    private struct Approval: Sendable {
        var issuedText: String?
        var stale = 0
    }

    private func edit(_ steps: [Step], _ round: Int) async throws {
        for (number, step) in steps.enumerated() {
            let text = "Text \(round)-\(number)"
            switch step {
            case .amend: _ = try await said(drafter, "status = 'draft', act = 'amend', text = \(text)")
            default: _ = try await said(drafter, "status = 'proposed', act = 'propose'")
            }
        }
    }

    private func approve(_ steps: [Step], _ reviewer: Actor) async throws -> Approval {
        var approval = Approval()
        var seen = (digest: "", text: "")
        for step in steps {
            switch step {
            case .read:
                let card = try await world.registry.action(action, reviewer).json
                seen = (card["digest"]?.text ?? "", card["text"]?.text ?? "")
            case .giveBack:
                _ = try await said(reviewer, "status = 'draft', act = 'return', reason = 'Say it otherwise.'")
            default:
                let said = try await said(
                    reviewer,
                    """
                    status = 'issued', act = 'issue', issued_by = \(reviewer.person), reason = NULL,
                    approved_digest = decode(\(seen.digest), 'hex')
                    """)
                if said == nil { approval.issuedText = seen.text }
                if said == "issued_content_is_what_was_read" { approval.stale += 1 }
            }
        }
        return approval
    }

    /// The rule that refused a change, or nil when it was made.
    private func said(_ actor: Actor, _ assignments: SQL) async throws -> String? {
        do {
            _ = try await world.test.service.write(
                [ContextSigner(key: world.test.contextKey).statement(for: actor)], isolation: .readCommitted
            ) {
                try $0.execute(
                    """
                    UPDATE registry.action SET \(sql: assignments), version = version + 1, changed_by = \(actor.person)
                    WHERE reference = \(action)
                    """)
            }
            return nil
        } catch let error as PostgresError where error.sqlstate != nil {
            return error.constraint ?? error.sqlstate
        }
    }

    private func judge(_ approvals: [Approval], _ result: inout Result) async throws {
        let card = try await world.registry.action(action, drafter).json
        guard card["status"] == "issued" else { return }
        result.issued += 1
        let text = card["text"]?.text ?? ""
        let approved = approvals.compactMap(\.issuedText)
        let isKept: Bool = try await world.test.admin.read { db in
            try db.one("SELECT a.approved_digest = registry.action_digest(a) FROM registry.action AS a")
        }
        if approved != [text] || !isKept { result.wrong.append("issued \"\(text)\", approved \(approved)") }
    }

    /// A draft that nobody has issued yet, past the guards.
    private func reset(_ round: Int) async throws {
        _ = try await world.test.admin.write(["SET LOCAL session_replication_role = replica"]) { db in
            try db.execute(
                """
                UPDATE registry.action SET status = 'draft', act = 'amend', issued_by = NULL, issued_at = NULL,
                    approved_digest = NULL, text = \("Text \(round)"), version = version + 1
                """)
            try db.execute(
                "UPDATE registry.violation SET status = 'alleged', act = 'allege', action_id = NULL, established_on = NULL"
            )
        }
    }
}

/// Numbers that look random and are the same for the same seed.
private struct Lottery {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
}

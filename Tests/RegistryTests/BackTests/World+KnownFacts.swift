import Policy
import Postgres
import Records
import Testing

@testable import Registry

extension World {
    /// What a back-test tells the pack `nl/town/j` 1 about an inspection; history by violation.
    func facts(_ inspection: String, knownOn: String = "9000-01-01") async throws -> Facts? {
        let town = PackComparison.Side.stored(id: "nl/town/j", version: "1")
        let comparison = PackComparison(
            pack: town, against: town, from: .sample("2026-01-01"), to: .sample("2026-12-31"))
        let asking = AskingPack(try await registry.prepare(comparison, [], policy).new)
        let history = KnownHistory(
            from: .sample("2026-01-01"), to: .sample("2026-12-31"), knownOn: .sample(knownOn),
            furtherFacts: asking.furtherFacts)
        let found = Locked<(pasts: OutletPasts, facts: [Facts])>((OutletPasts(), []))
        @Sendable func take(_ rows: [UInt8]?) throws {
            try found.withLock { found throws in
                var facts: [Facts] = []
                let keep = { (past: OutletPast) in
                    facts += past.inspections.map { inspection in
                        past.known(from: inspection).facts(
                            inspection.findings, on: inspection.day, inspection: inspection.reference,
                            answers: inspection.answers, for: asking)
                    }
                }
                if let rows { try found.pasts.read(rows, keep) } else { try found.pasts.finish(keep) }
                found.facts += facts
            }
        }
        let prologue = KnownHistory.settings + [registry.signer.statement(for: policy)]
        _ = try await registry.database.copyOut(prologue, history.copy(policy)) { rows in try take(rows) }
        try take(nil)
        return found.withLock { $0.facts }.first { $0.inspection == inspection }?.inOrder
    }

    /// What a recommendation that is computed again tells it, without what passed.
    func factsAskedAgain(_ inspection: String, in caseFile: String = "C-2026-0001") async throws -> Facts {
        let again = try await registry.recommendAgain(in: caseFile, inspection: inspection, Call(by: officer))
        let id = try #require(try again.json["id"]?.wholeNumber)
        let stored: String = try await test.admin.read { db in
            try db.one("SELECT facts FROM registry.recommendation WHERE id = \(id)")
        }
        var facts = try StableJSON.value(Facts.self, stored)
        facts.findings = facts.findings.filter { $0.result == "fail" }
        return facts.inOrder
    }
}

extension Facts {
    /// The order of the history carries no meaning.
    fileprivate var inOrder: Facts {
        var facts = self
        facts.history.sort { $0.id < $1.id }
        return facts
    }
}

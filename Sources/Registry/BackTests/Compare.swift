import Policy
import Postgres
import Records

extension Registry {
    /// Decides every inspection of the interval with a failed finding under both packs, on what was known on the day asked,
    /// and gives a line of JSON for each that changes, by outlet and day. The last line has the sums.
    ///
    /// The history is streamed, one outlet at a time, so that memory stays flat. Both packs judge every case, as if each had
    /// governed on all of its days.
    /// - Throws: `Refusal` for want of a role; what `consume` throws.
    package func compare(
        _ prepared: PreparedComparison, _ actor: Actor, _ consume: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        try Self.requireComparer(actor)
        let run = Locked(ComparisonRun(prepared))
        // PostgreSQL may come to a table late in the stream, and asks for the context then.
        let prologue = [signer.statement(for: actor, lifetime: 86_400)]
        try await refusing {
            _ = try await database.copyOut(prologue, prepared.history.copy(actor)) { rows in
                let lines = try run.withLock { run throws in try run.take(rows) }
                if !lines.isEmpty { try await consume(lines) }
            }
        }
        let last = try run.withLock { run throws in try run.finish() }
        try await consume(last)
    }
}

/// A comparison on its way through the history.
private struct ComparisonRun {
    private let prepared: PreparedComparison
    private var pasts = OutletPasts()
    private var test: BackTest

    init(_ prepared: PreparedComparison) {
        self.prepared = prepared
        test = BackTest(prepared.new, against: prepared.current)
    }

    /// Reads whole rows; gives the lines of the cases that change.
    mutating func take(_ rows: [UInt8]) throws -> [UInt8] {
        var (lines, test) = ([UInt8](), test)
        try pasts.read(rows) { past in Self.decide(past, &test, &lines) }
        self.test = test
        return lines
    }

    /// The lines of the last outlet, and the sums.
    mutating func finish() throws -> [UInt8] {
        var (lines, test) = ([UInt8](), test)
        try pasts.finish { past in Self.decide(past, &test, &lines) }
        let summary = ComparisonSummary(prepared: prepared, comparison: test.comparison)
        return lines + summary.json.bytes() + Array("\n".utf8)
    }

    private static func decide(_ past: OutletPast, _ test: inout BackTest, _ lines: inout [UInt8]) {
        for inspection in past.inspections {
            let facts = past.facts(of: inspection)
            guard test.decide(facts) else { continue }
            lines += ChangedCase(facts, inspection, test).json.bytes() + Array("\n".utf8)
        }
    }
}

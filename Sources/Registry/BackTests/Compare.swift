import Policy
import Postgres
import Records

extension Registry {
    /// Decides every inspection of the interval with a failed finding under both packs, on what was known on the day asked,
    /// and gives a line of JSON for each that changes, by outlet and day. The last line has the sums.
    ///
    /// The history is streamed, one outlet at a time, by two tasks with a connection each, so that two cores have work.
    /// Lines of the second half wait for the first, and when many wait, so does the second half: memory stays flat. Both
    /// packs judge every case, as if each had governed on all of its days.
    /// - Parameter mostWaiting: how many bytes of lines may wait.
    /// - Throws: `Refusal` for want of a role; what `consume` throws.
    package func compare(
        _ prepared: PreparedComparison, _ actor: Actor, mostWaiting: Int = 4 << 20,
        _ consume: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        try Self.requireComparer(actor)
        let (firstHasBegun, firstIsOver) = (OnceOpened(), OnceOpened())
        let waiting = Locked<[UInt8]>([])
        var sum = Comparison()
        try await refusing {
            try await withThrowingTaskGroup(of: Comparison.self) { group in
                group.addTask {
                    let found = try await decide(prepared.first, actor, begun: firstHasBegun.open, consume)
                    firstIsOver.open()
                    return found
                }
                group.addTask {
                    // Who waits for the first half must not have taken the last connection from it.
                    try await firstHasBegun.wait()
                    return try await decide(prepared.second, actor) { lines in
                        let count = waiting.withLock { waiting in
                            waiting += lines
                            return waiting.count
                        }
                        guard count >= mostWaiting else { return }
                        try await firstIsOver.wait()
                        try await consume(waiting.withLock(Self.emptied))
                    }
                }
                for try await half in group { sum.add(half) }
            }
        }
        let last = ComparisonSummary(prepared: prepared, comparison: sum).json.bytes() + Array("\n".utf8)
        try await consume(waiting.withLock(Self.emptied) + last)
    }

    private static func emptied(_ bytes: inout [UInt8]) -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// Decides one half; gives its sums.
    private func decide(
        _ half: PreparedComparison.Half, _ actor: Actor, begun: @Sendable () -> Void = {},
        _ consume: @Sendable ([UInt8]) async throws -> Void
    ) async throws -> Comparison {
        let run = Locked(ComparisonRun(half.new, against: half.current))
        // PostgreSQL may come to a table late in the stream, and asks for the context then.
        let prologue = KnownHistory.settings + [signer.statement(for: actor, lifetime: 86_400)]
        _ = try await database.copyOut(prologue, half.history.copy(actor), begun: begun) { rows in
            let lines = try run.withLock { run throws in
                var lines: [UInt8] = []
                try run.take(rows) {
                    lines += ChangedCase(inspection: $0, current: $1, new: $2, packs: half).line
                }
                return lines
            }
            if !lines.isEmpty { try await consume(lines) }
        }
        let last = try run.withLock { run throws in
            var lines: [UInt8] = []
            try run.finish { lines += ChangedCase(inspection: $0, current: $1, new: $2, packs: half).line }
            return (lines: lines, comparison: run.comparison)
        }
        if !last.lines.isEmpty { try await consume(last.lines) }
        return last.comparison
    }
}

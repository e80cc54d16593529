import Logging
import Policy
import PolicyPacks
import Postgres
import Registry

/// A back-test of many outlet histories, read from PostgreSQL by COPY and decided under two packs, on two cores.
///
/// The histories lie in a table of their own with the columns that `KnownHistory` selects, in the order of the outlets; what
/// reads them, makes facts and decides is the product's `ComparisonRun`. Each of two tasks has a half of the outlets.
struct BackTestRun {
    private let database: Database
    private let current: String
    private let new: String
    private let outlets: Int
    private let rounds: Int

    /// - Parameter arguments: connection, files of the current and of the new pack, number of outlets, rounds.
    init(arguments: [String]) throws {
        guard arguments.count == 5, let outlets = Int(arguments[3]), let rounds = Int(arguments[4]), outlets > 1 else {
            throw Usage()
        }
        let settings = DatabaseConfiguration(connectionString: arguments[0], poolSize: 2)
        database = Database(settings, logger: Logger(label: "benchmarks"))
        current = try String(contentsOfFile: arguments[1], encoding: .utf8)
        new = try String(contentsOfFile: arguments[2], encoding: .utf8)
        self.outlets = outlets
        self.rounds = rounds
    }

    struct Usage: Error, CustomStringConvertible {
        let description = "usage: back-test CONNECTION CURRENT NEW OUTLETS ROUNDS"
    }

    func run() async throws {
        let histories = RandomHistories(outlets: outlets)
        _ = try await database.query(RandomHistories.table) { $0.count }
        let began = now()
        let rows = try await database.copyIn([], RandomHistories.copy, histories)
        _ = try await database.query("VACUUM ANALYZE outlet_history") { $0.count }
        show("\(outlets) outlets, \(rows) rows, loaded in \(decimal(now() - began)) s")
        var (reading, whole): ([Double], [Double]) = ([], [])
        for _ in 0..<rounds {
            reading.append(try await seconds { try await read() })
            let isLast = whole.count == rounds - 1
            whole.append(try await seconds { try await decideAll(isLast: isLast) })
        }
        tell(reading, whole)
        await database.close()
    }

    private func tell(_ reading: [Double], _ whole: [Double]) {
        func range(_ all: [Double]) -> String { "(\(decimal(all.min() ?? 0))–\(decimal(all.max() ?? 0)))" }
        let (part, all) = (median(reading), median(whole))
        show("reading by COPY alone      \(decimal(part)) s \(range(reading))")
        show("reading, facts, two packs  \(decimal(all)) s \(range(whole))")
        show(
            "histories a second         \(Int(Double(outlets) / all)); reading alone takes \(Int(part / all * 100)) % of it"
        )
    }

    private func seconds(_ work: () async throws -> Void) async throws -> Double {
        let start = now()
        try await work()
        return now() - start
    }

    /// The bytes alone, thrown away.
    private func read() async throws {
        _ = try await halves { first, last in
            _ = try await database.copyOut([], RandomHistories.rows(first, last)) { _ in }
            return Comparison()
        }
    }

    private func decideAll(isLast: Bool) async throws {
        let sum = try await halves { first, last in
            // Packs of its own for each task, so that two cores don't count references to one.
            let run = Locked(
                ComparisonRun(
                    try PackLibrary.load(yaml: new, file: "new.yaml"),
                    against: try PackLibrary.load(yaml: current, file: "current.yaml")))
            _ = try await database.copyOut([], RandomHistories.rows(first, last)) { rows in
                try run.withLock { run throws in try run.take(rows) { _, _, _ in } }
            }
            return try run.withLock { run throws in
                try run.finish { _, _, _ in }
                return run.comparison
            }
        }
        guard sum.cases == outlets else { throw Missing(cases: sum.cases) }
        guard isLast else { return }
        let exact = sum[.exact]
        show("\(sum.cases) cases, \(sum.changed) change; days \(exact.current.days.least) → \(exact.new.days.least)")
    }

    struct Missing: Error {
        var cases: Int
    }

    private func halves(
        _ work: @escaping @Sendable (_ first: Int, _ last: Int) async throws -> Comparison
    ) async throws -> Comparison {
        let middle = outlets / 2
        async let one = work(1, middle)
        async let other = work(middle + 1, outlets)
        var sum = try await one
        sum.add(try await other)
        return sum
    }
}

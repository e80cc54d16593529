import Glibc
import Logging
import Postgres

/// The statement path beside `pgbench -M prepared`: the same SQL, the same server, the same minutes.
///
/// Each round runs both clients one after the other for each case; the table shows medians over the rounds, the ratio of
/// the medians, and the client's own CPU time per statement (which other work on the machine disturbs less).
struct StatementPath {
    let connection: String
    let pgbench: String
    let rounds: Int
    let seconds: Int
    let cases: [StatementCase]
    let clientCounts: [Int]

    init(arguments: [String]) throws {
        guard arguments.count >= 4, let rounds = Int(arguments[2]), let seconds = Int(arguments[3]) else {
            print("statement-path CONNECTION PGBENCH ROUNDS SECONDS [insert|select [CLIENTS]]")
            exit(2)
        }
        connection = arguments[0]
        pgbench = arguments[1]
        self.rounds = rounds
        self.seconds = seconds
        let wanted = arguments.dropFirst(4).first ?? ""
        cases = [StatementCase.insert, .select].filter { $0.name.hasPrefix(wanted) }
        clientCounts = arguments.dropFirst(5).first.flatMap { Int($0) }.map { [$0] } ?? [1, 8, 32]
    }

    func run() async throws {
        try await prepare()
        print(
            "medians of \(rounds) interleaved rounds of \(seconds) s; pgbench -M prepared -n -j 2 (one thread for 1 client)"
        )
        show("case               clients   pgbench/s      ours/s   ratio   pgbench us   ours us   ours p99 ms")
        for item in cases {
            for clients in clientCounts { show(try await row(item, clients: clients)) }
        }
    }

    private func prepare() async throws {
        let database = open(clients: 1)
        _ = try await database.query(.file("DROP TABLE IF EXISTS measured, keyed")) { $0.count }
        for statement in StatementCase.schema.split(separator: "\n") {
            _ = try await database.query(.file(String(statement))) { $0.count }
        }
        await database.close()
    }

    private func row(_ item: StatementCase, clients: Int) async throws -> String {
        var theirs: [Measurement] = []
        var ours: [Measurement] = []
        for _ in 0..<rounds {
            theirs.append(
                try PgbenchRun(pgbench: pgbench, connection: connection, script: item.script)
                    .measure(clients: clients, seconds: seconds))
            ours.append(try await measure(item, clients: clients))
        }
        let pgbenchRate = median(theirs.map(\.rate))
        let rate = median(ours.map(\.rate))
        return [
            padded(item.name, 18, left: true), padded("\(clients)", 7), padded("\(Int(pgbenchRate))", 11),
            padded("\(Int(rate))", 11), padded(decimal(rate / pgbenchRate), 7),
            padded(decimal(median(theirs.map(\.cpuMicroseconds))), 12),
            padded(decimal(median(ours.map(\.cpuMicroseconds))), 9), padded(decimal(median(ours.map(\.p99))), 13),
        ].joined(separator: " ")
    }

    private func open(clients: Int) -> Database {
        var configuration = DatabaseConfiguration(connectionString: connection, poolSize: clients)
        configuration.acquireTimeout = .seconds(60)
        return Database(configuration, logger: Logger(label: "benchmarks"))
    }

    /// `clients` tasks over as many connections; connecting and preparing come before the clock starts.
    private func measure(_ item: StatementCase, clients: Int) async throws -> Measurement {
        let database = open(clients: clients)
        let length = Double(seconds)
        _ = try await loops(item, database, clients: clients, seconds: 0.2)
        let cpu = cpuSeconds(.ownProcess)
        let begin = now()
        let latencies = try await loops(item, database, clients: clients, seconds: length)
        let elapsed = now() - begin
        let used = cpuSeconds(.ownProcess) - cpu
        await database.close()
        let sorted = latencies.sorted()
        return Measurement(
            rate: Double(sorted.count) / elapsed, cpuMicroseconds: used * 1e6 / Double(sorted.count),
            p99: Double(sorted[sorted.count * 99 / 100]) * 1e3)
    }

    /// The seconds each statement took.
    private func loops(
        _ item: StatementCase, _ database: Database, clients: Int, seconds: Double
    ) async throws -> [Float] {
        try await withThrowingTaskGroup(of: [Float].self) { group in
            let end = now() + seconds
            for client in 0..<clients {
                group.addTask {
                    var numbers = Numbers(seed: UInt64(client))
                    var latencies: [Float] = []
                    latencies.reserveCapacity(100_000)
                    var last = now()
                    while last < end {
                        try await item.once(database, &numbers)
                        let next = now()
                        latencies.append(Float(next - last))
                        last = next
                    }
                    return latencies
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }
}

import Policy
import Records
import TestSupport

@testable import Registry

/// One way to find out about another authority's rows with SQL of one's own.
struct Probe: Sendable {
    /// Who sends it.
    enum Sender: Sendable {
        /// An officer of the neighbouring authority.
        case neighbour
        /// Nobody: no context, or one that the SQL sets itself.
        case nobody
    }

    /// A name that stands in the other authority's rows alone.
    static let canary = "Zebrakanarie"

    let name: String
    let sender: Sender
    /// `{home}` is the other authority, `{own}` the neighbour's, `{claim}` a good context of the other authority's that has expired.
    let sql: String
    /// The same about something that isn't there. What comes back is compared: a difference tells that the other thing is.
    var twin: String?
    /// What takes down the wall that it runs into; empty where no naive schema has the hole.
    var wall = ""

    var isNaivelyLeaking: Bool { !wall.isEmpty }

    init(_ name: String, by sender: Sender = .neighbour, _ sql: String, twin: String? = nil, wall: String = "") {
        self.name = name
        self.sender = sender
        self.sql = sql
        self.twin = twin
        self.wall = wall
    }

    /// What came back, and whether it tells anything.
    func found(_ test: TestDatabase, _ world: World, _ neighbour: Town) async throws -> (leaks: Bool, text: String) {
        let said = try await answer(sql, test, world, neighbour)
        if let twin {
            let other = try await answer(twin, test, world, neighbour)
            let names = [Self.canary, "Zebrakonarie", world.outlet, "9999-999-Z"]
            let isTheSame =
                names.reduce(said) { $0.replacing($1, with: "X") }
                == names.reduce(other) { $0.replacing($1, with: "X") }
            return (!isTheSame, "\(said) beside \(other)")
        }
        return (said.contains(Self.canary) || said.contains("LEAK"), said)
    }

    private func answer(_ sql: String, _ test: TestDatabase, _ world: World, _ neighbour: Town) async throws -> String {
        let expired = ContextSigner(key: test.contextKey).claim(for: world.officer, lifetime: -60)
        let text = sql.replacing("{home}", with: "\(world.jurisdiction)").replacing(
            "{own}", with: "\(neighbour.ids.jurisdiction)"
        )
        .replacing("{claim}", with: expired).replacing("{outlet}", with: world.outlet)
        .replacing("{officer}", with: "\(neighbour.officer.person)").replacing("{canary}", with: Self.canary)
        let ending = try await test.psql(as: .service, context: sender == .neighbour ? neighbour.officer : nil, text)
        // psql repeats the statement below some errors.
        return ending.output
            + ending.errors.split(separator: "\n").filter { !$0.hasPrefix("LINE ") && !$0.hasPrefix(" ") }
            .joined(separator: "\n")
    }
}

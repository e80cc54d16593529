import Postgres

/// One statement that breaks one named rule (constraint) of one table, and nothing else.
struct RuleBreach: Sendable, CustomStringConvertible {
    /// Who sends it.
    enum Sender: Sendable {
        /// The service role, under the signed context of a person with every role.
        case service
        /// The service role, under a signed context that names a person who isn't there.
        case serviceSignedByNobody
        /// The superuser with the guards switched off: what is left is the rule itself. For what the guards or the missing
        /// grants keep the service role from.
        case ownerPastTheGuards
    }

    enum Statement: Sendable {
        /// A copy of a row, with these columns (SQL expressions) instead of its own.
        case copy([String: String])
        /// An UPDATE to the next version with this SET list.
        case change(String)
    }

    var rule: String
    var table: String
    var statement: Statement
    /// Which row is copied or changed.
    var row = "true"
    var sender = Sender.service
    /// "kind: message | hint" when the registry has words of its own for the rule.
    var told: String?

    var description: String { "\(table): \(rule)" }

    /// A copy of a row of the table with other values in some columns.
    static func copy(
        _ table: String, _ rule: String, _ values: [String: String] = [:], of row: String = "true",
        by sender: Sender = .service, told: String? = nil
    ) -> RuleBreach {
        RuleBreach(rule: rule, table: table, statement: .copy(values), row: row, sender: sender, told: told)
    }

    /// A change of a row of the table.
    static func change(
        _ table: String, _ rule: String, _ assignments: String, of row: String = "true", by sender: Sender = .service,
        told: String? = nil
    ) -> RuleBreach {
        RuleBreach(rule: rule, table: table, statement: .change(assignments), row: row, sender: sender, told: told)
    }

    /// What a user reads: the words of the registry, or the name of the rule as the sentence of last resort.
    /// - Parameter sqlstate: of the kind of rule.
    func words(for sqlstate: String) -> String {
        told
            ?? "\(sqlstate == "23514" ? "badInput" : "conflict"): A rule of the registry is not met: "
            + rule.split(separator: "_").joined(separator: " ")
            + ". | Change what was sent so that the rule holds."
    }
}

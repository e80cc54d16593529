import Policy
import Postgres
import Records

/// From where in time records are read.
package enum Standpoint: Sendable, Equatable {
    /// As they are.
    case now
    case past(Past)

    /// As they were.
    package struct Past: Sendable, Equatable {
        /// What was recorded later does not count.
        package var knownAt: Instant
        /// The day on which it held; nil is how it stood at `knownAt`.
        package var held: HeldDay?
    }

    /// A local day of the authority, with the first instant after it.
    package struct HeldDay: Sendable, Equatable {
        package var day: LocalDate
        package var end: Instant
    }

    /// The schema whose views show the records: the same texts in both (`sql/past`).
    var records: SQL {
        switch self {
        case .now: "registry"
        case .past: "past"
        }
    }

    /// What the views of the past read, for the transaction; nil for the records as they are.
    var settings: SQL? {
        guard case .past(let past) = self else { return nil }
        let known: SQL = "set_config('registry.known_at', \(past.knownAt.description), true)"
        guard let held = past.held else { return known }
        return """
            \(sql: known), set_config('registry.as_of', \(held.day.description), true),
                set_config('registry.as_of_end', \(held.end.description), true)
            """
    }
}

extension Refusal {
    /// That there is no such record, said of the moment that was asked.
    func told(from standpoint: Standpoint) -> Refusal {
        let present = "There is no "
        guard case .past(let past) = standpoint, kind == .notFound, message.hasPrefix(present) else { return self }
        let what = message.dropFirst(present.count).trimmingSuffix(".")
        let day = past.held.map { " on \($0.day)" } ?? ""
        var refusal = self
        refusal.message = "There was no \(what)\(day) by what had been recorded by \(past.knownAt)."
        refusal.hint = "Ask for a later day or moment, or of now; the list shows those that exist."
        return refusal
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ suffix: String) -> Substring {
        hasSuffix(suffix) ? dropLast(suffix.count) : self
    }
}

extension Answer {
    /// The same answer as one of the past: it says of which moment, and carries no version that a change could rest on.
    func told(from standpoint: Standpoint) -> Answer {
        guard case .past(let past) = standpoint else { return self }
        var members: [String: JSONValue] = ["knownAt": .string(past.knownAt.description)]
        if let held = past.held { members["asOf"] = .string(held.day.description) }
        var answer = self
        answer.etag = nil
        answer.body = body.dropLast() + Array(",\"past\":".utf8) + JSONValue.object(members).bytes() + Array("}".utf8)
        return answer
    }
}

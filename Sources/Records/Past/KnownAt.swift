import Policy

/// By when something had been recorded: a moment, or a whole day of the authority, which stands for its end.
package enum KnownAt: Sendable, Equatable {
    case moment(Instant)
    case day(LocalDate)
}

extension KnownAt: WrittenAsText {
    package init?(written text: String) {
        if let day = LocalDate(text) {
            self = .day(day)
        } else if let moment = Instant(text: text) {
            self = .moment(moment)
        } else {
            return nil
        }
    }

    package static var placeholder: KnownAt { .day(.distantPast) }
    package static var form: String { "a moment like 2026-11-20T21:40:00+01:00, or a day like 2026-11-20" }
    package static var problemCode: String { "not_a_moment" }

    package var doubt: String? {
        switch self {
        case .moment(let moment): moment.doubt
        case .day(let day): day.doubt
        }
    }
}

extension KnownAt: CustomStringConvertible {
    package var description: String {
        switch self {
        case .moment(let moment): moment.description
        case .day(let day): day.description
        }
    }
}

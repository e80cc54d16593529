/// What a record holds as it travels in an answer: its members, in their order, with what each of them is.
///
/// The one description of answers: the API document is made of these, a test holds every operation's real answer
/// against them, and another one the columns that `registryctl` shows.
package struct RecordShape: Sendable, Equatable {
    /// What the API document calls it: `outlet`, `outletInList`.
    package let name: String
    package let summary: String
    package let members: [Member]

    package init(_ name: String, _ summary: String, _ members: [Member]) {
        self.name = name
        self.summary = summary
        self.members = members
    }

    /// One member of an object.
    package struct Member: Sendable, Equatable {
        package let name: String
        package let kind: Kind
        /// False for what is null where there is nothing to say.
        package private(set) var isKnown = true
        /// False for what may be absent.
        package private(set) var isAlways = true

        init(_ name: String, _ kind: Kind) {
            self.name = name
            self.kind = kind
        }

        /// The same, or null.
        package var orNull: Member {
            var member = self
            member.isKnown = false
            return member
        }

        /// The same, null, or not there at all.
        package var orAbsent: Member {
            var member = orNull
            member.isAlways = false
            return member
        }
    }

    /// What a value is.
    package indirect enum Kind: Sendable, Equatable {
        case text, day, time, uuid, wholeNumber, number, truth
        case choice([String])
        case list(Kind)
        case object([Member])
        /// An object that holds more than these members.
        case open([Member])
    }

    /// The member at a path such as `licence.endsOn`; nil when there is none.
    package func member(_ path: String) -> Member? {
        var members = members
        var found: Member?
        for name in path.split(separator: ".") {
            found = members.first { $0.name == name }
            switch found?.kind {
            case .object(let inner), .open(let inner), .list(.object(let inner)): members = inner
            default: members = []
            }
        }
        return found
    }
}

extension RecordShape.Member {
    static func text(_ name: String) -> Self { Self(name, .text) }
    static func day(_ name: String) -> Self { Self(name, .day) }
    static func time(_ name: String) -> Self { Self(name, .time) }
    static func uuid(_ name: String) -> Self { Self(name, .uuid) }
    static func whole(_ name: String) -> Self { Self(name, .wholeNumber) }
    static func number(_ name: String) -> Self { Self(name, .number) }
    static func truth(_ name: String) -> Self { Self(name, .truth) }
    static func texts(_ name: String) -> Self { Self(name, .list(.text)) }
    static func choice(_ name: String, _ words: [String]) -> Self { Self(name, .choice(words)) }
    static func objects(_ name: String, _ members: [Self]) -> Self { Self(name, .list(.object(members))) }
    static func object(_ name: String, _ members: [Self]) -> Self { Self(name, .object(members)) }

    static func choice<Choice>(_ name: String, of type: Choice.Type) -> Self
    where Choice: CaseIterable & RawRepresentable, Choice.RawValue == String {
        choice(name, type.allCases.map(\.rawValue))
    }
}

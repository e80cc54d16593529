import Policy
import Records

/// What is said of a recommendation beside its explanation, in the language of the explanation.
struct RecommendationWords {
    let language: Policy.Language

    /// - Parameter language: as it was asked for; English, like the explanation, if it was not.
    init(_ language: registryctl.Language?) {
        self.language = language.flatMap { Policy.Language(rawValue: $0.rawValue) } ?? .english
    }

    func replaced(by newer: Int) -> String {
        switch language {
        case .english: "It no longer stands: recommendation \(newer) has replaced it."
        case .dutch: "Zij geldt niet meer: aanbeveling \(newer) is ervoor in de plaats gekomen."
        case .german: "Sie gilt nicht mehr: Empfehlung \(newer) ist an ihre Stelle getreten."
        }
    }

    var setAside: String {
        switch language {
        case .english: "It no longer stands: every violation that it rests on was set aside since."
        case .dutch: "Zij geldt niet meer: elke overtreding waarop zij rust is sindsdien ter zijde gesteld."
        case .german: "Sie gilt nicht mehr: Jeder Verstoß, auf dem sie beruht, wurde seitdem aufgehoben."
        }
    }

    /// What was done about it was taken back.
    func revoked(_ actions: [String]) -> String {
        let isOne = actions.count == 1
        return switch language {
        case .english: "\(actions.joined(separator: " and ")) \(isOne ? "was" : "were") revoked."
        case .dutch: "\(actions.joined(separator: " en ")) \(isOne ? "is" : "zijn") ingetrokken."
        case .german: "\(actions.joined(separator: " und ")) \(isOne ? "wurde" : "wurden") widerrufen."
        }
    }

    /// What has changed in the facts since it was made; the changes themselves are told in English.
    func outdated(_ changes: [String]) -> String {
        let list = changes.joined(separator: "; ")
        return switch language {
        case .english: "The facts changed since: \(list). Ask the rules again before anything is decided on it."
        case .dutch: "De feiten zijn sindsdien veranderd: \(list). Vraag de regels opnieuw, voordat erop wordt beslist."
        case .german:
            "Die Tatsachen haben sich seitdem geändert: \(list). Vor einer Entscheidung sind die Regeln neu zu fragen."
        }
    }

    /// The same of one that was followed and is not carried out yet.
    func outdatedSinceDecided(_ changes: [String]) -> String {
        let list = changes.joined(separator: "; ")
        return switch language {
        case .english: "The facts changed since: \(list). No action is issued on it as it is."
        case .dutch: "De feiten zijn sindsdien veranderd: \(list). Zo wordt er geen besluit op genomen."
        case .german: "Die Tatsachen haben sich seitdem geändert: \(list). So wird darauf nichts erlassen."
        }
    }

    var nothingToDecide: String {
        switch language {
        case .english: "There is nothing to decide here."
        case .dutch: "Hier valt niets te beslissen."
        case .german: "Hier ist nichts zu entscheiden."
        }
    }

    var personDecides: String {
        switch language {
        case .english: "The rules recommend; a person decides."
        case .dutch: "De regels bevelen aan; een mens beslist."
        case .german: "Die Regeln empfehlen; ein Mensch entscheidet."
        }
    }

    /// Who decided about it, on which day, and what.
    /// - Parameter isOpen: whether the rules left it to a person, so that nobody has departed from them.
    func decided(_ decision: JSONValue, isOpen: Bool, _ clock: LocalClock) -> String {
        let by = decision["by"]?.text ?? "?"
        let day = decision["at"]?.text.flatMap(Instant.init(text:)).map { Words.of(clock.parts(of: $0).day, language) }
        let kinds = (decision["measures"]?.items ?? []).compactMap(\.text)
        let measure = (kinds.isEmpty ? [decision["measure"]?.text ?? ""] : kinds).map(measure).joined(separator: and)
        let isFollowed = decision["choice"]?.text == DecisionChoice.follow.rawValue
        let reasons = decision["reasons"]?.text
        switch language {
        case .english:
            return "Decided on \(day ?? "?") by \(by): "
                + (isFollowed
                    ? "the recommendation is followed, \(measure)."
                    : isOpen ? "\(measure)." : "something else is done, \(measure).")
                + (reasons.map { " Reasons: \($0)" } ?? "")
        case .dutch:
            return "Beslist op \(day ?? "?") door \(by): "
                + (isFollowed
                    ? "de aanbeveling wordt gevolgd, \(measure)."
                    : isOpen ? "\(measure)." : "er wordt van afgeweken, \(measure).")
                + (reasons.map { " Redenen: \($0)" } ?? "")
        case .german:
            return "Entschieden am \(day ?? "?") von \(by): "
                + (isFollowed
                    ? "der Empfehlung wird gefolgt, \(measure)."
                    : isOpen ? "\(measure)." : "davon wird abgewichen, \(measure).")
                + (reasons.map { " Gründe: \($0)" } ?? "")
        }
    }

    private var and: String {
        switch language {
        case .english: " and "
        case .dutch: " en "
        case .german: " und "
        }
    }

    private func measure(_ word: String) -> String {
        if let kind = MeasureKind(rawValue: word) { return Words.of(kind, language) }
        guard word == DecidedMeasure.none.rawValue else { return word.spoken }
        return switch language {
        case .english: "no measure"
        case .dutch: "geen maatregel"
        case .german: "keine Maßnahme"
        }
    }
}

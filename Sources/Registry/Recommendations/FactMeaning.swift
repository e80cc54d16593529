import Policy
import Records

/// What a name can stand for when a person states a fact for one recommendation, and which values it takes.
enum FactMeaning: Equatable {
    /// What the pack takes under it.
    case ofPack(StatedMeaning)
    /// How many days a violation went on; the codes of the criteria that failed.
    case days([String])
    /// The person whom the violation is held against.
    case individual

    static let daysName = "days"
    static let individualName = "individual"
    static let mostDays = 3660

    /// A value as it is stored.
    struct Value {
        var text: String
        var number: Int?
    }

    var kind: StatedFactKind {
        switch self {
        case .ofPack(.figure): .figure
        case .ofPack(.attribute): .attribute
        case .ofPack(.offer): .offer
        case .days: .days
        case .individual: .individual
        }
    }

    /// The value that somebody wrote; nil for what is none.
    func value(of text: String) -> Value? {
        switch self {
        case .ofPack(.figure(let forms)): forms.lazy.compactMap { $0.value(of: text) }.first
        case .ofPack(.attribute(let words)): words.contains(text) ? Value(text: text) : nil
        case .ofPack(.offer): OfferAnswer.Answer(rawValue: text).map { Value(text: $0.rawValue) }
        case .days:
            FigureForm.number.value(of: text).flatMap { (1...Self.mostDays).contains($0.number ?? 0) ? $0 : nil }
        case .individual: text == StatedFacts.nobody ? Value(text: text) : Value(text: text.uppercased())
        }
    }

    /// What is expected, such as "a sum of money, such as EUR 1200 or EUR 1200.50".
    var expected: String {
        switch self {
        case .ofPack(.figure(let forms)): forms.map(\.expected).sorted().joined(separator: ", or ")
        case .ofPack(.attribute(let words)): words.joined(separator: ", ")
        case .ofPack(.offer): OfferAnswer.Answer.allCases.map(\.rawValue).joined(separator: ", ")
        case .days: "a whole number of days from 1 to \(Self.mostDays)"
        case .individual: "the reference of a party, such as P-2026-0001, or \(StatedFacts.nobody)"
        }
    }

    /// The words that it takes, where they are few.
    var words: [String] {
        switch self {
        case .ofPack(.attribute(let words)): words
        case .ofPack(.offer): OfferAnswer.Answer.allCases.map(\.rawValue)
        default: []
        }
    }
}

extension FigureForm {
    fileprivate var expected: String {
        switch self {
        case .number: "a whole number, such as 12"
        case .money(let currency): "a sum of money, such as \(currency) 1200 or \(currency) 1200.50"
        }
    }

    /// The number that was written in this form, at most a million millions; nil for another text.
    fileprivate func value(of text: String) -> FactMeaning.Value? {
        switch self {
        case .number:
            return Self.whole(text[...]).map { FactMeaning.Value(text: String($0), number: $0) }
        case .money(let currency):
            let parts = text.split(separator: " ")
            guard parts.count == 2, parts[0] == currency else { return nil }
            let sum = parts[1].split(separator: ".", omittingEmptySubsequences: false)
            guard (1...2).contains(sum.count), let whole = Self.whole(sum[0]) else { return nil }
            let cents = sum.count == 2 ? sum[1] : "00"
            guard cents.utf8.count == 2, let hundredths = Self.whole(cents) else { return nil }
            let tail = hundredths == 0 ? "" : ".\(cents)"
            return FactMeaning.Value(text: "\(currency) \(whole)\(tail)", number: whole * 100 + hundredths)
        }
    }

    private static func whole(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int(text).flatMap { $0 <= 1_000_000_000_000 ? $0 : nil }
    }
}

extension AskedRecommendation {
    /// What a name can stand for, in the order in which a value is tried.
    /// - Parameter isOfCriterion: a criterion was named, so that `days` are those of a violation before they are a figure of
    ///   that name.
    func meanings(of name: String, isOfCriterion: Bool = false) -> [FactMeaning] {
        let own = taken.filter { $0.name == name }.map { FactMeaning.ofPack($0.meaning) }
        switch name {
        case FactMeaning.daysName:
            let days = FactMeaning.days(questions.map(\.criterion))
            return isOfCriterion ? [days] + own : own + [days]
        case FactMeaning.individualName: return own + [.individual]
        default: return own
        }
    }

    /// The names that it takes, each once.
    var names: [String] {
        (taken.map(\.name) + [FactMeaning.daysName, FactMeaning.individualName]).eachOnce
    }

    /// What its pack takes from a person: not the type where the registry tells it.
    private var taken: [(name: String, meaning: StatedMeaning)] {
        stated.filter { $0.name != "type" || knownType == nil }
    }
}

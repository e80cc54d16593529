import Policy

/// What was imposed, read from the two texts that a register of penalties has: the type, which is what was proposed, and
/// the amount, which is what became of it.
struct ImposedSanction: Sendable, Equatable {
    /// nil where the words can't be read as a measure.
    var measure: MeasureKind?
    /// In whole units of the currency.
    var amount: Int?
    var currency: String?
    var days: Int?
    /// nil for rows that are no violations.
    var standing: Standing?

    init() {}

    /// - Parameter amount: a sum, `5 days`, `Cancellation of License`, `warnings`, `dismissed`…
    /// - Returns: what is remarkable about it, too.
    static func read(type: String?, amount: String?, currency: String) -> (ImposedSanction, [HistoryRemark]) {
        let words = (amount ?? "").lowercased().split(separator: " ").joined(separator: " ")
        var sanction = ImposedSanction()
        sanction.standing = .established
        if words.hasPrefix("dismiss") || words.hasPrefix("discontin") {
            sanction.standing = .setAside
            return (sanction, [.setAside])
        }
        guard !words.isEmpty, words != "0" else {
            sanction.standing = .alleged
            return (sanction, [.noSanction])
        }
        guard sanction.take(words, type: type, currency) else { return (sanction, [.unclearSanction]) }
        let proposed = type.flatMap(kind)
        return (sanction, proposed == nil || proposed == sanction.measure ? [] : [.settled])
    }

    /// The least sum that is read as a fine: smaller numbers may be days as well.
    private static let leastFine = 100

    private mutating func take(_ words: String, type: String?, _ currency: String) -> Bool {
        if words.hasPrefix("cancel") { measure = .withdrawal }
        if words.hasPrefix("warning") { measure = .warning }
        if words.hasSuffix(" days"), let number = Int(words.dropLast(5)), number > 0 {
            (measure, days) = (.suspension, number)
        }
        if let sum = Int(words), sum >= Self.leastFine, type?.lowercased().hasPrefix("destruction") != true {
            (measure, amount, self.currency) = (.fine, sum, currency)
        }
        return measure != nil
    }

    /// The measure that a type of penalty names; nil for "Escalation" and others that name none.
    private static func kind(_ type: String) -> MeasureKind? {
        switch type.lowercased() {
        case "fine": .fine
        case "suspension": .suspension
        case "cancellation of license": .withdrawal
        default: nil
        }
    }
}

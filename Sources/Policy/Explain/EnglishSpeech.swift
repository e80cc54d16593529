/// The words and phrases in English.
struct EnglishSpeech {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    func date(_ date: LocalDate) -> String {
        let (year, month, day) = date.civil
        return "\(day) \(Self.months[month - 1]) \(year)"
    }

    func length(_ length: Length) -> String {
        let unit = length.unit.rawValue
        return "\(length.value) " + (length.value == 1 ? String(unit.dropLast()) : unit)
    }

    var joints: Joints {
        Joints(and: "and", or: "or", to: "to", upTo: "at most", atLeast: "at least") { per in
            switch per {
            case .day: "for each day"
            case .week: "for each week"
            case .item: "for each item"
            case .violation: "for each violation"
            }
        }
    }

    func phrase(_ phrase: Phrase) -> String {
        var words = noun(phrase.kind)
        if let amount = phrase.amount {
            words += " of " + joints.words(amount) { $0.text(grouping: ",", fraction: ".") }
        }
        if let length = phrase.length { words += " for " + joints.words(length, self.length) }
        if let per = phrase.per { words += " " + joints.per(per) }
        return words
    }

    func noun(_ kind: MeasureKind) -> String {
        switch kind {
        case .conversation: "a conversation"
        case .warning: "a warning"
        case .penaltyOrder: "an order under penalty payment"
        case .enforcementOrder: "an enforcement order"
        case .fine: "a fine"
        case .closure: "closure"
        case .suspension: "suspension of the licence"
        case .withdrawal: "withdrawal of the licence"
        case .referral: "a referral"
        }
    }

    func earlier(_ count: Int) -> String {
        switch count {
        case 0: "no earlier violation counts"
        case 1: "1 earlier violation counts"
        default: "\(count) earlier violations count"
        }
    }

    func refusal(_ fact: RefusedFact) -> String {
        switch fact.reason {
        case .otherOutlet: "it was at another outlet"
        case .otherCriterion: "it was a violation of another criterion"
        case .otherProvision: "it was a violation of another provision"
        case .otherClass: "it was a violation of another class"
        case .otherGroup: "it was a violation of another group"
        case .otherLadder: "it was a violation with other steps"
        case .setAside: "it was set aside"
        case .inspectionVoided: "its inspection was voided"
        case .actionRevoked: "the action that established it was revoked"
        case .letGo: "its action was revoked, and it was decided that nothing follows from it"
        case .findingCorrected: "its finding was corrected"
        case .onlyAlleged: "it is only alleged, not established"
        case .thisInspection: "it was found in this inspection itself"
        case .sameInspection: "it belongs to an inspection that is already counted"
        case .laterThanThis: "it is later than this violation"
        case .outsideWindow: "it lies \(daysOutside(fact)) outside the period"
        case .noDecisionDate: "the day of its decision is not known"
        case .decidedLater: "it was decided only after this violation"
        case .sourceDoesNotSay: "the source does not say whether it counts"
        case .otherOperator: "it was under another operator"
        case .otherPerson: "it was another person's"
        case .onlyWarning: "it ended with no more than a warning"
        case .otherMeasure: "it did not lead to a measure of the kind that counts"
        case .operatorNotKnown: "it is not known who operated the outlet"
        case .personNotKnown: "it is not known whose it was"
        case .hourNotKnown: "it is of the same day, and it is not known which came first"
        case .measureNotKnown: "it is not known what it led to"
        case .rewardNotKnown: "it is open whether a shorter look-back is earned"
        }
    }

    func gap(_ subject: Gap.Subject) -> String {
        "A person decides: " + open(subject)
    }

    func open(_ subject: Gap.Subject) -> String {
        switch subject {
        case .step: "the source does not say which measure follows at this step."
        case .beyondLastStep: "the source does not say what follows after the last step."
        case .lookBack: "the source does not say how long an earlier violation counts."
        case .counting: "the source leaves open which earlier violations count, and here that matters."
        case .combination: "the source does not say how the measures for several criteria are combined."
        case .ladder: "these rules name no steps for this criterion."
        case .noIndividual: "the steps for this criterion are for a person, and the facts name none."
        case .otherOutletType: "the steps for this criterion are for outlets of another type."
        case .criterion: "these rules do not know this criterion."
        case .history: "a fact about an earlier violation is missing, and here that matters."
        case .fact: "a fact is missing that the rule needs."
        case .attribute: "these rules name no length or amount for an outlet like this."
        case .amount: "the source does not say how long or how much."
        case .continuing: "the source does not say what each further day of a violation makes of it."
        case .percentages: "the source does not say how several percentages go together."
        case .offer: "the source does not say what follows when the offer is declined."
        case .version: "the source does not say which version of the rules governs."
        case .reward: "the source does not say how many inspections a reward takes, and here that matters."
        }
    }

    /// "3 days", or "3 to 23 days" where the readings of the period part over it.
    private func daysOutside(_ fact: RefusedFact) -> String {
        let fewest = fact.days ?? 0
        if let most = fact.mostDays { return "\(fewest) to \(most) days" }
        return fewest == 1 ? "1 day" : "\(fewest) days"
    }
}

/// An earlier violation that does not count, and why.
package struct RefusedFact: Codable, Sendable, Equatable {
    package let id: String
    package let criterion: String
    package let day: LocalDate
    package let reference: String
    package let reason: Reason
    /// How many days outside the window; only for `outside_window`.
    package var days: Int?
    /// The most days, where the readings of the window part over them: `days` is the fewest then.
    package var mostDays: Int?
    /// The reasons of the other readings, where the readings that the source leaves open have none in common.
    package var others: [Reason]?
    /// What an alleged violation comes to once it is established, where the readings part over it.
    package var ifEstablished: IfEstablished?
    /// The reasons of the other counts, where several stand side by side and have others.
    package var besides: [Reason]?

    /// What it comes to.
    package enum IfEstablished: String, Codable, Sendable, CaseIterable {
        case counts
        /// Some readings count it, and others don't.
        case leftToAPerson = "left_to_a_person"
    }

    /// Why it does not count.
    package enum Reason: String, Codable, Sendable, CaseIterable {
        case otherOutlet = "other_outlet"
        case otherCriterion = "other_criterion"
        /// It is no repeat, as in the one before and the next three; formats before 4 told all as another criterion.
        case otherProvision = "other_provision"
        case otherClass = "other_class"
        case otherGroup = "other_group"
        case otherLadder = "other_ladder"
        case setAside = "set_aside"
        /// It was set aside, as in the next three.
        case inspectionVoided = "inspection_voided"
        case actionRevoked = "action_revoked"
        /// Its action was revoked, and it was decided that nothing follows.
        case letGo = "let_go"
        case findingCorrected = "finding_corrected"
        case onlyAlleged = "only_alleged"
        /// Found in the inspection that is being decided.
        case thisInspection = "this_inspection"
        /// Found in an earlier inspection that already counts for another violation.
        case sameInspection = "same_inspection"
        case laterThanThis = "later_than_this"
        case outsideWindow = "outside_window"
        case noDecisionDate = "no_decision_date"
        /// The decision about it came only after this violation.
        case decidedLater = "decided_later"
        /// Whether it counts depends on a point that the source leaves open.
        case sourceDoesNotSay = "source_does_not_say"
        case otherOperator = "other_operator"
        case otherPerson = "other_person"
        /// It ended with no more than a warning, and those don't count.
        case onlyWarning = "only_warning"
        /// It did not lead to a measure of the kind that counts.
        case otherMeasure = "other_measure"
        /// Whether it counts depends on a fact that is missing, as in the next three.
        case operatorNotKnown = "operator_not_known"
        case personNotKnown = "person_not_known"
        case measureNotKnown = "measure_not_known"
        /// It is of the same day, and which of the two came first is not known.
        case hourNotKnown = "hour_not_known"
        /// Whether it counts depends on a reward of which it is not known whether it is earned.
        case rewardNotKnown = "reward_not_known"
    }

    /// The same with one of its reasons alone.
    func because(_ reason: Reason) -> RefusedFact {
        RefusedFact(
            id: id, criterion: criterion, day: day, reference: reference, reason: reason, days: days, mostDays: mostDays
        )
    }

    /// Whether it is open whether it counts, so that a person says so where it matters.
    var isLeftToAPerson: Bool {
        switch reason {
        case .sourceDoesNotSay, .operatorNotKnown, .personNotKnown, .hourNotKnown, .measureNotKnown, .rewardNotKnown:
            true
        default: false
        }
    }

    /// The same as formats before 4 told it.
    var before4: RefusedFact {
        var fact = because(reason.before4)
        fact.others = others?.map(\.before4)
        fact.ifEstablished = ifEstablished
        return fact
    }

    /// The reason in one English phrase.
    package var text: String { EnglishSpeech().refusal(self) }
}

extension RefusedFact.Reason {
    /// The same as formats before 4 told it.
    var before4: RefusedFact.Reason {
        switch self {
        case .otherProvision, .otherClass, .otherGroup, .otherLadder: .otherCriterion
        default: self
        }
    }
}

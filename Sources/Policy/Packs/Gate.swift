/// A condition that must hold before a violation, or a step, counts.
package struct Gate: Sendable, Equatable {
    /// Name of the gate, such as `structural_pattern`.
    package let code: String
    package let name: Localized
    /// What has to be established, as a full sentence.
    package let requirement: Localized
    package let citation: Citation
    package let test: Test
    package let effect: Effect
    package let unanswered: Unanswered
    /// What follows where the gate does not hold; nil: the violation does not count, or its steps are not open.
    package let otherwise: Step.Outcome?
    /// Why that closes at a first minor breach, or is milder than what fewer violations lead to, in the pack's own words.
    package let otherwiseReason: Localized?
    /// The first step for which it must hold.
    package let fromStep: Int
    /// The English sentence that is the reason why a person decides, made once.
    package let reason: String

    /// What the gate's state comes from when nobody has answered it.
    package enum Test: Sendable, Equatable {
        /// Only a person can say.
        case person
        /// Enough incidents by enough reporters.
        case pattern(Pattern)
        /// Notice was given, and the term after it is over.
        case notice(term: Length?)
        /// No earlier established violation of any criterion lies in this period before the violation.
        case firstWithin(Length)
        /// The finding carries this evidence.
        case evidence
    }

    /// What it means that the gate holds.
    package enum Effect: String, Codable, Sendable, CaseIterable {
        /// The violation counts only if it holds.
        case mustHold = "must_hold"
        /// The violation does not count if it holds: a defence.
        case excuses
    }

    /// What is done while nobody has answered.
    package enum Unanswered: String, Codable, Sendable, CaseIterable {
        case personDecides = "person_decides"
        case holds
        case doesNotHold = "does_not_hold"
    }

    package init(
        code: String, name: Localized, requirement: Localized, citation: Citation, test: Test = .person,
        effect: Effect = .mustHold, unanswered: Unanswered = .personDecides, fromStep: Int = 1,
        otherwise: Step.Outcome? = nil, otherwiseReason: Localized? = nil
    ) {
        self.code = code
        self.name = name
        self.requirement = requirement
        self.citation = citation
        self.test = test
        self.effect = effect
        self.unanswered = unanswered
        self.fromStep = fromStep
        self.otherwise = otherwise
        self.otherwiseReason = otherwiseReason
        reason = "A person must confirm: " + requirement[.english]
    }
}

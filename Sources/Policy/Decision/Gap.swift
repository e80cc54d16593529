/// A point that the sources leave open, so that a person decides.
package struct Gap: Codable, Sendable, Equatable {
    package let about: Subject
    /// One English sentence.
    package let why: String
    /// What was read.
    package let source: String
    package let confidence: Confidence?
    /// The pack's own remark.
    package let note: Localized?

    /// What is open.
    package enum Subject: String, Codable, Sendable, CaseIterable {
        /// The measure of this step.
        case step
        /// What follows after the last step.
        case beyondLastStep = "beyond_last_step"
        /// How long an earlier violation counts.
        case lookBack = "look_back"
        /// What makes a violation a repeat, or from which day a window runs: the readings disagree.
        case counting
        /// How several lines are combined.
        case combination
        /// The pack has no ladder for the criterion.
        case ladder
        /// The pack's ladders for it are for individuals, and no person is named.
        case noIndividual = "no_individual"
        /// The pack's ladders for it are for outlets of other types.
        case otherOutletType = "other_outlet_type"
        /// The pack does not know the criterion.
        case criterion
        /// A fact about an earlier violation is missing: whose it was, or what it led to.
        case history
        /// A fact about the outlet or the violation is missing.
        case fact
        /// The pack names nothing for the type, or another attribute, that the facts state.
        case attribute
        /// How long or how much.
        case amount
        /// What the further days of a violation make of it.
        case continuing
        /// How several percentages go together.
        case percentages
        /// What follows when an offer is declined.
        case offer
        /// Which version of the rules governs.
        case version
        /// How many inspections a reward takes.
        case reward
    }

    package init(_ about: Subject, citation: Citation, note: Localized? = nil) {
        self.about = about
        why = about.sentence
        source = citation.text
        confidence = citation.confidence
        self.note = note
    }

    /// A fact that the rule needs is missing.
    init(lacking name: String, citation: Citation) {
        about = .fact
        why = about.sentence
        source = citation.text
        confidence = citation.confidence
        note = Localized([
            "en": "\(Self.lacks)\(name).", "nl": "De feiten vermelden niet: \(name).",
            "de": "Die Tatsachen nennen nicht: \(name).",
        ])
    }

    private static let lacks = "The facts do not state: "

    /// Name of the fact that is missing, where a person can state it; nil for any other gap.
    package var lackingFact: String? {
        guard about == .fact, let text = note?[.english], text.hasPrefix(Self.lacks) else { return nil }
        let name = String(text.dropFirst(Self.lacks.count).dropLast())
        return [Computation.prescribedDays, "length", "amount"].contains(name) ? nil : name
    }

    /// The pack has values by an attribute, and none for the one that the facts state.
    init(noValueFor value: String, _ attribute: String, citation: Citation) {
        about = .attribute
        why = about.sentence
        source = citation.text
        confidence = citation.confidence
        note = Localized([
            "en": "The facts state \(attribute) \(value), and the rules name others.",
            "nl": "De feiten vermelden \(attribute) \(value), en de regels noemen andere.",
            "de": "Die Tatsachen nennen \(attribute) \(value), und die Regeln nennen andere.",
        ])
    }

    /// A gap of the pack itself, where no source was read.
    init(_ about: Subject, pack: String) {
        self.about = about
        why = about.sentence
        source = pack
        confidence = nil
        note = nil
    }
}

extension Gap.Subject {
    /// Why a person decides, in English.
    package var sentence: String { EnglishSpeech().gap(self) }
}

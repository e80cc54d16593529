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
        /// The pack does not know the criterion.
        case criterion
    }

    package init(_ about: Subject, citation: Citation, note: Localized? = nil) {
        self.about = about
        why = about.sentence
        source = citation.text
        confidence = citation.confidence
        self.note = note
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

/// What has to be done before and with a measure of one kind. nil: the source does not say.
package struct Procedure: Codable, Sendable, Equatable {
    package let kind: MeasureKind
    /// Whether the intention is announced and the holder's view asked first.
    package let intention: Demand?
    /// On which ground that may be left out.
    package let urgentGround: Localized?
    package let terms: [Term]
    package let signedBy: Localized?
    /// Whether the document must argue that the measure is proportionate.
    package let proportionality: Demand?
    package let document: Document?
    package let source: String
    package let confidence: Confidence

    package enum Demand: String, Codable, Sendable, CaseIterable {
        case required
        case notRequired = "not_required"
    }

    package enum Document: String, Codable, Sendable, CaseIterable {
        /// A decision that is open to objection.
        case decision
        /// A notice that is not.
        case notice
    }

    /// A term of the procedure; without a length the source does not say how long.
    package struct Term: Codable, Sendable, Equatable {
        package let code: String
        package let length: Length?

        package init(code: String, length: Length?) {
            self.code = code
            self.length = length
        }
    }

    package init(
        kind: MeasureKind, intention: Demand?, urgentGround: Localized? = nil, terms: [Term] = [],
        signedBy: Localized? = nil, proportionality: Demand?, document: Document?, citation: Citation
    ) {
        self.kind = kind
        self.intention = intention
        self.urgentGround = urgentGround
        self.terms = terms
        self.signedBy = signedBy
        self.proportionality = proportionality
        self.document = document
        source = citation.text
        confidence = citation.confidence
    }
}

/// One condition of toleration or type of violation, such as J (no access for and no sale to minors).
package struct Criterion: Sendable, Equatable {
    package let code: String
    package let name: Localized
    /// The norm in plain words.
    package let norm: Localized
    package let citation: Citation
    /// Severity class; nil when the source has none.
    package let severity: String?
    /// Group of violations of the same or a similar nature; nil when the pack names none.
    package let group: String?
    /// The provision that is breached; without one, the criterion itself.
    package let provision: String
    /// Whether a failed finding must carry a measured value.
    package let needsMeasuredValue: Bool
    /// What can be measured; empty when the norm has no number.
    package let quantities: [Quantity]
    /// What must be in the file before it counts.
    package let evidence: [Gate]
    /// The English name (or the first there is), made once.
    package let plainName: String
    /// The norm and its limits, each with its source.
    package let notes: [SourceNote]

    package init(
        code: String, name: Localized, norm: Localized, citation: Citation, severity: String? = nil,
        group: String? = nil, provision: String? = nil, needsMeasuredValue: Bool = false, quantities: [Quantity] = [],
        evidence: [Gate] = []
    ) {
        self.code = code
        self.name = name
        self.norm = norm
        self.citation = citation
        self.severity = severity
        self.group = group
        self.provision = provision ?? code
        self.needsMeasuredValue = needsMeasuredValue
        self.quantities = quantities
        self.evidence = evidence
        plainName = name[.english]
        notes =
            [SourceNote(what: "norm", value: code, citation: citation)]
            + quantities.map { quantity in
                let limit = quantity.limit.value.map { plain($0) + " " + quantity.unit } ?? "unknown"
                return SourceNote(what: "limit", value: limit, citation: quantity.limit.citation)
            }
    }
}

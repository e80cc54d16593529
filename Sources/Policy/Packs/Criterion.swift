/// One condition of toleration, such as J (no access for and no sale to minors).
package struct Criterion: Sendable, Equatable {
    package let code: String
    package let name: Localized
    /// The norm in plain words.
    package let norm: Localized
    package let citation: Citation
    /// Whether a failed finding must carry a measured value.
    package let needsMeasuredValue: Bool
    /// What can be measured; empty when the norm has no number.
    package let quantities: [Quantity]

    package init(
        code: String, name: Localized, norm: Localized, citation: Citation, needsMeasuredValue: Bool = false,
        quantities: [Quantity] = []
    ) {
        self.code = code
        self.name = name
        self.norm = norm
        self.citation = citation
        self.needsMeasuredValue = needsMeasuredValue
        self.quantities = quantities
        plainName = name[.english]
        notes =
            [SourceNote(what: "norm", value: code, citation: citation)]
            + quantities.map { quantity in
                let limit = quantity.limit.value.map { plain($0) + " " + quantity.unit } ?? "unknown"
                return SourceNote(what: "limit", value: limit, citation: quantity.limit.citation)
            }
    }

    /// The English name (or the first there is), made once.
    package let plainName: String
    /// The norm and its limits, each with its source.
    package let notes: [SourceNote]
}

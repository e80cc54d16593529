/// A measure in parts, for the phrase of a language.
struct Phrase {
    let kind: MeasureKind
    let length: Extent<Length>?
    let amount: Extent<Amount>?
    let per: Per?

    init(kind: MeasureKind, length: Extent<Length>?, amount: Extent<Amount>?, per: Per?) {
        self.kind = kind
        self.length = length
        self.amount = amount
        self.per = per
    }

    init(_ measure: Measure) {
        kind = measure.kind
        length = measure.lengthRange ?? measure.length.map { Extent(least: $0, most: $0) }
        amount = measure.amountRange ?? measure.amount.map { Extent(least: $0, most: $0) }
        per = measure.per
    }
}

/// The small words that join numbers and measures in one language.
struct Joints {
    let and: String
    let or: String
    /// Between the two ends of a range.
    let to: String
    let upTo: String
    let atLeast: String
    let per: (Per) -> String
}

extension Joints {
    /// A value, or the range in which it lies.
    func words<Value>(_ extent: Extent<Value>, _ word: (Value) -> String) -> String {
        switch (extent.least, extent.most) {
        case (let least?, let most?) where least == most: word(least)
        case (let least?, let most?): word(least) + " " + to + " " + word(most)
        case (nil, let most?): upTo + " " + word(most)
        case (let least?, nil): atLeast + " " + word(least)
        case (nil, nil): ""
        }
    }
}

extension Joints {
    /// How an amount is worked out, such as `2 × "retail value", at most EUR 500`.
    func words(_ rule: AmountRule, grouping: String, fraction: String) -> String {
        func money(_ minorUnits: Int) -> String {
            Amount(minorUnits: minorUnits, currency: rule.currency ?? "").text(grouping: grouping, fraction: fraction)
        }
        let base = "\"" + String(rule.base.map { $0 == "_" ? " " : $0 }) + "\""
        let factor = Double(rule.thousandths) / 1000
        let times = rule.isRate ? money(rule.thousandths / 1000) : plain(factor, fraction: fraction.first ?? ".")
        var words = !rule.isRate && rule.thousandths == 1000 ? base : "\(times) × \(base)"
        if rule.plus > 0 { words += " + " + money(rule.plus) }
        if rule.plus < 0 { words += " − " + money(-rule.plus) }
        if let least = rule.atLeast { words += ", \(atLeast) " + money(least) }
        if let most = rule.atMost { words += ", \(upTo) " + money(most) }
        return words
    }
}

extension Speech {
    /// The options with "and" and "or".
    func phrase(_ options: [MeasureOption], _ language: Language) -> String {
        // A comma keeps "a and b, or c" apart from "a, and b or c".
        let comma = options.count > 1 && options.contains { $0.measures.count > 1 } ? "," : ""
        return options.map { option in
            option.measures.map { phrase($0, language) }.joined(separator: " " + joints.and + " ")
        }.joined(separator: comma + " " + joints.or + " ")
    }

    func phrase(_ measure: Measure, _ language: Language) -> String {
        measure.wording?[language] ?? phrase(Phrase(measure))
    }
}

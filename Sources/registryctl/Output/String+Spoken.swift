extension String {
    /// A word of the registry as people say it: `penalty_order` reads "penalty order".
    var spoken: String { String(map { $0 == "_" ? " " : $0 }) }

    /// The kind of a measure in a sentence: `none` reads "no measure".
    var spokenMeasure: String { self == "none" ? "no measure" : spoken }
}

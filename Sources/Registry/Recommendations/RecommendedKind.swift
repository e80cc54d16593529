import Policy
import Records

extension Decision {
    /// Kind of the recommended measure, `none` where the rules say that nothing follows; nil when a person decides or chooses.
    ///
    /// What the rules say is a recommendation also when it is nothing: an officer follows it, or departs from it with reasons.
    var recommendedKind: String? {
        guard !personDecides else { return nil }
        if let measure { return measure.kind.rawValue }
        return options.isEmpty ? DecidedMeasure.none.rawValue : nil
    }

    /// Whether there is nothing to follow: a person decides, or chooses between measures.
    var isLeftToAPerson: Bool { recommendedKind == nil }
}

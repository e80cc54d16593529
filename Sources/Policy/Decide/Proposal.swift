/// What follows from one landing: nothing, one or more options, or a person's decision.
struct Proposal {
    var criterion: String
    var step: Int?
    var options: [MeasureOption] = []
    var chooser = Sanction.Chooser.authority
    /// Why a person decides.
    var gap: Gap?
    /// The English sentence why a person decides.
    var reason: String?

    /// The gate that a person must answer first.
    var openGate: String?

    var personDecides: Bool { reason != nil }
    var isActive: Bool { personDecides || !options.isEmpty }
    /// The measure, where it is one alone.
    var measure: Measure? { options.single }

    mutating func wait(for gate: Gate) {
        (options, openGate, reason) = ([], gate.code, gate.reason)
    }

    mutating func leave(to gap: Gap) {
        (options, self.gap, reason) = ([], gap, gap.why)
    }
}

extension [MeasureOption] {
    /// The one measure of one option; nil when there are more, or none.
    var single: Measure? { count == 1 && self[0].measures.count == 1 ? self[0].measures[0] : nil }
}

import Records

/// The sentences about a signal.
enum SignalWords {
    /// Told once with every list of signals.
    static let caution =
        "A signal is a reason to look, never a finding: nothing follows from it by itself. Where many are tested, 1 in 20 of "
        + "those raised is raised by chance. That nobody is raised shows little where the power is small."

    static func told(_ signal: Signal, _ kind: SignalKind) -> String {
        let raised = signal.isRaised ? "raised" : "not raised"
        return
            "\(kind.observation(signal)) By chance alone that or more extreme happens \(chance(signal.p)); with all who were "
            + "tested taken into account q is \(threeDigits(signal.q)): \(raised)."
    }

    static func power(_ signal: Signal, _ kind: SignalKind) -> String {
        let parts = signal.power.map { "who \(kind.deed($0.share)) it raises \(percent($0.power))" }
        let weak =
            !signal.isRaised && signal.power.contains { $0.power < 0.8 }
            ? " Not raised is no proof that nothing is wrong." : ""
        return "Of 100 with as many cases \(parts.joined(separator: ", of 100 "))." + weak
    }

    static func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }

    static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// A probability as people say it.
    static func chance(_ p: Double) -> String {
        if p >= 0.1 { return "\(percent(p)) times in 100" }
        if p < 0.000_001 { return "less than once in a million times" }
        return "once in \(grouped(twoDigits(1 / p))) times"
    }

    /// To three decimals; below that it is said to be below.
    static func threeDigits(_ value: Double) -> String {
        let thousandths = Int((value * 1000).rounded())
        if thousandths == 0 { return "below 0.001" }
        let digits = "\(thousandths % 1000)"
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }

    private static func twoDigits(_ value: Double) -> Int {
        var unit = 1
        while value / Double(unit) >= 100 { unit *= 10 }
        return Int((value / Double(unit)).rounded()) * unit
    }

    private static func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return digits.enumerated().map { place, digit in
            place > 0 && (digits.count - place) % 3 == 0 ? ",\(digit)" : "\(digit)"
        }
        .joined()
    }
}

extension Pack {
    /// The forms in which its steps take each figure that the facts supply; the days that a step prescribes are none.
    package var figures: [String: Set<FigureForm>] {
        var figures: [String: Set<FigureForm>] = [:]
        for prescription in ladders.flatMap(\.outcomes).flatMap({ $0.sanction?.prescriptions ?? [] }) {
            for one in prescription.length?.computations ?? [] { figures[one.base, default: []].insert(.number) }
            for one in prescription.amount?.computations ?? [] {
                figures[one.base, default: []].insert(one.isRate ? .number : .money(one.currency ?? ""))
            }
        }
        figures[Computation.prescribedDays] = nil
        return figures
    }
}

/// How a figure is written.
package enum FigureForm: Sendable, Hashable {
    /// As a whole number: of days, of items.
    case number
    /// As a sum of money in one currency.
    case money(String)
}

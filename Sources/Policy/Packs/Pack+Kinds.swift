extension Pack {
    /// The kinds of measure that its rules lead to, each with the place where it stands, in the order of the ladders.
    package var placedKinds: [(kind: MeasureKind, place: [String])] {
        ladders.flatMap { ladder -> [(kind: MeasureKind, place: [String])] in
            let place = ["ladders", ladder.id]
            let steps = ladder.steps.enumerated().map { ($1.outcome, place + ["steps", "\($0 + 1)"]) }
            let conduct = ladder.skips.compactMap { skip in
                if case .outcome(let outcome) = skip.target { (outcome, place + ["skips", skip.conduct]) } else { nil }
            }
            let gates = ladder.gates.compactMap { gate in
                gate.otherwise.map { ($0, place + ["gates", gate.code, "otherwise"]) }
            }
            return (steps + conduct + gates).flatMap { outcome, place in
                (outcome.sanction?.kinds ?? []).map { (kind: $0, place: place) }
            }
        }
    }
}

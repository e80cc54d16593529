/// What would change this line: a further violation, the end of the window, an earlier violation set aside.
func outlook(_ line: Line, _ ladder: Ladder, _ day: LocalDate) -> [Outlook] {
    guard !line.gates.contains(where: { $0.state == .denied }) else { return [] }
    guard let step = line.step else {
        return ladder.lookBack == nil ? [Outlook(.windowUnknown)] : []
    }
    let next = ladder.landing(after: step)
    var outlook = [further(next, line, ladder, day)]
    outlook.append(again(ladder, day))
    if !line.counted.isEmpty {
        let first = ladder.landing(after: 0)
        outlook.append(Outlook(.ifSetAside, step: first.step, measure: first.measure))
    }
    return outlook
}

private func further(_ next: Landing, _ line: Line, _ ladder: Ladder, _ day: LocalDate) -> Outlook {
    Outlook(
        .furtherViolation, step: next.step, measure: next.measure,
        day: ladder.lookBack.map { $0.firstChange(line.counted, day) })
}

private func again(_ ladder: Ladder, _ day: LocalDate) -> Outlook {
    guard let lookBack = ladder.lookBack else { return Outlook(.windowUnknown) }
    guard !lookBack.anchors.contains(.earlierDecision) else { return Outlook(.firstAgain, length: lookBack.length) }
    return Outlook(.firstAgain, day: lookBack.anchors.map { lookBack.expiry(from: day, anchor: $0) }.max())
}

extension LookBack {
    /// The first day on which any reading may drop one of the violations that count now, this one included.
    ///
    /// The decision about this violation is on its day or later, so counting from its day is never too long.
    fileprivate func firstChange(_ counted: [CountedFact], _ day: LocalDate) -> LocalDate {
        let own = anchors.map { expiry(from: day, anchor: $0) }.min() ?? day
        guard expiries != [.wholeLadder] else { return own }
        return counted.reduce(own) { min($0, $1.mayExpire ?? own) }
    }
}

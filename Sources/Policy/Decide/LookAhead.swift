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
    guard let lookBack = ladder.lookBack else {
        return Outlook(.furtherViolation, step: next.step, measure: next.measure)
    }
    guard var before = lookBack.ownExpiry(day) else {
        return Outlook(.furtherViolation, step: next.step, measure: next.measure, length: lookBack.length)
    }
    if lookBack.expiries != [.wholeLadder] {
        for fact in line.counted { before = min(before, fact.expires ?? before) }
    }
    return Outlook(.furtherViolation, step: next.step, measure: next.measure, day: before)
}

private func again(_ ladder: Ladder, _ day: LocalDate) -> Outlook {
    guard let lookBack = ladder.lookBack else { return Outlook(.windowUnknown) }
    guard let expiry = lookBack.ownExpiry(day) else { return Outlook(.firstAgain, length: lookBack.length) }
    return Outlook(.firstAgain, day: expiry)
}

extension LookBack {
    /// First day on which a violation of `day` no longer counts; nil while its decision, and so the day, is open.
    fileprivate func ownExpiry(_ day: LocalDate) -> LocalDate? {
        guard !anchors.contains(.earlierDecision) else { return nil }
        return anchors.map { expiry(from: day, anchor: $0) }.max()
    }
}

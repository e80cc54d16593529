import Policy

/// Random facts, crowded around the edges of a window, around 29 February and around the day itself.
enum RandomFacts {
    static func facts(_ length: Length, rich: Bool, _ draw: inout Draw) -> Facts {
        let today = day(draw.one(["2024-02-29", "2023-03-01", "2025-02-28", "2024-08-31"]))
            .adding(days: draw.one([0, 0, 1, draw.from(-400, 400)]))
        var history = (0..<draw.below(8)).map { violation($0, length, today, &draw) }
        if draw.once(in: 4), let first = history.first { history.append(twin(of: first, &draw)) }
        let failed = draw.one([["J"], ["J"], ["K"], ["L"], ["M"], ["J", "L"]])
        var facts = Facts(
            day: today, outlet: "o1", findings: failed.map { finding($0, &draw) }, history: history,
            inspection: draw.once(in: 2) ? "i3" : nil, operator: draw.once(in: 6) ? nil : "p1",
            individual: draw.once(in: 3) ? "ann" : nil,
            attributes: draw.once(in: 6) ? nil : ["type": draw.one(["retail", "farm"])],
            running: draw.once(in: 4) ? [draw.one([.suspension, .fine])] : nil)
        // Two months back and on both sides of that, and the day itself, which is never before it.
        if !draw.once(in: 4) {
            facts.inspections = (0..<draw.below(4)).map { _ in
                today.adding(days: -draw.one([0, 1, 20, 59, 60, 61, 62, 63]))
            }
        }
        for code in ["worse", "better"] where draw.once(in: 2) { confirm(code, &facts, &draw) }
        if rich { enrich(&facts, &draw) }
        return facts
    }

    private static func finding(_ code: String, _ draw: inout Draw) -> ObservedFinding {
        ObservedFinding(
            criterion: code, result: "fail", conduct: draw.once(in: 5) ? ["knowingly"] : nil,
            days: draw.once(in: 5) ? draw.from(1, 3) : nil)
    }

    private static func violation(
        _ index: Int, _ length: Length, _ today: LocalDate, _ draw: inout Draw
    ) -> PastViolation {
        let edge = today.subtracting(length).adding(days: draw.from(-2, 2))
        let day = draw.one([edge, edge, today.adding(days: draw.from(-3, 1)), today.adding(days: -draw.below(700))])
        let decided = day.adding(days: draw.one([0, draw.below(60)]))
        return PastViolation(
            id: "v\(index)", criterion: draw.one(["J", "J", "K", "L", "M", "X"]), day: day,
            standing: draw.one([.established, .established, .established, .alleged, .setAside]),
            outlet: draw.once(in: 6) ? "o2" : "o1", decidedOn: draw.once(in: 10) ? nil : decided,
            reference: "i\(draw.below(6))", operator: draw.one(["p1", "p1", "p1", "p1", "p1", "p2", "p2", nil]),
            individual: draw.one(["ann", "ann", "ann", "ben", "ben", nil]),
            measure: draw.one([.warning, .fine, .fine, .fine, .closure, .closure, .conversation, nil]),
            severity: draw.one([nil, nil, "low", "middle", "high"]),
            sameDay: day == today ? draw.one([.before, .after, nil]) : nil)
    }

    /// Another violation of the same inspection.
    private static func twin(of first: PastViolation, _ draw: inout Draw) -> PastViolation {
        var twin = first
        twin.id = "twin"
        twin.criterion = draw.one(RandomWorld.codes)
        return twin
    }

    private static func confirm(_ code: String, _ facts: inout Facts, _ draw: inout Draw) {
        for finding in facts.findings {
            facts.confirmations.append(
                Confirmation(gate: code, criterion: finding.criterion, holds: !draw.once(in: 4)))
        }
    }

    private static func enrich(_ facts: inout Facts, _ draw: inout Draw) {
        for code in ["gate", "waiver", "photo", "half"] where draw.once(in: 2) { confirm(code, &facts, &draw) }
        if draw.once(in: 3) { facts.findings[0].conduct = ["hiding"] }
        if draw.once(in: 2) { facts.attributes?["tier"] = "1" }
        if draw.once(in: 2) { facts.figures = ["licence_fee": draw.from(1, 90) * 100] }
        facts.findings.append(ObservedFinding(criterion: "Z", result: draw.one(["pass", "not_checked", "fail"])))
        if draw.once(in: 2) {
            facts.incidents = (0..<draw.below(5)).map { index in
                Incident(
                    id: "\(index)", day: facts.day.adding(days: -draw.below(90)), reporters: [draw.one(["a", "b"])],
                    metres: draw.one([50, 100, 101, nil]), attribution: draw.one([.confirmed, .confirmed, .proposed]))
            }
        }
        if draw.once(in: 2) { facts.notices = [Notice(criterion: "J", day: facts.day.adding(days: -draw.below(60)))] }
        if draw.once(in: 2) { facts.offers = [OfferAnswer(offer: "talk", answer: draw.one([.accepted, .declined]))] }
    }
}

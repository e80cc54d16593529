import Policy

/// Checks what a decision tells of the days ahead by really doing what it speaks of, and deciding again.
package struct Promises {
    private let facts: Facts
    private let pack: Pack
    /// What is known to govern later on.
    private let later: [ComingRules]
    private let format: Int
    private let today: LocalDate
    /// How many were checked, and those that did not come true.
    package private(set) var checked = 0
    package private(set) var broken: [String] = []

    /// - Parameters:
    ///   - coming: the rules that judge a further violation, where other ones judge this one.
    ///   - later: what is known to govern later on.
    package init(
        of facts: Facts, under pack: Pack, coming: Pack? = nil, later: [ComingRules] = [], today: LocalDate? = nil,
        format: Int = Decision.format
    ) {
        self.facts = facts
        self.pack = coming ?? pack
        self.later = later
        self.format = format
        // Whatever was decided by now says how late it is.
        let decided = facts.history.filter { $0.reference != facts.inspection ?? "this" }.compactMap(\.decidedOn).max()
        self.today = max(
            facts.day, today ?? facts.decidedOn ?? facts.day, format < 5 ? facts.day : decided ?? facts.day)
    }

    package mutating func check(_ decision: Decision) {
        for line in decision.lines {
            for outlook in line.outlook { check(outlook, line) }
        }
    }

    private mutating func check(_ outlook: Outlook, _ line: Line) {
        switch outlook.code {
        case .furtherViolation, .laterViolation, .whileSuspended:
            if outlook.result == .noRules {
                checked += 1
                if outlook.from.map({ rules(on: $0) == nil }) != true { fail(outlook, line, facts.day, "rules govern") }
                return
            }
            guard outlook.result != .otherRules, outlook.result != .depends, outlook.result != .dependsOnInspections,
                outlook.personDecides != true
            else { return }
            for (day, decided) in days(of: outlook) {
                for others in [false, true] {
                    for severity in Set([nil, line.severity?.code]) {
                        let one = further(on: day, decided, outlook, line, others, severity)
                        for kind in kinds(line) {
                            for visits in visits {
                                check(outlook, line, on: day, one.with(measure: kind).inspected(visits))
                            }
                        }
                    }
                }
            }
        case .ifSetAside: check(outlook, line, on: facts.day, setAside(line))
        case .firstAgain: checkAgain(outlook, line)
        case .windowUnknown, .ifConfirmed, .ifConduct: return
        }
    }

    /// The rules that judge what is found on a day; nil where none govern.
    private func rules(on day: LocalDate) -> Pack? {
        let governing = later.last { $0.from <= day }.map(\.pack) ?? pack
        return governing?.validThrough.map { $0 < day } == true ? nil : governing
    }

    // MARK: The facts that it speaks of

    private var own: String { facts.inspection ?? "this" }
    private var earlier: [PastViolation] { facts.history.filter { $0.reference != own } }
    private var first: LocalDate { max(today, earlier.map(\.day).max() ?? today).adding(days: 1) }

    /// How often somebody may look before a further violation, where a reward takes that: never, once, or often.
    private var visits: [Int] { pack.rules.rewards.isEmpty ? [0] : [0, 1, 9] }

    /// The first and the last day that it is told of, and the days on which this violation may have been decided then.
    private func days(of outlook: Outlook) -> [(day: LocalDate, decided: LocalDate)] {
        let known = format < 5 ? first : facts.day.adding(days: 1)
        let start = outlook.from ?? (outlook.afterDecision == true ? max(known, today.adding(days: 1)) : known)
        if let length = outlook.length {
            let decided = [today, today.adding(days: 40)]
            return decided.flatMap { decided in
                [start, decided.adding(length).adding(days: -1)].filter {
                    $0 >= decided && $0 >= start && $0 < outlook.day ?? .distantFuture
                }
                .map { ($0, decided) }
            }
        }
        let end = outlook.day?.adding(days: -1) ?? start.adding(days: 5_000)
        let middle = start.adding(days: start.days(until: max(start, end)) / 2)
        let changes = later.flatMap { [$0.from.adding(days: -1), $0.from] }.filter { $0 <= end }
        return ([start, middle, end] + changes).filter { $0 >= start }.flatMap { [($0, today), ($0, $0)] }
    }

    /// What this violation may lead to, for one who counts by that.
    private func kinds(_ line: Line) -> [MeasureKind] {
        if let gate = line.openGate, line.gates.last?.gate == gate, line.gates.last?.isCondition == true {
            // What there is to choose does not depend on who may choose.
            var answered = facts
            answered.confirmations.append(Confirmation(gate: gate, criterion: line.criterion, holds: true))
            return self.line(answered, line).map(kinds) ?? []
        }
        let confirmed = line.outlook.first { $0.code == .ifConfirmed }
        if let measure = line.measure ?? confirmed?.measure { return [measure.kind] }
        let options = line.options.isEmpty ? confirmed?.options ?? [] : line.options
        let kinds = options.filter { $0.measures.count == 1 }.map { $0.measures[0].kind }
        // Of a fine whose figure is missing it is known that it is one.
        if line.unknown?.about == .fact { return [.fine] }
        return kinds.isEmpty && options.isEmpty ? [.warning, .closure] : kinds
    }

    private func further(
        on day: LocalDate, _ decided: LocalDate, _ outlook: Outlook, _ line: Line, _ others: Bool, _ severity: String?
    ) -> Facts {
        let failed = Set(facts.findings.filter { $0.result == "fail" }.map(\.criterion)).sorted()
        let these = (others ? failed : [line.criterion]).map { code in
            PastViolation(
                id: "this \(code)", criterion: code, day: facts.day, standing: .established, outlet: facts.outlet,
                decidedOn: decided, reference: own, operator: facts.operator, individual: facts.individual,
                measure: line.measure?.kind, severity: code == line.criterion ? severity : nil)
        }
        return Facts(
            day: day, outlet: facts.outlet, findings: [ObservedFinding(criterion: line.criterion, result: "fail")],
            history: earlier + these, inspection: "the further one", operator: facts.operator,
            individual: facts.individual, attributes: facts.attributes,
            running: outlook.code == .whileSuspended
                ? [
                    (line.options.flatMap(\.measures) + [line.measure].compactMap(\.self)).map(\.kind)
                        .first { $0 == .closure || $0 == .suspension } ?? .suspension
                ] : nil)
    }

    private func setAside(_ line: Line) -> Facts {
        let counted = Set(line.counted.map(\.id) + (line.severity?.rises ?? []).flatMap(\.counted).map(\.id))
        var without = facts
        without.history = without.history.map { fact in
            var fact = fact
            if counted.contains(fact.id) { fact.standing = .setAside }
            return fact
        }
        return without
    }

    // MARK: Deciding on them

    private mutating func check(_ outlook: Outlook, _ line: Line, on day: LocalDate, _ plain: Facts) {
        checked += 1
        var facts = plain
        let needs = outlook.needs ?? []
        if !needs.isEmpty, let now = self.line(facts, line), now.openGate == nil, !now.isDenied {
            fail(outlook, line, day, "a person has nothing to answer")
        }
        for need in needs {
            facts.confirmations.removeAll { $0.gate == need.gate && $0.criterion == line.criterion }
            facts.confirmations.append(Confirmation(gate: need.gate, criterion: line.criterion, holds: need.holds))
        }
        var base: [String: Int] = [:]
        for rule in outlook.amounts ?? [] { base[rule.base] = 4_200 }
        if !base.isEmpty { facts.figures = base }
        guard rules(on: facts.day) != nil else { return fail(outlook, line, day, "no rules govern") }
        guard var now = self.line(facts, line) else { return fail(outlook, line, day, "there is no line") }
        if let gate = now.openGate, !needs.contains(where: { $0.gate == gate }), now.gates.last?.gate == gate {
            // What the choice waits for.
            facts.confirmations.append(Confirmation(gate: gate, criterion: line.criterion, holds: true))
            now = self.line(facts, line) ?? now
        }
        if !isTrue(outlook, now) { fail(outlook, line, day, "it is \(now.told)") }
    }

    private func line(_ facts: Facts, _ line: Line) -> Line? {
        // Format 3 decides the same but for rewards, and tells less.
        guard let pack = rules(on: facts.day) else { return nil }
        let format = pack.rules.rewards.isEmpty ? 3 : Decision.format
        let lines = decide(facts, under: pack, format: format).lines.filter { $0.criterion == line.criterion }
        let alike = lines.filter { $0.subject == line.subject || $0.subject == nil }
        if pack.reference == self.pack.reference, let own = lines.first(where: { $0.ladder == line.ladder }) {
            return own
        }
        // Other rules: the ladder that is for the same, whatever it is called; else the only one for the same subject.
        let same = lines.filter { isForTheSame($0, pack, line) }
        if same.count == 1 { return same[0] }
        return same.first { $0.ladder == line.ladder } ?? (alike.count == 1 ? alike[0] : nil)
    }

    private func isForTheSame(_ other: Line, _ rules: Pack, _ line: Line) -> Bool {
        guard let one = self.pack.rules.ladders.first(where: { $0.id == line.ladder }),
            let another = rules.rules.ladders.first(where: { $0.id == other.ladder })
        else { return false }
        return another.isCounterpart(of: one)
    }

    private func isTrue(_ outlook: Outlook, _ now: Line) -> Bool {
        if outlook.gap != nil || (outlook.result == nil && outlook.measure == nil && outlook.options == nil) {
            let isSame = outlook.gap == nil || outlook.gap?.about == now.unknown?.about
            return now.personDecides && now.openGate == nil && isSame
        }
        if now.personDecides { return false }
        // With a figure an offer may stand instead of the amount that is worked out from it.
        if now.measure == outlook.measure, now.options == outlook.options ?? [] { return true }
        guard let rule = outlook.amounts?.first else { return false }
        let kinds = [now.measure].compactMap(\.self) + now.options.flatMap(\.measures)
        return kinds.contains { measure in
            let amount = (4_200 * rule.thousandths + 500) / 1000 + rule.plus
            return measure.amount?.minorUnits == max(rule.atLeast ?? 0, min(amount, rule.atMost ?? .max))
        }
    }

    /// With and without this violation, and what may have come in between, a further one leads to the same.
    private mutating func checkAgain(_ outlook: Outlook, _ line: Line) {
        let days =
            if let day = outlook.day { [(today, day)] } else if let length = outlook.length {
                [(today.adding(days: 30), today.adding(days: 30).adding(length).adding(days: 1))]
            } else { [(LocalDate, LocalDate)]() }
        for (decided, day) in days where day >= first {
            var between: [PastViolation] = []
            if outlook.unlessFound != true, outlook.result != nil || format >= 4 {
                between = [3, 2].map { part in
                    let on = facts.day.adding(days: facts.day.days(until: day) / part)
                    return PastViolation(
                        id: "between \(part)", criterion: line.criterion, day: on, standing: .established,
                        outlet: facts.outlet, decidedOn: on, reference: "between \(part)", operator: facts.operator,
                        individual: facts.individual, measure: line.measure?.kind)
                }
            }
            var with = further(on: day, decided, outlook, line, false, nil)
            with.history += between
            var without = with
            without.history.removeAll { $0.id.hasPrefix("this ") }
            for visits in visits {
                checked += 1
                let one = self.line(with.inspected(visits), line)
                let other = self.line(without.inspected(visits), line)
                if one?.told != other?.told {
                    fail(
                        outlook, line, day, "with it \(one?.told ?? "nothing"), without it \(other?.told ?? "nothing")")
                }
            }
        }
    }

    private mutating func fail(_ outlook: Outlook, _ line: Line, _ day: LocalDate, _ why: String) {
        let told = outlook.options.map { "\($0.map { $0.measures.map(\.text) })" } ?? outlook.measure?.text ?? "none"
        broken.append(
            "\(pack.id) \(line.criterion) \(line.ladder ?? "") on \(facts.day): \(outlook.code.rawValue) told of \(day) "
                + "\(told) \(outlook.gap?.about.rawValue ?? ""): \(why)")
    }
}

extension Facts {
    /// The same where this violation led to a measure of that kind.
    fileprivate func with(measure kind: MeasureKind) -> Facts {
        var facts = self
        for index in facts.history.indices where facts.history[index].id.hasPrefix("this ") {
            facts.history[index].measure = kind
        }
        return facts
    }
}

extension Line {
    fileprivate var told: String {
        "\(measure?.text ?? "") \(options.map { $0.measures.map(\.text) }) \(unknown?.about.rawValue ?? "") "
            + "\(openGate ?? "") \(step ?? 0)"
    }

    /// Whether a gate keeps it from counting.
    fileprivate var isDenied: Bool { !personDecides && measure == nil && options.isEmpty }
}

extension Facts {
    /// With so many inspections the day before.
    fileprivate func inspected(_ times: Int) -> Facts {
        var facts = self
        facts.inspections = Array(repeating: day.adding(days: -1), count: times)
        return facts
    }
}

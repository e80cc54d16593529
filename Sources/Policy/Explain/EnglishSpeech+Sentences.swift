/// The sentences in English.
extension EnglishSpeech: Speech {
    func rules(title: String, version: String, day: LocalDate) -> String {
        "These are the rules \"\(title)\", version \(version), for what was found on \(date(day))."
    }

    var nothingFailed: String { "No measure is recommended: nothing was found that counts as a violation." }

    func recommendation(_ measure: String) -> String { "The rules recommend: \(measure)." }

    func mustConfirm(_ requirement: String) -> String { "A person must confirm: " + requirement }

    func criterion(_ code: String, _ name: String) -> String { "Criterion \(code) (\(name)) was not met." }

    func measured(_ measured: MeasuredValue, _ name: String) -> String {
        let found = "Measured: \(plain(measured.value)) \(unit(measured.unit)) (\(name))"
        guard let limit = measured.limit else { return found + ". The source does not state the limit." }
        return found + "; the limit is \(measured.bound.words) \(plain(limit)) \(unit(measured.unit))."
    }

    private func unit(_ unit: String) -> String { String(unit.prefix { $0 != "_" }) }

    func step(_ step: Int, of steps: Int, known: Int?, counted: Int, _ measure: String?) -> String {
        guard step > 0 else { return "No step is reached yet, because \(earlier(counted))." }
        let place = known.map { self.place(step, known: $0) } ?? place(step, of: steps)
        guard let measure else { return "This is \(place), because \(earlier(counted))." }
        return "This is \(place), because \(earlier(counted)). That step is: \(measure)."
    }

    private func place(_ step: Int, of steps: Int) -> String {
        guard step <= steps else { return steps == 1 ? "past the only step" : "past the last of \(steps) steps" }
        return "step \(step) of \(steps)"
    }

    private func place(_ step: Int, known: Int) -> String {
        switch known {
        case 0: "step \(step), and no step is known"
        case 1: step > 1 ? "step \(step), after the only one that is known" : "step 1, the only one that is known"
        case ..<step: "step \(step), after the \(known) that are known"
        default: "step \(step) of the \(known) that are known"
        }
    }

    func movedStep(_ step: Int, of steps: Int, from: Int, counted: Int, _ measure: String?) -> String {
        let count = "By the count alone it would be step \(from), because \(earlier(counted))."
        return measure.map { count + " What follows here is: \($0)." } ?? count
    }

    func window(_ window: WindowTrace) -> String {
        let count = window.count.map { "Count \"\($0)\": " } ?? ""
        let violation = count.isEmpty ? "An earlier violation" : "an earlier violation"
        guard window.length != LookBack.unlimited else { return "\(count)\(violation) counts however old it is." }
        let start =
            window.anchors.map {
                switch $0 {
                case .thisViolation: "back from the day of this violation"
                case .earlierFinding: "from the day it was found"
                case .earlierDecision: "from the day it was decided"
                case .anyPeriod: "in any period of that length"
                }
            }.joined(separator: " or ")
        if window.isChain == true {
            return "\(count)\(violation) counts for \(length(window.length)), \(start), and one that counts may keep "
                + "alive what came before it: without such a chain, here from \(date(window.from)) up to this violation "
                + "on \(date(window.until))."
        }
        return "\(count)\(violation) counts for \(length(window.length)), \(start): "
            + "here from \(date(window.from)) up to this violation on \(date(window.until))."
    }

    func counted(_ fact: CountedFact) -> String {
        let place = fact.outlet.map { " at outlet \($0)" } ?? ""
        return "The violation of \(fact.criterion) on \(date(fact.day)) (\(fact.reference)\(place)) counts"
            + (fact.counts.map { ": " + $0.map { "\"\($0)\"" }.joined(separator: ", ") } ?? "") + "."
    }

    func notCounted(_ fact: RefusedFact) -> String {
        let verb =
            fact.isLeftToAPerson
            ? "is left to a person"
            : fact.reason == .thisInspection ? "does not count as an earlier one" : "does not count"
        let violation = "The violation of \(fact.criterion) on \(date(fact.day)) (\(fact.reference)) \(verb)"
        let besides = (fact.besides ?? []).map { "; by another count, because \(refusal(fact.because($0)))" }.joined()
        guard let others = fact.others else { return violation + ", because \(refusal(fact))\(besides)." }
        let more = others.map { ", under another because \(refusal(fact.because($0)))" }.joined()
        return violation + ": under one reading because \(refusal(fact))\(more)\(besides)."
    }

    func established(_ established: RefusedFact.IfEstablished) -> String {
        switch established {
        case .counts: "If it is established, it counts."
        case .leftToAPerson: "If it is established, it is left to a person whether it counts."
        }
    }

    func alternative(_ count: Int, step: Int, _ measure: String?, rewarded: Bool?) -> String {
        let earned = rewarded.map { $0 ? "the reward is earned and " : "the reward is not earned and " } ?? ""
        return
            "If \(earned)\(earlier(count)), step \(step) applies: \(measure ?? "the source does not say which measure")."
    }

    func outlook(_ outlook: Outlook, of criterion: String, _ measure: String?) -> String? {
        let result = result(outlook, measure)
        switch outlook.code {
        case .furtherViolation:
            return rules(outlook, criterion) ?? further(outlook, criterion, measure, result)
        case .laterViolation:
            return rules(outlook, criterion) ?? outlook.from.map { later($0, outlook, result) }
        case .whileSuspended:
            guard outlook.result != .depends, outlook.result != .dependsOnInspections else { return nil }
            let days = when(outlook)
            return "One that is found\(days)\(days.isEmpty ? "" : ",") while a closure or suspension runs leads to "
                + "\(result)."
        case .firstAgain:
            let unless = outlook.unlessFound == true ? ", if nothing else is found before" : ""
            if let day = outlook.day {
                return "From \(date(day)) on, this violation no longer counts against the outlet\(unless)."
            }
            return outlook.length.map {
                "This violation stops counting \(length($0)) after the decision about it\(unless); "
                    + "the rules were asked before that was taken, so no day is named."
            }
        case .windowUnknown:
            return "The source does not say how long this violation will count."
        case .ifConfirmed:
            let denies = outlook.needs?.contains { !$0.holds } == true
            let condition = denies ? "answers so that the violation counts" : "confirms what the rules ask"
            guard outlook.result != nil || outlook.step != nil else { return nil }
            let follows = outlook.step.map { "step \($0) applies" } ?? "this follows"
            return "If a person \(condition), \(follows): \(result)."
        case .ifSetAside:
            return "If the counted violations are set aside, the outcome is \(result)."
        case .ifConduct:
            return outlook.conduct.map {
                "No such conduct was stated: \($0.name[.english]) (\($0.code)). If it was part of this violation, it leads to \(result)."
            }
        }
    }

    /// Such as " from 1 May 2026 on and before 1 June 2026".
    private func when(_ outlook: Outlook) -> String {
        let decided = outlook.afterDecision == true && outlook.length == nil
        let parts = [
            decided ? "found after the decision about this one" : nil,
            outlook.from.map { "from \(date($0)) on" },
            outlook.length.map { "within \(length($0)) after the decision about this one" },
            outlook.day.map { "before \(date($0))" },
        ].compactMap(\.self)
        return parts.isEmpty ? "" : " " + parts.joined(separator: " and ")
    }

    private func further(_ outlook: Outlook, _ criterion: String, _ measure: String?, _ result: String) -> String {
        let isWhile =
            outlook.result == nil && outlook.personDecides != true && outlook.day == nil && outlook.length == nil
        let when = isWhile ? " while this one counts" : when(outlook)
        switch outlook.result {
        case .dependsOnInspections:
            return
                "What a further violation of \(criterion)\(when) leads to depends on how often the outlet is inspected "
                + "before."
        case .depends:
            return "What a further violation of \(criterion)\(when) leads to depends on what is decided about this one."
        default: break
        }
        let licensed = outlook.ifLicensed == true ? " and if the outlet is licensed again" : ""
        let further = "Once this violation is established\(licensed), a further violation of \(criterion)\(when)"
        let leads = outlook.version.map { " leads, under version \($0) of the rules," } ?? " leads"
        guard outlook.personDecides == true else { return "\(further)\(leads) to \(result)." }
        return further
            + " leads to a decision by a person, because the source does not say how long this one counts"
            + (measure.map { "; if it counts, to \($0)." } ?? ".")
    }

    /// What is told of days on which no rules govern, or others of which nothing can be told.
    private func rules(_ outlook: Outlook, _ criterion: String) -> String? {
        guard let from = outlook.from else { return nil }
        let end = outlook.day.map { " and before \(date($0))" } ?? ""
        switch outlook.result {
        case .noRules:
            return
                "From \(date(from)) on\(end) no rules govern, as far as is known now: what was told before holds no longer."
        case .otherRules:
            return
                "From \(date(from)) on\(end) version \(outlook.version ?? "") of the rules governs, and what a further "
                + "violation of \(criterion) leads to under it can't be told ahead."
        default: return nil
        }
    }

    private func result(_ outlook: Outlook, _ measure: String?) -> String {
        if let gap = outlook.gap { return "a decision by a person, because \(open(gap.about).dropLast())" }
        return measure ?? (outlook.result == .nothing ? "no measure" : "a decision by a person")
    }

    private func later(_ from: LocalDate, _ outlook: Outlook, _ result: String) -> String {
        let end = outlook.day.map { " and before \(date($0))" } ?? ""
        let version = outlook.version.map { ", under version \($0) of the rules," } ?? ""
        if outlook.result == .depends {
            return
                "From \(date(from)) on\(end), what it leads to\(version) depends on what is decided about this one, and when."
        }
        if outlook.result == .dependsOnInspections {
            return
                "From \(date(from)) on\(end), what it leads to\(version) depends, if nothing else is found before, on how often the "
                + "outlet is inspected until then."
        }
        let period = outlook.day == from.adding(days: 1) ? "On \(date(from))" : "From \(date(from)) on\(end)"
        let leads = version.isEmpty ? " it leads," : "\(version) it leads,"
        return "\(period)\(leads) if nothing else is found before, to \(result)."
    }

    func needs(_ requirements: String, holds: Bool, isForIt: Bool) -> String {
        "That is so if a person \(holds ? "confirms" : "denies")\(isForIt ? " for it" : ""): \(requirements)"
    }

    func amount(_ rule: AmountRule) -> String { "The amount is \(joints.words(rule, grouping: ",", fraction: "."))." }

    func reason(_ gap: Gap) -> String? { [.fact, .attribute].contains(gap.about) ? gap.note?[.english] : nil }

    func doubtful(_ first: LocalDate, _ last: LocalDate) -> String {
        let days = first == last ? "On \(date(first)) itself" : "From \(date(first)) to \(date(last)), both included,"
        return "\(days) the source leaves open whether this violation still counts."
    }

    func doubtful(_ first: LocalDate, untilAfterDecision length: Length) -> String {
        "From \(date(first)) until \(self.length(length)) after the decision about this violation "
            + "the source leaves open whether it still counts."
    }

    func fewer(_ day: LocalDate) -> String {
        "From \(date(day)) on, an earlier violation that counts now may be too old, and less may follow."
    }

    func source(_ text: String, _ confidence: Confidence) -> String {
        switch confidence {
        case .seen: "Source: \(text). The text itself was seen."
        case .seenInPart: "Source: \(text). The text was seen in part."
        case .secondary: "Source: \(text). This is known only at second hand: check it before relying on it."
        case .machineSummary: "Source: \(text). Only a machine-made summary was seen: check it before relying on it."
        case .recalled: "Source: \(text). This was recalled from memory: check it before relying on it."
        }
    }

    func combined(_ rule: Combined.Rule, _ criterion: String) -> String? {
        switch rule {
        case .none, .oneLine: nil
        case .sameMeasure: "Every criterion that was not met leads to the same measure, so it is taken once."
        case .heaviestAbsorbs: "Of several measures the heaviest is taken: the one for criterion \(criterion)."
        case .cumulated: "Every measure is taken."
        case .concurrent: "Every measure is taken; closures and suspensions run at the same time."
        case .consecutive: "Every measure is taken; closures and suspensions run one after the other."
        case .personDecides: "Several criteria were not met, and a person decides what follows from them together."
        }
    }

    func notChecked(_ codes: String) -> String {
        "Criteria that were not checked, and so are not known to be met: \(codes)."
    }
}

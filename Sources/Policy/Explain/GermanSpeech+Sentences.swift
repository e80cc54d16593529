/// The sentences in German.
extension GermanSpeech: Speech {
    func rules(title: String, version: String, day: LocalDate) -> String {
        "Dies sind die Regeln \"\(title)\", Version \(version), für den Befund vom \(date(day))."
    }

    var nothingFailed: String { "Keine Maßnahme wird empfohlen: Es gibt keinen Befund, der als Verstoß zählt." }

    func recommendation(_ measure: String) -> String { "Die Regeln empfehlen: \(measure)." }

    func mustConfirm(_ requirement: String) -> String { "Ein Mensch muss bestätigen: " + requirement }

    func criterion(_ code: String, _ name: String) -> String { "Kriterium \(code) (\(name)) war nicht erfüllt." }

    func measured(_ measured: MeasuredValue, _ name: String) -> String {
        let found = "Gemessen: \(number(measured.value)) \(unit(measured.unit)) (\(name))"
        guard let limit = measured.limit else { return found + ". Die Quelle nennt keine Grenze." }
        let bound =
            switch measured.bound {
            case .atMost: "höchstens"
            case .atLeast: "mindestens"
            case .ceiling: "nie mehr als"
            }
        return found + "; die Grenze ist \(bound) \(number(limit)) \(unit(measured.unit))."
    }

    private func number(_ value: Double) -> String { plain(value, fraction: ",") }

    private func unit(_ unit: String) -> String { unit == "years" ? "Jahre" : String(unit.prefix { $0 != "_" }) }

    func step(_ step: Int, of steps: Int, known: Int?, counted: Int, _ measure: String?) -> String {
        guard step > 0 else { return "Noch ist keine Stufe erreicht, denn \(earlier(counted))." }
        let place = known.map { self.place(step, known: $0) } ?? place(step, of: steps)
        let reason = "Das ist \(place), denn \(earlier(counted))."
        return measure.map { reason + " Diese Stufe heißt: \($0)." } ?? reason
    }

    private func place(_ step: Int, of steps: Int) -> String {
        guard step <= steps else {
            return steps == 1 ? "jenseits der einzigen Stufe" : "jenseits der letzten von \(steps) Stufen"
        }
        return "Stufe \(step) von \(steps)"
    }

    private func place(_ step: Int, known: Int) -> String {
        switch known {
        case 0: "Stufe \(step), und keine Stufe ist bekannt"
        case 1: step > 1 ? "Stufe \(step), nach der einzigen bekannten" : "Stufe 1, die einzige bekannte"
        case ..<step: "Stufe \(step), nach den \(known) bekannten"
        default: "Stufe \(step) der \(known) bekannten Stufen"
        }
    }

    func movedStep(_ step: Int, of steps: Int, from: Int, counted: Int, _ measure: String?) -> String {
        let count = "Allein nach der Zahl wäre es Stufe \(from), denn \(earlier(counted))."
        return measure.map { count + " Hier folgt: \($0)." } ?? count
    }

    func window(_ window: WindowTrace) -> String {
        let count = window.count.map { "Zählung \"\($0)\": " } ?? ""
        let violation = count.isEmpty ? "Ein früherer Verstoß" : "ein früherer Verstoß"
        guard window.length != LookBack.unlimited else { return "\(count)\(violation) zählt, wie alt er auch ist." }
        let start =
            window.anchors.map {
                switch $0 {
                case .thisViolation: "zurück vom Tag dieses Verstoßes"
                case .earlierFinding: "ab dem Tag des Befunds"
                case .earlierDecision: "ab dem Tag der Entscheidung"
                case .anyPeriod: "in jedem Zeitraum dieser Länge"
                }
            }.joined(separator: " oder ")
        if window.isChain == true {
            return "\(count)\(violation) zählt \(length(window.length)) lang, \(start), und einer, der zählt, kann "
                + "erhalten, was vor ihm kam: ohne eine solche Kette hier vom \(date(window.from)) bis zu diesem Verstoß "
                + "am \(date(window.until))."
        }
        return "\(count)\(violation) zählt \(length(window.length)) lang, \(start): "
            + "hier vom \(date(window.from)) bis zu diesem Verstoß am \(date(window.until))."
    }

    func counted(_ fact: CountedFact) -> String {
        let place = fact.outlet.map { " in Verkaufsstelle \($0)" } ?? ""
        return "Der Verstoß gegen \(fact.criterion) vom \(date(fact.day)) (\(fact.reference)\(place)) zählt"
            + (fact.counts.map { ": " + $0.map { "\"\($0)\"" }.joined(separator: ", ") } ?? "") + "."
    }

    func notCounted(_ fact: RefusedFact) -> String {
        let verb =
            fact.isLeftToAPerson
            ? "bleibt einem Menschen überlassen"
            : fact.reason == .thisInspection ? "zählt nicht als früherer" : "zählt nicht"
        let violation = "Der Verstoß gegen \(fact.criterion) vom \(date(fact.day)) (\(fact.reference)) \(verb)"
        let besides = (fact.besides ?? []).map { "; nach einer anderen Zählung: \(refusal(fact.because($0)))" }.joined()
        guard let others = fact.others else { return violation + ": \(refusal(fact))\(besides)." }
        let more = others.map { "; in einer anderen: \(refusal(fact.because($0)))" }.joined()
        return violation + ". In der einen Lesart: \(refusal(fact))\(more)\(besides)."
    }

    func established(_ established: RefusedFact.IfEstablished) -> String {
        switch established {
        case .counts: "Wird er festgestellt, zählt er."
        case .leftToAPerson: "Wird er festgestellt, bleibt einem Menschen überlassen, ob er zählt."
        }
    }

    func alternative(_ count: Int, step: Int, _ measure: String?, rewarded: Bool?) -> String {
        let earned = rewarded.map {
            $0 ? "die Vergünstigung ist verdient und " : "die Vergünstigung ist nicht verdient und "
        }
        return "Falls gilt: \(earned ?? "")\(earlier(count)), dann folgt Stufe \(step): "
            + "\(measure ?? "die Quelle sagt nicht, welche Maßnahme")."
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
            return
                "Wird er\(when(outlook)) festgestellt, während eine Schließung oder Aussetzung läuft, folgt: \(result)."
        case .firstAgain:
            let unless = outlook.unlessFound == true ? ", wenn vorher nichts anderes festgestellt wird" : ""
            if let day = outlook.day { return "Ab dem \(date(day)) zählt dieser Verstoß nicht mehr\(unless)." }
            return outlook.length.map {
                "Dieser Verstoß zählt \(length($0)) nach der Entscheidung über ihn nicht mehr\(unless); "
                    + "die Regeln wurden gefragt, bevor sie getroffen war, daher steht hier kein Tag."
            }
        case .windowUnknown:
            return "Die Quelle sagt nicht, wie lange dieser Verstoß zählen wird."
        case .ifConfirmed:
            let denies = outlook.needs?.contains { !$0.holds } == true
            let condition =
                denies
                ? "Antwortet ein Mensch so, dass der Verstoß zählt"
                : "Bestätigt ein Mensch, was die Regeln verlangen"
            guard outlook.result != nil || outlook.step != nil else { return nil }
            return "\(condition), folgt" + (outlook.step.map { " Stufe \($0)" } ?? "") + ": \(result)."
        case .ifSetAside:
            return "Werden die gezählten Verstöße aufgehoben, ist das Ergebnis: \(result)."
        case .ifConduct:
            return outlook.conduct.map {
                "Dieses Verhalten wurde nicht angegeben: \($0.name[.german]) (\($0.code)). Gehörte es zu diesem Verstoß, folgt: \(result)."
            }
        }
    }

    /// Such as " ab dem 1. Mai 2026 und vor dem 1. Juni 2026".
    private func when(_ outlook: Outlook) -> String {
        let parts = [
            outlook.afterDecision == true && outlook.length == nil ? "nach der Entscheidung über diesen" : nil,
            outlook.from.map { "ab dem \(date($0))" },
            outlook.day.map { "vor dem \(date($0))" },
        ].compactMap(\.self)
        return (parts.isEmpty ? "" : " " + parts.joined(separator: " und "))
            + (outlook.length.map { ", bis \(length($0)) nach der Entscheidung über diesen" } ?? "")
    }

    private func further(_ outlook: Outlook, _ criterion: String, _ measure: String?, _ result: String) -> String {
        let isWhile =
            outlook.result == nil && outlook.personDecides != true && outlook.day == nil && outlook.length == nil
        let when = isWhile ? ", solange dieser zählt" : when(outlook)
        let violation = "auf einen weiteren Verstoß gegen \(criterion)\(when)"
        switch outlook.result {
        case .dependsOnInspections:
            return "Was \(violation) folgt, hängt davon ab, wie oft die Verkaufsstelle vorher kontrolliert wird."
        case .depends: return "Was \(violation) folgt, hängt davon ab, was über diesen entschieden wird."
        default: break
        }
        let version = outlook.version.map { " nach Version \($0) der Regeln" } ?? ""
        let licensed = outlook.ifLicensed == true ? " und erhält die Verkaufsstelle wieder eine Genehmigung" : ""
        let further = "Ist dieser Verstoß einmal festgestellt\(licensed), folgt \(violation)"
        guard outlook.personDecides == true else { return "\(further)\(version): \(result)." }
        return further + " die Entscheidung eines Menschen, denn die Quelle sagt nicht, wie lange dieser zählt"
            + (measure.map { "; zählt er, folgt: \($0)." } ?? ".")
    }

    /// What is told of days on which no rules govern, or others of which nothing can be told.
    private func rules(_ outlook: Outlook, _ criterion: String) -> String? {
        guard let from = outlook.from else { return nil }
        let end = outlook.day.map { " und vor dem \(date($0))" } ?? ""
        switch outlook.result {
        case .noRules:
            return "Ab dem \(date(from))\(end) gelten, soweit jetzt bekannt, keine Regeln: was davor steht, gilt dann "
                + "nicht mehr."
        case .otherRules:
            return
                "Ab dem \(date(from))\(end) gilt Version \(outlook.version ?? "") der Regeln; was nach ihr auf einen "
                + "weiteren Verstoß gegen \(criterion) folgt, lässt sich nicht im Voraus sagen."
        default: return nil
        }
    }

    private func result(_ outlook: Outlook, _ measure: String?) -> String {
        if outlook.gap != nil { return "die Entscheidung eines Menschen" }
        return measure ?? (outlook.result == .nothing ? "keine Maßnahme" : "die Entscheidung eines Menschen")
    }

    private func later(_ from: LocalDate, _ outlook: Outlook, _ result: String) -> String {
        let end = outlook.day.map { " und vor dem \(date($0))" } ?? ""
        let version = outlook.version.map { " nach Version \($0) der Regeln" } ?? ""
        if outlook.result == .depends {
            return "Ab dem \(date(from))\(end) hängt es\(version) davon ab, was über diesen entschieden wird, und wann."
        }
        if outlook.result == .dependsOnInspections {
            return
                "Ab dem \(date(from))\(end) hängt es\(version), wenn vorher nichts anderes festgestellt wird, davon ab, wie oft die "
                + "Verkaufsstelle bis dahin kontrolliert wird."
        }
        let period = outlook.day == from.adding(days: 1) ? "Am \(date(from))" : "Ab dem \(date(from))\(end)"
        return "\(period) folgt\(version), wenn vorher nichts anderes festgestellt wird: \(result)."
    }

    func needs(_ requirements: String, holds: Bool, isForIt: Bool) -> String {
        "Das gilt, wenn ein Mensch\(isForIt ? " dafür" : "") \(holds ? "bestätigt" : "verneint"): \(requirements)"
    }

    func amount(_ rule: AmountRule) -> String {
        "Der Betrag ist \(joints.words(rule, grouping: ".", fraction: ","))."
    }

    func reason(_ gap: Gap) -> String? {
        guard [.fact, .attribute].contains(gap.about), let note = gap.note?[.german] else { return open(gap.about) }
        return open(gap.about) + " " + note
    }

    func doubtful(_ first: LocalDate, _ last: LocalDate) -> String {
        let days = first == last ? "Am \(date(first)) selbst" : "Vom \(date(first)) bis einschließlich \(date(last))"
        return "\(days) lässt die Quelle offen, ob dieser Verstoß noch zählt."
    }

    func doubtful(_ first: LocalDate, untilAfterDecision length: Length) -> String {
        "Ab dem \(date(first)) bis \(self.length(length)) nach der Entscheidung über diesen Verstoß "
            + "lässt die Quelle offen, ob er noch zählt."
    }

    func fewer(_ day: LocalDate) -> String {
        "Ab dem \(date(day)) kann ein früherer Verstoß, der jetzt zählt, zu alt sein; dann kann weniger folgen."
    }

    func source(_ text: String, _ confidence: Confidence) -> String {
        switch confidence {
        case .seen: "Quelle: \(text). Der Text selbst wurde gesehen."
        case .seenInPart: "Quelle: \(text). Der Text wurde zum Teil gesehen."
        case .secondary: "Quelle: \(text). Das ist nur aus zweiter Hand bekannt: erst prüfen."
        case .machineSummary: "Quelle: \(text). Nur eine maschinelle Zusammenfassung wurde gesehen: erst prüfen."
        case .recalled: "Quelle: \(text). Das stammt aus dem Gedächtnis: erst prüfen."
        }
    }

    func combined(_ rule: Combined.Rule, _ criterion: String) -> String? {
        switch rule {
        case .none, .oneLine: nil
        case .sameMeasure: "Jedes nicht erfüllte Kriterium führt zu derselben Maßnahme; sie gilt einmal."
        case .heaviestAbsorbs: "Von mehreren Maßnahmen gilt die schwerste: die für Kriterium \(criterion)."
        case .cumulated: "Jede Maßnahme wird ergriffen."
        case .concurrent: "Jede Maßnahme wird ergriffen; Schließungen und Aussetzungen laufen gleichzeitig."
        case .consecutive: "Jede Maßnahme wird ergriffen; Schließungen und Aussetzungen laufen nacheinander."
        case .personDecides: "Mehrere Kriterien waren nicht erfüllt; ein Mensch entscheidet, was daraus zusammen folgt."
        }
    }

    func notChecked(_ codes: String) -> String {
        "Kriterien, die nicht geprüft wurden und von denen also nicht bekannt ist, ob sie erfüllt sind: \(codes)."
    }
}

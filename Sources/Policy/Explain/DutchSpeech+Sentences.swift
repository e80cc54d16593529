/// The sentences in Dutch.
extension DutchSpeech: Speech {
    func rules(title: String, version: String, day: LocalDate) -> String {
        "Dit zijn de regels \"\(title)\", versie \(version), voor wat op \(date(day)) is geconstateerd."
    }

    var nothingFailed: String {
        "Er wordt geen maatregel aanbevolen: er is niets geconstateerd dat als overtreding telt."
    }

    func recommendation(_ measure: String) -> String { "De regels bevelen aan: \(measure)." }

    func mustConfirm(_ requirement: String) -> String { "Een mens moet bevestigen: " + requirement }

    func criterion(_ code: String, _ name: String) -> String { "Aan criterium \(code) (\(name)) is niet voldaan." }

    func measured(_ measured: MeasuredValue, _ name: String) -> String {
        let found = "Gemeten: \(number(measured.value)) \(unit(measured.unit)) (\(name))"
        guard let limit = measured.limit else { return found + ". De bron noemt geen grens." }
        let bound =
            switch measured.bound {
            case .atMost: "hooguit"
            case .atLeast: "ten minste"
            case .ceiling: "nooit meer dan"
            }
        return found + "; de grens is \(bound) \(number(limit)) \(unit(measured.unit))."
    }

    private func number(_ value: Double) -> String { plain(value, fraction: ",") }

    private func unit(_ unit: String) -> String { unit == "years" ? "jaar" : String(unit.prefix { $0 != "_" }) }

    func step(_ step: Int, of steps: Int, known: Int?, counted: Int, _ measure: String?) -> String {
        guard step > 0 else { return "Er is nog geen stap bereikt, want er \(tally(counted))." }
        let place = known.map { self.place(step, known: $0) } ?? place(step, of: steps)
        let reason = "Dit is \(place), want er \(tally(counted))."
        return measure.map { reason + " Die stap is: \($0)." } ?? reason
    }

    private func place(_ step: Int, of steps: Int) -> String {
        guard step <= steps else {
            return steps == 1 ? "voorbij de enige stap" : "voorbij de laatste van \(steps) stappen"
        }
        return "stap \(step) van \(steps)"
    }

    private func place(_ step: Int, known: Int) -> String {
        switch known {
        case 0: "stap \(step), en geen stap is bekend"
        case 1: step > 1 ? "stap \(step), na de enige die bekend is" : "stap 1, de enige die bekend is"
        case ..<step: "stap \(step), na de \(known) die bekend zijn"
        default: "stap \(step) van de \(known) die bekend zijn"
        }
    }

    private func tally(_ count: Int) -> String {
        switch count {
        case 0: "telt geen eerdere overtreding mee"
        case 1: "telt 1 eerdere overtreding mee"
        default: "tellen \(count) eerdere overtredingen mee"
        }
    }

    func movedStep(_ step: Int, of steps: Int, from: Int, counted: Int, _ measure: String?) -> String {
        let count = "Alleen naar het aantal zou het stap \(from) zijn, want er \(tally(counted))."
        return measure.map { count + " Wat hier volgt is: \($0)." } ?? count
    }

    func window(_ window: WindowTrace) -> String {
        let count = window.count.map { "Telling \"\($0)\": " } ?? ""
        let violation = count.isEmpty ? "Een eerdere overtreding" : "een eerdere overtreding"
        guard window.length != LookBack.unlimited else {
            return "\(count)\(violation) telt mee, hoe oud zij ook is."
        }
        let start =
            window.anchors.map {
                switch $0 {
                case .thisViolation: "terug vanaf de dag van deze overtreding"
                case .earlierFinding: "vanaf de dag van de bevinding"
                case .earlierDecision: "vanaf de dag van het besluit"
                case .anyPeriod: "in elke periode van die lengte"
                }
            }.joined(separator: " of ")
        if window.isChain == true {
            return "\(count)\(violation) telt \(length(window.length)) mee, \(start), en een die meetelt kan in stand "
                + "houden wat ervoor kwam: zonder zo'n keten hier vanaf \(date(window.from)) tot deze overtreding op "
                + "\(date(window.until))."
        }
        return "\(count)\(violation) telt \(length(window.length)) mee, \(start): "
            + "hier vanaf \(date(window.from)) tot deze overtreding op \(date(window.until))."
    }

    func counted(_ fact: CountedFact) -> String {
        let place = fact.outlet.map { " bij verkooppunt \($0)" } ?? ""
        return "De overtreding van \(fact.criterion) op \(date(fact.day)) (\(fact.reference)\(place)) telt mee"
            + (fact.counts.map { ": " + $0.map { "\"\($0)\"" }.joined(separator: ", ") } ?? "") + "."
    }

    func notCounted(_ fact: RefusedFact) -> String {
        let verb =
            fact.isLeftToAPerson
            ? "wordt aan een mens overgelaten"
            : fact.reason == .thisInspection ? "telt niet mee als eerdere overtreding" : "telt niet mee"
        let violation = "De overtreding van \(fact.criterion) op \(date(fact.day)) (\(fact.reference)) \(verb)"
        let besides = (fact.besides ?? []).map { "; bij een andere telling: \(refusal(fact.because($0)))" }.joined()
        guard let others = fact.others else { return violation + ": \(refusal(fact))\(besides)." }
        let more = others.map { "; in een andere: \(refusal(fact.because($0)))" }.joined()
        return violation + ". In de ene lezing: \(refusal(fact))\(more)\(besides)."
    }

    func established(_ established: RefusedFact.IfEstablished) -> String {
        switch established {
        case .counts: "Wordt zij vastgesteld, dan telt zij mee."
        case .leftToAPerson: "Wordt zij vastgesteld, dan wordt aan een mens overgelaten of zij meetelt."
        }
    }

    func alternative(_ count: Int, step: Int, _ measure: String?, rewarded: Bool?) -> String {
        let earned = rewarded.map { $0 ? "de beloning is verdiend en " : "de beloning niet is verdiend en " } ?? ""
        return "Als \(earned)\(earlier(count, ("meetelt", "meetellen"))), geldt stap \(step): "
            + "\(measure ?? "de bron zegt niet welke maatregel")."
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
            return "Wordt zij\(when(outlook)) geconstateerd terwijl een sluiting of schorsing loopt, dan leidt zij tot "
                + "\(result)."
        case .firstAgain:
            let unless = outlook.unlessFound == true ? ", als daarvoor niets anders wordt geconstateerd" : ""
            if let day = outlook.day { return "Vanaf \(date(day)) telt deze overtreding niet meer mee\(unless)." }
            return outlook.length.map {
                "Deze overtreding telt \(length($0)) na het besluit erover niet meer mee\(unless); "
                    + "de regels zijn gevraagd voordat dat was genomen, dus er staat geen dag."
            }
        case .windowUnknown:
            return "De bron zegt niet hoe lang deze overtreding zal meetellen."
        case .ifConfirmed:
            let denies = outlook.needs?.contains { !$0.holds } == true
            let condition = denies ? "zo antwoordt dat de overtreding telt" : "bevestigt wat de regels vragen"
            guard outlook.result != nil || outlook.step != nil else { return nil }
            return "Als een mens \(condition), "
                + (outlook.step.map { "geldt stap \($0)" } ?? "volgt") + ": \(result)."
        case .ifSetAside:
            return "Als de meegetelde overtredingen ter zijde worden gesteld, is de uitkomst \(result)."
        case .ifConduct:
            return outlook.conduct.map {
                "Dit gedrag is niet vermeld: \($0.name[.dutch]) (\($0.code)). Hoorde het bij deze overtreding, dan leidt dat tot \(result)."
            }
        }
    }

    /// Such as " vanaf 1 mei 2026 en vóór 1 juni 2026".
    private func when(_ outlook: Outlook) -> String {
        let decided = outlook.afterDecision == true && outlook.length == nil
        let parts = [
            decided ? "na het besluit over deze" : nil,
            outlook.from.map { "vanaf \(date($0))" },
            outlook.length.map { "binnen \(length($0)) na het besluit over deze" },
            outlook.day.map { "vóór \(date($0))" },
        ].compactMap(\.self)
        return parts.isEmpty ? "" : " " + parts.joined(separator: " en ")
    }

    private func further(_ outlook: Outlook, _ criterion: String, _ measure: String?, _ result: String) -> String {
        let isWhile =
            outlook.result == nil && outlook.personDecides != true && outlook.day == nil && outlook.length == nil
        let when = isWhile ? " zolang deze meetelt" : when(outlook)
        let violation = "een volgende overtreding van \(criterion)\(when)"
        switch outlook.result {
        case .dependsOnInspections:
            return "Waartoe \(violation) leidt, hangt af van hoe vaak het verkooppunt daarvóór wordt gecontroleerd."
        case .depends: return "Waartoe \(violation) leidt, hangt af van wat over deze wordt besloten."
        default: break
        }
        let licensed = outlook.ifLicensed == true ? " en krijgt het verkooppunt opnieuw een vergunning" : ""
        let further = "Is deze overtreding eenmaal vastgesteld\(licensed), dan leidt \(violation)"
        let version = outlook.version.map { " onder versie \($0) van de regels" } ?? ""
        guard outlook.personDecides == true else { return "\(further)\(version) tot \(result)." }
        return further + " tot een beslissing door een mens, want de bron zegt niet hoe lang deze meetelt"
            + (measure.map { "; telt zij mee, dan tot \($0)." } ?? ".")
    }

    /// What is told of days on which no rules govern, or others of which nothing can be told.
    private func rules(_ outlook: Outlook, _ criterion: String) -> String? {
        guard let from = outlook.from else { return nil }
        let end = outlook.day.map { " en vóór \(date($0))" } ?? ""
        switch outlook.result {
        case .noRules:
            return
                "Vanaf \(date(from))\(end) gelden er, voor zover nu bekend, geen regels: wat hiervoor staat geldt dan "
                + "niet meer."
        case .otherRules:
            return
                "Vanaf \(date(from))\(end) geldt versie \(outlook.version ?? "") van de regels; waartoe een volgende "
                + "overtreding van \(criterion) daaronder leidt is niet vooraf te zeggen."
        default: return nil
        }
    }

    private func result(_ outlook: Outlook, _ measure: String?) -> String {
        if let gap = outlook.gap { return "een beslissing door een mens, want \(open(gap.about).dropLast())" }
        return measure ?? (outlook.result == .nothing ? "geen maatregel" : "een beslissing door een mens")
    }

    private func later(_ from: LocalDate, _ outlook: Outlook, _ result: String) -> String {
        let end = outlook.day.map { " en vóór \(date($0))" } ?? ""
        let version = outlook.version.map { " onder versie \($0) van de regels" } ?? ""
        if outlook.result == .depends {
            return "Vanaf \(date(from))\(end) hangt het\(version) ervan af wat over deze wordt besloten, en wanneer."
        }
        if outlook.result == .dependsOnInspections {
            return
                "Vanaf \(date(from))\(end) hangt het\(version), als eerder niets anders wordt geconstateerd, ervan af hoe vaak het "
                + "verkooppunt tot dan wordt gecontroleerd."
        }
        let period = outlook.day == from.adding(days: 1) ? "Op \(date(from))" : "Vanaf \(date(from))\(end)"
        return "\(period) leidt zij\(version), als daarvoor niets anders wordt geconstateerd, tot \(result)."
    }

    func needs(_ requirements: String, holds: Bool, isForIt: Bool) -> String {
        "Dat geldt als een mens\(isForIt ? " daarvoor" : "") \(holds ? "bevestigt" : "ontkent"): \(requirements)"
    }

    func amount(_ rule: AmountRule) -> String {
        "Het bedrag is \(joints.words(rule, grouping: ".", fraction: ","))."
    }

    func reason(_ gap: Gap) -> String? { [.fact, .attribute].contains(gap.about) ? gap.note?[.dutch] : nil }

    func doubtful(_ first: LocalDate, _ last: LocalDate) -> String {
        let days = first == last ? "Op \(date(first)) zelf" : "Van \(date(first)) tot en met \(date(last))"
        return "\(days) laat de bron open of deze overtreding nog meetelt."
    }

    func doubtful(_ first: LocalDate, untilAfterDecision length: Length) -> String {
        "Vanaf \(date(first)) tot \(self.length(length)) na het besluit over deze overtreding "
            + "laat de bron open of zij nog meetelt."
    }

    func fewer(_ day: LocalDate) -> String {
        "Vanaf \(date(day)) kan een eerdere overtreding die nu meetelt te oud zijn, en kan er minder volgen."
    }

    func source(_ text: String, _ confidence: Confidence) -> String {
        switch confidence {
        case .seen: "Bron: \(text). De tekst zelf is gezien."
        case .seenInPart: "Bron: \(text). De tekst is voor een deel gezien."
        case .secondary: "Bron: \(text). Dit is alleen uit de tweede hand bekend: controleer het eerst."
        case .machineSummary: "Bron: \(text). Alleen een machinale samenvatting is gezien: controleer het eerst."
        case .recalled: "Bron: \(text). Dit komt uit het geheugen: controleer het eerst."
        }
    }

    func combined(_ rule: Combined.Rule, _ criterion: String) -> String? {
        switch rule {
        case .none, .oneLine: nil
        case .sameMeasure: "Elk criterium waaraan niet is voldaan leidt tot dezelfde maatregel; die geldt één keer."
        case .heaviestAbsorbs: "Van meer maatregelen geldt de zwaarste: die voor criterium \(criterion)."
        case .cumulated: "Elke maatregel wordt genomen."
        case .concurrent: "Elke maatregel wordt genomen; sluitingen en schorsingen lopen tegelijk."
        case .consecutive: "Elke maatregel wordt genomen; sluitingen en schorsingen lopen na elkaar."
        case .personDecides: "Aan meer criteria is niet voldaan; een mens beslist wat daar samen uit volgt."
        }
    }

    func notChecked(_ codes: String) -> String {
        "Criteria die niet zijn gecontroleerd, en waarvan dus niet bekend is of eraan is voldaan: \(codes)."
    }
}

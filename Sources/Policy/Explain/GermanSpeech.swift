/// The words and phrases in German.
struct GermanSpeech {
    private static let months = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ]

    func date(_ date: LocalDate) -> String {
        let (year, month, day) = date.civil
        return "\(day). \(Self.months[month - 1]) \(year)"
    }

    func length(_ length: Length) -> String {
        let one = length.value == 1
        let unit =
            switch length.unit {
            case .days: one ? "Tag" : "Tage"
            case .weeks: one ? "Woche" : "Wochen"
            case .months: one ? "Monat" : "Monate"
            case .years: one ? "Jahr" : "Jahre"
            }
        return "\(length.value) \(unit)"
    }

    /// A length after a word such as "in": its plurals end with an n.
    func dative(_ length: Length) -> String {
        let words = self.length(length)
        return length.value == 1 || words.hasSuffix("n") ? words : words + "n"
    }

    var joints: Joints {
        Joints(and: "und", or: "oder", to: "bis", upTo: "höchstens", atLeast: "mindestens") { per in
            switch per {
            case .day: "für jeden Tag"
            case .week: "für jede Woche"
            case .item: "für jedes Stück"
            case .violation: "für jeden Verstoß"
            }
        }
    }

    func phrase(_ phrase: Phrase) -> String {
        var words = noun(phrase.kind)
        if let amount = phrase.amount {
            words += " von " + joints.words(amount) { $0.text(grouping: ".", fraction: ",") }
        }
        if let length = phrase.length { words += " für " + joints.words(length, self.length) }
        if let per = phrase.per { words += " " + joints.per(per) }
        return words
    }

    func noun(_ kind: MeasureKind) -> String {
        switch kind {
        case .conversation: "ein Gespräch"
        case .warning: "eine Verwarnung"
        case .penaltyOrder: "eine Anordnung mit Zwangsgeld"
        case .enforcementOrder: "eine Anordnung mit Ersatzvornahme"
        case .fine: "eine Geldbuße"
        case .closure: "Schließung"
        case .suspension: "Aussetzung der Genehmigung"
        case .withdrawal: "Entzug der Genehmigung"
        case .referral: "eine Weiterverweisung"
        }
    }

    func earlier(_ count: Int) -> String {
        switch count {
        case 0: "kein früherer Verstoß zählt"
        case 1: "1 früherer Verstoß zählt"
        default: "\(count) frühere Verstöße zählen"
        }
    }

    func refusal(_ fact: RefusedFact) -> String {
        switch fact.reason {
        case .otherOutlet: "er war in einer anderen Verkaufsstelle"
        case .otherCriterion: "er betraf ein anderes Kriterium"
        case .otherProvision: "er betraf eine andere Vorschrift"
        case .otherClass: "er war von einer anderen Klasse"
        case .otherGroup: "er war von einer anderen Gruppe"
        case .otherLadder: "er hat andere Stufen"
        case .setAside: "er wurde aufgehoben"
        case .inspectionVoided: "die Kontrolle, die ihn feststellte, wurde für ungültig erklärt"
        case .actionRevoked: "die Maßnahme, auf der seine Feststellung beruhte, wurde widerrufen"
        case .letGo: "die Maßnahme dazu wurde widerrufen, und es wurde entschieden, dass nichts daraus folgt"
        case .findingCorrected: "der Befund wurde berichtigt"
        case .onlyAlleged: "er ist nur vermutet, nicht festgestellt"
        case .thisInspection: "er wurde bei dieser Kontrolle selbst festgestellt"
        case .sameInspection: "er gehört zu einer Kontrolle, die schon zählt"
        case .laterThanThis: "er ist später als dieser Verstoß"
        case .outsideWindow: "er liegt \(daysOutside(fact)) außerhalb der Frist"
        case .noDecisionDate: "der Tag der Entscheidung ist nicht bekannt"
        case .decidedLater: "über ihn wurde erst nach diesem Verstoß entschieden"
        case .sourceDoesNotSay: "die Quelle sagt nicht, ob er zählt"
        case .otherOperator: "er war unter einem anderen Betreiber"
        case .otherPerson: "er war von einer anderen Person"
        case .onlyWarning: "er endete höchstens mit einer Verwarnung"
        case .otherMeasure: "er führte zu keiner Maßnahme der Art, die zählt"
        case .operatorNotKnown: "es ist nicht bekannt, wer das Lokal betrieb"
        case .personNotKnown: "es ist nicht bekannt, von wem er war"
        case .hourNotKnown: "er ist vom selben Tag, und es ist nicht bekannt, welcher zuerst kam"
        case .measureNotKnown: "es ist nicht bekannt, wozu er führte"
        case .rewardNotKnown: "es ist offen, ob eine kürzere Rückschau verdient ist"
        }
    }

    func gap(_ subject: Gap.Subject) -> String {
        "Ein Mensch entscheidet: " + open(subject)
    }

    func open(_ subject: Gap.Subject) -> String {
        switch subject {
        case .step: "Die Quelle sagt nicht, welche Maßnahme auf dieser Stufe folgt."
        case .beyondLastStep: "Die Quelle sagt nicht, was nach der letzten Stufe folgt."
        case .lookBack: "Die Quelle sagt nicht, wie lange ein früherer Verstoß zählt."
        case .counting: "Die Quelle lässt offen, welche früheren Verstöße zählen, und darauf kommt es hier an."
        case .combination: "Die Quelle sagt nicht, wie Maßnahmen für mehrere Kriterien zusammenwirken."
        case .ladder: "Diese Regeln nennen keine Stufen für dieses Kriterium."
        case .noIndividual: "Die Stufen für dieses Kriterium gelten für eine Person, und die Tatsachen nennen keine."
        case .otherOutletType: "Die Stufen für dieses Kriterium gelten für Verkaufsstellen eines anderen Typs."
        case .criterion: "Diese Regeln kennen dieses Kriterium nicht."
        case .history: "Eine Tatsache über einen früheren Verstoß fehlt, und darauf kommt es hier an."
        case .fact: "Eine Tatsache fehlt, die die Regel braucht."
        case .attribute: "Diese Regeln nennen keine Dauer und keinen Betrag für eine solche Verkaufsstelle."
        case .amount: "Die Quelle sagt nicht, wie lange oder wie viel."
        case .continuing: "Die Quelle sagt nicht, was jeder weitere Tag eines Verstoßes daraus macht."
        case .percentages: "Die Quelle sagt nicht, wie mehrere Prozentsätze zusammenwirken."
        case .offer: "Die Quelle sagt nicht, was folgt, wenn das Angebot abgelehnt wird."
        case .version: "Die Quelle sagt nicht, welche Fassung der Regeln gilt."
        case .reward:
            "Die Quelle sagt nicht, wie viele Kontrollen eine Vergünstigung verlangt, und hier kommt es darauf an."
        }
    }

    /// "3 days", or "3 bis 23 Tage" where the readings of the period part over it.
    private func daysOutside(_ fact: RefusedFact) -> String {
        let fewest = fact.days ?? 0
        if let most = fact.mostDays { return "\(fewest) bis \(most) Tage" }
        return fewest == 1 ? "1 Tag" : "\(fewest) Tage"
    }
}

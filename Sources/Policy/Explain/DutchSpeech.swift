/// The words and phrases in Dutch.
struct DutchSpeech {
    private static let months = [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
        "december",
    ]

    func date(_ date: LocalDate) -> String {
        let (year, month, day) = date.civil
        return "\(day) \(Self.months[month - 1]) \(year)"
    }

    func length(_ length: Length) -> String {
        let one = length.value == 1
        let unit =
            switch length.unit {
            case .days: one ? "dag" : "dagen"
            case .weeks: one ? "week" : "weken"
            case .months: one ? "maand" : "maanden"
            case .years: "jaar"
            }
        return "\(length.value) \(unit)"
    }

    var joints: Joints {
        Joints(and: "en", or: "of", to: "tot", upTo: "hooguit", atLeast: "ten minste") { per in
            switch per {
            case .day: "voor elke dag"
            case .week: "voor elke week"
            case .item: "voor elk exemplaar"
            case .violation: "voor elke overtreding"
            }
        }
    }

    func phrase(_ phrase: Phrase) -> String {
        var words = noun(phrase.kind)
        if let amount = phrase.amount {
            words += " van " + joints.words(amount) { $0.text(grouping: ".", fraction: ",") }
        }
        if let length = phrase.length { words += " voor " + joints.words(length, self.length) }
        if let per = phrase.per { words += " " + joints.per(per) }
        return words
    }

    func noun(_ kind: MeasureKind) -> String {
        switch kind {
        case .conversation: "een gesprek"
        case .warning: "een waarschuwing"
        case .penaltyOrder: "een last onder dwangsom"
        case .enforcementOrder: "een last onder bestuursdwang"
        case .fine: "een boete"
        case .closure: "sluiting"
        case .suspension: "schorsing van de vergunning"
        case .withdrawal: "intrekking van de vergunning"
        case .referral: "een doorverwijzing"
        }
    }

    func earlier(_ count: Int, _ verb: (one: String, many: String)) -> String {
        switch count {
        case 0: "geen eerdere overtreding \(verb.one)"
        case 1: "1 eerdere overtreding \(verb.one)"
        default: "\(count) eerdere overtredingen \(verb.many)"
        }
    }

    func refusal(_ fact: RefusedFact) -> String {
        switch fact.reason {
        case .otherOutlet: "zij was bij een ander verkooppunt"
        case .otherCriterion: "zij betrof een ander criterium"
        case .otherProvision: "zij betrof een andere bepaling"
        case .otherClass: "zij was van een andere klasse"
        case .otherGroup: "zij was van een andere groep"
        case .otherLadder: "zij heeft andere stappen"
        case .setAside: "zij is ter zijde gesteld"
        case .inspectionVoided: "de controle die haar constateerde is ongeldig verklaard"
        case .actionRevoked: "de maatregel die haar vaststelde is herroepen"
        case .letGo: "de maatregel erover is herroepen, en er is besloten dat er niets op volgt"
        case .findingCorrected: "de bevinding is gecorrigeerd"
        case .onlyAlleged: "zij is alleen vermoed, niet vastgesteld"
        case .thisInspection: "zij is bij deze controle zelf geconstateerd"
        case .sameInspection: "zij hoort bij een controle die al meetelt"
        case .laterThanThis: "zij is later dan deze overtreding"
        case .outsideWindow: "zij ligt \(daysOutside(fact)) buiten de termijn"
        case .noDecisionDate: "de dag van het besluit is niet bekend"
        case .decidedLater: "het besluit erover kwam pas na deze overtreding"
        case .sourceDoesNotSay: "de bron zegt niet of zij meetelt"
        case .otherOperator: "zij was onder een andere exploitant"
        case .otherPerson: "zij was van een ander"
        case .onlyWarning: "zij eindigde met hooguit een waarschuwing"
        case .otherMeasure: "zij leidde niet tot een maatregel van de soort die meetelt"
        case .operatorNotKnown: "het is niet bekend wie de zaak exploiteerde"
        case .personNotKnown: "het is niet bekend van wie zij was"
        case .hourNotKnown: "zij is van dezelfde dag, en het is niet bekend welke eerst kwam"
        case .measureNotKnown: "het is niet bekend waartoe zij leidde"
        case .rewardNotKnown: "het is open of een kortere terugkijktermijn is verdiend"
        }
    }

    func gap(_ subject: Gap.Subject) -> String {
        "Een mens beslist: " + open(subject)
    }

    func open(_ subject: Gap.Subject) -> String {
        switch subject {
        case .step: "de bron zegt niet welke maatregel bij deze stap volgt."
        case .beyondLastStep: "de bron zegt niet wat er na de laatste stap volgt."
        case .lookBack: "de bron zegt niet hoe lang een eerdere overtreding meetelt."
        case .counting: "de bron laat open welke eerdere overtredingen meetellen, en dat maakt hier verschil."
        case .combination: "de bron zegt niet hoe maatregelen voor meer criteria samengaan."
        case .ladder: "deze regels noemen geen stappen voor dit criterium."
        case .noIndividual: "de stappen voor dit criterium gelden voor een persoon, en de feiten noemen er geen."
        case .otherOutletType: "de stappen voor dit criterium gelden voor verkooppunten van een ander type."
        case .criterion: "deze regels kennen dit criterium niet."
        case .history: "een feit over een eerdere overtreding ontbreekt, en dat maakt hier verschil."
        case .fact: "een feit ontbreekt dat de regel nodig heeft."
        case .attribute: "deze regels noemen geen duur of bedrag voor een verkooppunt als dit."
        case .amount: "de bron zegt niet hoe lang of hoeveel."
        case .continuing: "de bron zegt niet wat elke volgende dag van een overtreding ervan maakt."
        case .percentages: "de bron zegt niet hoe meerdere percentages samengaan."
        case .offer: "de bron zegt niet wat er volgt als het aanbod wordt afgeslagen."
        case .version: "de bron zegt niet welke versie van de regels geldt."
        case .reward: "de bron zegt niet hoeveel controles een beloning vraagt, en dat maakt hier uit."
        }
    }

    /// "3 days", or "3 tot 23 dagen" where the readings of the period part over it.
    private func daysOutside(_ fact: RefusedFact) -> String {
        let fewest = fact.days ?? 0
        if let most = fact.mostDays { return "\(fewest) tot \(most) dagen" }
        return fewest == 1 ? "1 dag" : "\(fewest) dagen"
    }
}

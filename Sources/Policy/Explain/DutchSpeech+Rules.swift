/// The sentences about gates, choices, offers, rewards and procedures in Dutch.
extension DutchSpeech {
    func gate(_ gate: GateTrace, _ requirement: String) -> String {
        let said = gate.incidents.map { " Geteld: \($0) voorvallen door \(gate.reporters ?? 0) melders." } ?? ""
        switch (gate.state, gate.isPassed) {
        case (.open, _): return mustConfirm(requirement)
        case (.confirmed, true): return confirmed(gate.by) + requirement + said
        case (.confirmed, false):
            return "De bevinding telt niet als overtreding, want er is een verweer: " + requirement
        case (.denied, true): return "Dit verweer is niet vastgesteld: " + requirement
        case (.denied, false): return denied(gate) + requirement + said
        }
    }

    func condition(_ condition: GateTrace, _ requirement: String) -> String {
        switch (condition.state, condition.isPassed) {
        case (.open, _): mustConfirm(requirement)
        case (.confirmed, true): confirmed(condition.by) + requirement
        case (.confirmed, false): "De vergunninghouder mag niet kiezen, hierom: " + requirement
        case (.denied, true):
            "Dit neemt de vergunninghouder de keuze niet af, want het is niet vastgesteld: " + requirement
        case (.denied, false):
            switch condition.by {
            case .facts: "De vergunninghouder mag niet kiezen, want de feiten laten niet zien: " + requirement
            case .rule: "De vergunninghouder mag niet kiezen, want niemand heeft bevestigd: " + requirement
            case .person, .nobody, nil:
                "De vergunninghouder mag niet kiezen, want een mens heeft niet bevestigd: " + requirement
            }
        }
    }

    func notRepeats(_ number: Int, _ reason: RefusedFact.Reason, of criteria: String) -> String {
        let kind =
            switch reason {
            case .otherProvision: "zij waren van een ander voorschrift"
            case .otherClass: "zij waren van een andere klasse"
            case .otherGroup: "zij waren van een andere groep"
            case .otherLadder: "zij hebben andere stappen"
            default: "zij waren van een ander criterium"
            }
        return "\(number) overtredingen (\(criteria)) tellen niet mee: \(kind)."
    }

    func ofClass(_ sentence: String, _ from: String?, _ to: String?) -> String {
        guard let from, let to else {
            return "Voor de klasse: " + sentence.prefix(1).lowercased() + sentence.dropFirst()
        }
        return "Voor de klasse (van \(from) naar \(to)): " + sentence.prefix(1).lowercased() + sentence.dropFirst()
    }

    private func steps(_ number: Int) -> String { number == 1 ? "1 stap" : "\(number) stappen" }

    private func confirmed(_ by: GateTrace.By?) -> String {
        switch by {
        case .facts: "De feiten laten zien: "
        case .rule: "De regels nemen dit aan zolang niemand iets anders zegt: "
        case .person, .nobody, nil: "Een mens heeft bevestigd: "
        }
    }

    private func denied(_ gate: GateTrace) -> String {
        if let step = gate.fromStep { return "Stap \(step) staat niet open, want dit is niet vastgesteld: " }
        if gate.otherwise == true { return "Deze stappen worden niet genomen, want dit is niet vastgesteld: " }
        switch gate.by {
        case .facts: return "De bevinding telt niet als overtreding, want de feiten laten niet zien: "
        case .rule: return "De bevinding telt niet als overtreding, want niemand heeft bevestigd: "
        case .person, .nobody, nil:
            return "De bevinding telt niet als overtreding, want een mens heeft niet bevestigd: "
        }
    }

    func answered(by person: String, on day: LocalDate?) -> String {
        "Beantwoord door \(person)" + (day.map { " op \(date($0))" } ?? "") + "."
    }

    func choice(_ options: String, by chooser: Sanction.Chooser) -> String {
        switch chooser {
        case .authority: "De regels laten de overheid de keuze: \(options)."
        case .licensee: "De regels laten de vergunninghouder de keuze: \(options)."
        }
    }

    func subject(_ subject: Ladder.Subject) -> String? {
        subject == .individual ? "Dit zijn de stappen voor de persoon zelf, niet voor de vergunninghouder." : nil
    }

    func severity(_ name: String, raised: Bool) -> String {
        raised ? "De klasse is \(name), want een herhaling heeft die verhoogd." : "De klasse is \(name)."
    }

    func skipped(_ name: String) -> String { "Er worden stappen overgeslagen, vanwege dit gedrag: \(name)." }

    func circumstance(_ circumstance: NamedRule, _ name: String) -> String {
        let number = circumstance.number ?? 0
        let effect =
            switch circumstance.effect {
            case .mayBeMilder: "de overheid mag milder zijn, met redenen"
            case .mayBeHeavier: "de overheid mag zwaarder zijn, met redenen"
            case .steps where number < 0: steps(-number) + " omlaag"
            case .steps: steps(number) + " omhoog"
            case .percent: "termijnen en bedragen zijn \(number) procent van wat de stap zegt"
            case .skips, .lookBack, .stepsDown, .inspectionEvery: "de regels noemen haar"
            }
        return "Bevestigd als omstandigheid: \(name); \(effect)."
    }

    func reward(_ reward: NamedRule, _ name: String) -> String {
        let length = reward.length.map(length) ?? ""
        let effect =
            switch reward.effect {
            case .lookBack: "eerdere overtredingen tellen maar \(length) mee"
            case .stepsDown: steps(reward.number ?? 0) + " omlaag, maar niet lager dan de eerste"
            case .inspectionEvery: "één controle in \(length) is genoeg"
            case .skips, .mayBeMilder, .mayBeHeavier, .steps, .percent: "de regels noemen haar"
            }
        let counted = reward.inspected.map {
            " (geen vastgestelde overtreding in \(self.length($0.period)), \(looked($0)))"
        }
        return "Verdiend door naleving: \(name)\(counted ?? ""); \(effect)."
    }

    /// "3 controles van de 2 die nodig zijn".
    private func looked(_ inspected: NamedRule.Inspected) -> String {
        guard let needed = inspected.needed, needed > 0 else { return "en geen controle is nodig" }
        let found = inspected.found ?? 0
        let number = found == 0 ? "geen controle" : found == 1 ? "1 controle" : "\(found) controles"
        return "\(number) van de \(needed) die nodig \(needed == 1 ? "is" : "zijn")"
    }

    func notEarned(_ inspected: NamedRule.Inspected, _ name: String) -> String {
        let before = "Vóór deze dag is \(length(inspected.period)) lang geen overtreding vastgesteld"
        guard let needed = inspected.needed else {
            return "Of dit verdiend is, is aan een mens: \(name). \(before), en de bron zegt "
                + "niet hoeveel controles het vraagt."
        }
        guard inspected.found != nil else {
            return "Of dit verdiend is, is niet bekend: \(name). \(before), maar de feiten "
                + "vermelden de controles niet, en het vraagt er \(needed)."
        }
        return "Niet verdiend: \(name). \(before), maar er was \(looked(inspected))."
    }

    func lacksInspections(_ name: String, _ needed: Int, _ period: Length) -> String {
        "De feiten vermelden de controles vóór deze niet: \(name) vraagt er \(needed) in \(length(period))."
    }

    func offer(_ offer: OfferTrace, _ name: String, _ otherwise: String?) -> [String] {
        let place = offer.place == .beside ? "Naast de maatregel" : "In plaats van de maatregel"
        let state =
            switch offer.answer {
            case nil: "\(place) is er een aanbod: \(name)."
            case .accepted: "De houder heeft het aanbod aangenomen: \(name)."
            case .declined: "De houder heeft het aanbod afgeslagen: \(name)."
            }
        guard offer.answer == nil, offer.place == .instead else { return [state] }
        switch offer.declined {
        case .nothing: return [state, "Wordt het afgeslagen, dan volgt er niets."]
        case .unknown: return [state, "De bron zegt niet wat er volgt als het wordt afgeslagen."]
        case .measureFollows, .nextStep:
            return [state] + (otherwise.map { ["Wordt het afgeslagen, dan volgt: \($0)."] } ?? [])
        }
    }

    /// The terms that packs usually state; another is told by its code.
    private static let terms = [
        "view": "zienswijze", "comply": "begunstiging", "objection": "bezwaar",
        "appeal": "beroep", "hearing": "hoorzitting",
    ]

    func procedure(_ procedure: Procedure, _ measure: String) -> [String] {
        var parts: [String] = []
        switch procedure.intention {
        case .required: parts.append("eerst wordt het voornemen bekendgemaakt en de zienswijze gevraagd")
        case .notRequired: parts.append("er hoeft geen voornemen vooraf te gaan")
        case nil: parts.append("de bron zegt niet of de houder eerst wordt gehoord")
        }
        if let ground = procedure.urgentGround { parts.append("dat mag vervallen op deze grond: " + ground[.dutch]) }
        parts += procedure.terms.map { term in
            "de termijn \"\(Self.terms[term.code] ?? term.code)\" is "
                + (term.length.map(length) ?? "niet in de bron genoemd")
        }
        if let signer = procedure.signedBy { parts.append("ondertekend wordt door " + signer[.dutch]) }
        if procedure.proportionality == .required { parts.append("het stuk onderbouwt dat het evenredig is") }
        switch procedure.document {
        case .decision: parts.append("het stuk is een besluit waartegen bezwaar openstaat")
        case .notice: parts.append("het stuk is een bericht waartegen geen bezwaar openstaat")
        case nil: parts.append("de bron zegt niet of er bezwaar openstaat")
        }
        return ["Voor \(measure): " + parts.joined(separator: "; ") + "."]
    }

    func version(_ reason: VersionTrace.Reason) -> String? {
        switch reason {
        case .only: nil
        case .dayOfViolation: "Deze versie geldt, want zij was van kracht op de dag van de overtreding."
        case .dayOfDecision: "Deze versie geldt, want zij is van kracht op de dag van het besluit."
        case .milderLater: "Deze latere versie geldt, want zij is milder."
        }
    }
}

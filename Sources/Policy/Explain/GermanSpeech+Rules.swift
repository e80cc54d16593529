/// The sentences about gates, choices, offers, rewards and procedures in German.
extension GermanSpeech {
    func gate(_ gate: GateTrace, _ requirement: String) -> String {
        let said = gate.incidents.map { " Gezählt: \($0) Vorfälle von \(gate.reporters ?? 0) Meldenden." } ?? ""
        switch (gate.state, gate.isPassed) {
        case (.open, _): return mustConfirm(requirement)
        case (.confirmed, true): return confirmed(gate.by) + requirement + said
        case (.confirmed, false):
            return "Der Befund zählt nicht als Verstoß, denn es gibt eine Entlastung: " + requirement
        case (.denied, true): return "Diese Entlastung ist nicht festgestellt: " + requirement
        case (.denied, false): return denied(gate) + requirement + said
        }
    }

    func condition(_ condition: GateTrace, _ requirement: String) -> String {
        switch (condition.state, condition.isPassed) {
        case (.open, _): mustConfirm(requirement)
        case (.confirmed, true): confirmed(condition.by) + requirement
        case (.confirmed, false): "Der Inhaber der Genehmigung darf nicht wählen, aus diesem Grund: " + requirement
        case (.denied, true):
            "Das nimmt dem Inhaber der Genehmigung die Wahl nicht, denn es ist nicht festgestellt: " + requirement
        case (.denied, false):
            switch condition.by {
            case .facts:
                "Der Inhaber der Genehmigung darf nicht wählen, denn die Tatsachen zeigen nicht: " + requirement
            case .rule: "Der Inhaber der Genehmigung darf nicht wählen, denn niemand hat bestätigt: " + requirement
            case .person, .nobody, nil:
                "Der Inhaber der Genehmigung darf nicht wählen, denn ein Mensch hat nicht bestätigt: " + requirement
            }
        }
    }

    func notRepeats(_ number: Int, _ reason: RefusedFact.Reason, of criteria: String) -> String {
        let kind =
            switch reason {
            case .otherProvision: "sie betrafen eine andere Vorschrift"
            case .otherClass: "sie waren von einer anderen Klasse"
            case .otherGroup: "sie waren von einer anderen Gruppe"
            case .otherLadder: "sie haben andere Stufen"
            default: "sie betrafen ein anderes Kriterium"
            }
        return "\(number) Verstöße (\(criteria)) zählen nicht: \(kind)."
    }

    func ofClass(_ sentence: String, _ from: String?, _ to: String?) -> String {
        guard let from, let to else {
            return "Für die Klasse: " + sentence.prefix(1).lowercased() + sentence.dropFirst()
        }
        return "Für die Klasse (von \(from) zu \(to)): " + sentence.prefix(1).lowercased() + sentence.dropFirst()
    }

    private func steps(_ number: Int) -> String { number == 1 ? "1 Stufe" : "\(number) Stufen" }

    private func confirmed(_ by: GateTrace.By?) -> String {
        switch by {
        case .facts: "Die Tatsachen zeigen: "
        case .rule: "Die Regeln nehmen das an, solange niemand etwas anderes sagt: "
        case .person, .nobody, nil: "Ein Mensch hat bestätigt: "
        }
    }

    private func denied(_ gate: GateTrace) -> String {
        if let step = gate.fromStep { return "Stufe \(step) steht nicht offen, denn das ist nicht festgestellt: " }
        if gate.otherwise == true { return "Diese Stufen werden nicht betreten, denn dies ist nicht festgestellt: " }
        switch gate.by {
        case .facts: return "Der Befund zählt nicht als Verstoß, denn die Tatsachen zeigen nicht: "
        case .rule: return "Der Befund zählt nicht als Verstoß, denn niemand hat bestätigt: "
        case .person, .nobody, nil: return "Der Befund zählt nicht als Verstoß, denn ein Mensch hat nicht bestätigt: "
        }
    }

    func answered(by person: String, on day: LocalDate?) -> String {
        "Beantwortet von \(person)" + (day.map { " am \(date($0))" } ?? "") + "."
    }

    func choice(_ options: String, by chooser: Sanction.Chooser) -> String {
        switch chooser {
        case .authority: "Die Regeln lassen der Behörde die Wahl: \(options)."
        case .licensee: "Die Regeln lassen dem Inhaber der Genehmigung die Wahl: \(options)."
        }
    }

    func subject(_ subject: Ladder.Subject) -> String? {
        subject == .individual ? "Dies sind die Stufen für die Person selbst, nicht für den Inhaber." : nil
    }

    func severity(_ name: String, raised: Bool) -> String {
        raised ? "Die Klasse ist \(name), denn eine Wiederholung hat sie erhöht." : "Die Klasse ist \(name)."
    }

    func skipped(_ name: String) -> String { "Stufen werden übersprungen, wegen dieses Verhaltens: \(name)." }

    func circumstance(_ circumstance: NamedRule, _ name: String) -> String {
        let number = circumstance.number ?? 0
        let effect =
            switch circumstance.effect {
            case .mayBeMilder: "die Behörde darf milder sein, mit Gründen"
            case .mayBeHeavier: "die Behörde darf strenger sein, mit Gründen"
            case .steps where number < 0: steps(-number) + " abwärts"
            case .steps: steps(number) + " aufwärts"
            case .percent: "Fristen und Beträge sind \(number) Prozent dessen, was die Stufe sagt"
            case .skips, .lookBack, .stepsDown, .inspectionEvery: "die Regeln nennen ihn"
            }
        return "Als Umstand bestätigt: \(name); \(effect)."
    }

    func reward(_ reward: NamedRule, _ name: String) -> String {
        let length = reward.length.map(length) ?? ""
        let effect =
            switch reward.effect {
            case .lookBack: "frühere Verstöße zählen nur \(length) lang"
            case .stepsDown: steps(reward.number ?? 0) + " abwärts, aber nicht unter die erste"
            case .inspectionEvery: "eine Kontrolle in \(reward.length.map(dative) ?? "") genügt"
            case .skips, .mayBeMilder, .mayBeHeavier, .steps, .percent: "die Regeln nennen ihn"
            }
        let counted = reward.inspected.map { " (kein festgestellter Verstoß in \(dative($0.period)), \(looked($0)))" }
        return "Durch Einhaltung verdient: \(name)\(counted ?? ""); \(effect)."
    }

    /// "3 Kontrollen, nötig sind 2".
    private func looked(_ inspected: NamedRule.Inspected) -> String {
        guard let needed = inspected.needed, needed > 0 else { return "eine Kontrolle ist nicht nötig" }
        let found = inspected.found ?? 0
        let number = found == 0 ? "keine Kontrolle" : found == 1 ? "1 Kontrolle" : "\(found) Kontrollen"
        return "\(number), nötig \(needed == 1 ? "ist" : "sind") \(needed)"
    }

    func notEarned(_ inspected: NamedRule.Inspected, _ name: String) -> String {
        let before = "Vor diesem Tag wurde \(length(inspected.period)) lang kein Verstoß festgestellt"
        guard let needed = inspected.needed else {
            return
                "Ob dies verdient ist, entscheidet ein Mensch: \(name). \(before), und die Quelle sagt nicht, wie viele "
                + "Kontrollen es verlangt."
        }
        guard inspected.found != nil else {
            return
                "Ob dies verdient ist, ist nicht bekannt: \(name). \(before), aber die Tatsachen nennen die Kontrollen nicht; "
                + "nötig \(needed == 1 ? "ist" : "sind") \(needed)."
        }
        return "Nicht verdient: \(name). \(before), aber es gab: \(looked(inspected))."
    }

    func lacksInspections(_ name: String, _ needed: Int, _ period: Length) -> String {
        "Die Tatsachen nennen die Kontrollen vor dieser nicht: \(name) verlangt \(needed) in \(dative(period))."
    }

    func offer(_ offer: OfferTrace, _ name: String, _ otherwise: String?) -> [String] {
        let place = offer.place == .beside ? "Neben der Maßnahme" : "An Stelle der Maßnahme"
        let state =
            switch offer.answer {
            case nil: "\(place) steht ein Angebot: \(name)."
            case .accepted: "Der Inhaber hat das Angebot angenommen: \(name)."
            case .declined: "Der Inhaber hat das Angebot abgelehnt: \(name)."
            }
        guard offer.answer == nil, offer.place == .instead else { return [state] }
        switch offer.declined {
        case .nothing: return [state, "Wird es abgelehnt, folgt nichts."]
        case .unknown: return [state, "Die Quelle sagt nicht, was folgt, wenn es abgelehnt wird."]
        case .measureFollows, .nextStep:
            return [state] + (otherwise.map { ["Wird es abgelehnt, folgt: \($0)."] } ?? [])
        }
    }

    /// The terms that packs usually state; another is told by its code.
    private static let terms = [
        "view": "Stellungnahme", "comply": "Befolgung", "objection": "Widerspruch",
        "appeal": "Rechtsmittel", "hearing": "Anhörung",
    ]

    func procedure(_ procedure: Procedure, _ measure: String) -> [String] {
        var parts: [String] = []
        switch procedure.intention {
        case .required: parts.append("zuerst wird die Absicht angekündigt und der Inhaber angehört")
        case .notRequired: parts.append("eine Ankündigung ist nicht nötig")
        case nil: parts.append("die Quelle sagt nicht, ob der Inhaber zuerst gehört wird")
        }
        if let ground = procedure.urgentGround {
            parts.append("das kann aus diesem Grund entfallen: " + ground[.german])
        }
        parts += procedure.terms.map { term in
            "die Frist \"\(Self.terms[term.code] ?? term.code)\" ist "
                + (term.length.map(length) ?? "in der Quelle nicht genannt")
        }
        if let signer = procedure.signedBy { parts.append("unterzeichnet wird von " + signer[.german]) }
        if procedure.proportionality == .required { parts.append("das Schriftstück begründet die Verhältnismäßigkeit") }
        switch procedure.document {
        case .decision: parts.append("das Schriftstück ist ein Bescheid, gegen den Widerspruch offensteht")
        case .notice: parts.append("das Schriftstück ist eine Mitteilung ohne Widerspruch")
        case nil: parts.append("die Quelle sagt nicht, ob Widerspruch offensteht")
        }
        return ["Für \(measure): " + parts.joined(separator: "; ") + "."]
    }

    func version(_ reason: VersionTrace.Reason) -> String? {
        switch reason {
        case .only: nil
        case .dayOfViolation: "Diese Fassung gilt, denn sie war am Tag des Verstoßes in Kraft."
        case .dayOfDecision: "Diese Fassung gilt, denn sie ist am Tag der Entscheidung in Kraft."
        case .milderLater: "Diese spätere Fassung gilt, denn sie ist milder."
        }
    }
}

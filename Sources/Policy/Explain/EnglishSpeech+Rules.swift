/// The sentences about gates, choices, offers, rewards and procedures in English.
extension EnglishSpeech {
    func gate(_ gate: GateTrace, _ requirement: String) -> String {
        let said = gate.incidents.map { " Counted: \($0) incidents by \(gate.reporters ?? 0) reporters." } ?? ""
        switch (gate.state, gate.isPassed) {
        case (.open, _): return mustConfirm(requirement)
        case (.confirmed, true): return confirmed(gate.by) + requirement + said
        case (.confirmed, false):
            return "The finding does not count as a violation, because of a defence: " + requirement
        case (.denied, true): return "This defence was not established: " + requirement
        case (.denied, false): return denied(gate) + requirement + said
        }
    }

    func condition(_ condition: GateTrace, _ requirement: String) -> String {
        switch (condition.state, condition.isPassed) {
        case (.open, _): mustConfirm(requirement)
        case (.confirmed, true): confirmed(condition.by) + requirement
        case (.confirmed, false): "The licensee may not choose, because of this: " + requirement
        case (.denied, true):
            "This does not take the choice from the licensee, because it was not established: " + requirement
        case (.denied, false):
            switch condition.by {
            case .facts: "The licensee may not choose, because the facts do not show: " + requirement
            case .rule: "The licensee may not choose, because nobody has confirmed: " + requirement
            case .person, .nobody, nil: "The licensee may not choose, because a person did not confirm: " + requirement
            }
        }
    }

    func notRepeats(_ number: Int, _ reason: RefusedFact.Reason, of criteria: String) -> String {
        let kind =
            switch reason {
            case .otherProvision: "another provision"
            case .otherClass: "another class"
            case .otherGroup: "another group"
            default: "another criterion"
            }
        return "\(number) violations (\(criteria)) do not count, because they were violations "
            + (reason == .otherLadder ? "with other steps." : "of \(kind).")
    }

    func ofClass(_ sentence: String, _ from: String?, _ to: String?) -> String {
        guard let from, let to else {
            return "For the class: " + sentence.prefix(1).lowercased() + sentence.dropFirst()
        }
        return "For the class (from \(from) to \(to)): " + sentence.prefix(1).lowercased() + sentence.dropFirst()
    }

    private func confirmed(_ by: GateTrace.By?) -> String {
        switch by {
        case .facts: "The facts show: "
        case .rule: "The rules take it so while nobody says otherwise: "
        case .person, .nobody, nil: "A person has confirmed: "
        }
    }

    private func denied(_ gate: GateTrace) -> String {
        if let step = gate.fromStep { return "Step \(step) is not open, because this is not established: " }
        if gate.otherwise == true { return "These steps are not taken, because this is not established: " }
        switch gate.by {
        case .facts: return "The finding does not count as a violation, because the facts do not show: "
        case .rule: return "The finding does not count as a violation, because nobody has confirmed: "
        case .person, .nobody, nil:
            return "The finding does not count as a violation, because a person did not confirm: "
        }
    }

    func answered(by person: String, on day: LocalDate?) -> String {
        "Answered by \(person)" + (day.map { " on \(date($0))" } ?? "") + "."
    }

    func choice(_ options: String, by chooser: Sanction.Chooser) -> String {
        switch chooser {
        case .authority: "The rules leave a choice to the authority: \(options)."
        case .licensee: "The rules leave a choice to the licensee: \(options)."
        }
    }

    func subject(_ subject: Ladder.Subject) -> String? {
        subject == .individual ? "These are the steps for the individual, not for the licensee." : nil
    }

    func severity(_ name: String, raised: Bool) -> String {
        raised ? "Its class is \(name), because a repeat has raised it." : "Its class is \(name)."
    }

    func skipped(_ name: String) -> String { "Steps are skipped, because of this conduct: \(name)." }

    func circumstance(_ circumstance: NamedRule, _ name: String) -> String {
        let number = circumstance.number ?? 0
        let effect =
            switch circumstance.effect {
            case .mayBeMilder: "the authority may be milder, with reasons"
            case .mayBeHeavier: "the authority may be heavier, with reasons"
            case .steps where number < 0: steps(-number) + " down"
            case .steps: steps(number) + " up"
            case .percent: "lengths and amounts are \(number) percent of what the step says"
            case .skips, .lookBack, .stepsDown, .inspectionEvery: "it is named by the rules"
            }
        return "Confirmed as a circumstance: \(name); \(effect)."
    }

    func reward(_ reward: NamedRule, _ name: String) -> String {
        let length = reward.length.map(length) ?? ""
        let effect =
            switch reward.effect {
            case .lookBack: "earlier violations count for \(length) only"
            case .stepsDown: steps(reward.number ?? 0) + " down, though no lower than the first"
            case .inspectionEvery: "one inspection in \(length) is enough"
            case .skips, .mayBeMilder, .mayBeHeavier, .steps, .percent: "it is named by the rules"
            }
        let counted =
            reward.inspected.map { " (no established violation in \(self.length($0.period)), \(looked($0)))" } ?? ""
        return "Earned by complying: \(name)\(counted); \(effect)."
    }

    /// "3 inspections of the 2 that are needed".
    private func looked(_ inspected: NamedRule.Inspected) -> String {
        guard let needed = inspected.needed, needed > 0 else { return "and no inspection is needed" }
        return "\(inspections(inspected.found ?? 0)) of the \(needed) that \(needed == 1 ? "is" : "are") needed"
    }

    private func inspections(_ number: Int) -> String {
        switch number {
        case 0: "no inspection"
        case 1: "1 inspection"
        default: "\(number) inspections"
        }
    }

    func notEarned(_ inspected: NamedRule.Inspected, _ name: String) -> String {
        let before = "in the \(length(inspected.period)) before this day"
        guard let needed = inspected.needed else {
            return
                "Whether this is earned is left to a person: \(name). No violation was established \(before), and the source "
                + "does not say how many inspections it takes."
        }
        guard inspected.found != nil else {
            return
                "Whether this is earned is not known: \(name). No violation was established \(before), but the facts do not "
                + "state the inspections, and it takes \(needed)."
        }
        return "Not earned: \(name). No violation was established \(before), but there was \(looked(inspected))."
    }

    func lacksInspections(_ name: String, _ needed: Int, _ period: Length) -> String {
        "The facts do not state the inspections before this one: \(name) takes \(needed) in \(length(period))."
    }

    private func steps(_ number: Int) -> String { number == 1 ? "1 step" : "\(number) steps" }

    func offer(_ offer: OfferTrace, _ name: String, _ otherwise: String?) -> [String] {
        let place = offer.place == .beside ? "Beside the measure" : "Instead of the measure"
        let state =
            switch offer.answer {
            case nil: "\(place) there is an offer: \(name)."
            case .accepted: "The holder has accepted the offer: \(name)."
            case .declined: "The holder has declined the offer: \(name)."
            }
        guard offer.answer == nil, offer.place == .instead else { return [state] }
        switch offer.declined {
        case .nothing: return [state, "Nothing follows if it is declined."]
        case .unknown: return [state, "The source does not say what follows if it is declined."]
        case .measureFollows, .nextStep:
            return [state] + (otherwise.map { ["If it is declined, this follows: \($0)."] } ?? [])
        }
    }

    func procedure(_ procedure: Procedure, _ measure: String) -> [String] {
        var parts: [String] = []
        switch procedure.intention {
        case .required: parts.append("the intention is announced first and the holder's view is asked")
        case .notRequired: parts.append("no intention has to be announced first")
        case nil: parts.append("the source does not say whether the holder is heard first")
        }
        if let ground = procedure.urgentGround {
            parts.append("that may be left out on this ground: " + ground[.english])
        }
        parts += procedure.terms.map { term in
            "the term \"\(term.code)\" is " + (term.length.map(length) ?? "not stated by the source")
        }
        if let signer = procedure.signedBy { parts.append("it is signed by " + signer[.english]) }
        if procedure.proportionality == .required { parts.append("the document argues that it is proportionate") }
        switch procedure.document {
        case .decision: parts.append("the document is a decision that is open to objection")
        case .notice: parts.append("the document is a notice that is not open to objection")
        case nil: parts.append("the source does not say whether it is open to objection")
        }
        return ["For \(measure): " + parts.joined(separator: "; ") + "."]
    }

    func version(_ reason: VersionTrace.Reason) -> String? {
        switch reason {
        case .only: nil
        case .dayOfViolation: "This version is taken, because it was in force on the day of the violation."
        case .dayOfDecision: "This version is taken, because it is in force on the day of the decision."
        case .milderLater: "This later version is taken, because it is milder."
        }
    }
}

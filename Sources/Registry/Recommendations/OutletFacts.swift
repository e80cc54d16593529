import Policy

/// What the registry knows about an outlet, seen from one inspection of it.
///
/// `facts` is the one place where facts are made of it, for a recommendation and for a back-test.
package struct OutletFacts: Sendable {
    /// Reference of the outlet.
    let outlet: String
    /// Every violation of the outlet, those of the inspection itself among them.
    let history: [PastViolation]
    /// Violations at other outlets, each of a day on which the party operated it that operates this one on the day of the
    /// inspection; none where no pack asks for them.
    var elsewhere: [PastViolation] = []
    /// Days of the inspections before in which something was checked; nil where no pack asks for them.
    var inspections: [LocalDate]?
    /// Whom the violations of an inspection were held against, by its reference: that of a party, or `none`; empty where no
    /// pack asks for it.
    var individuals: [String: String] = [:]
    /// Reference of the party that operates the outlet on the day of the inspection.
    let `operator`: String?
    /// What kind of outlet it is; nil when that is not known.
    let type: OutletType?
    /// The measures that run on that day, in the order of the alphabet.
    let running: [MeasureKind]
    /// The warnings and conversations that were issued.
    private let given: [Notice]

    init(outlet: String, history: [PastViolation], operator: String?, type: OutletType?, running: [MeasureKind]) {
        self.outlet = outlet
        self.history = history
        self.operator = `operator`
        self.type = type
        self.running = running
        var given: [Notice] = []
        // By place: a copy of each violation would cost a back-test more than the decision.
        for place in history.indices {
            guard history[place].measure == .warning || history[place].measure == .conversation else { continue }
            guard history[place].standing == .established, let day = history[place].decidedOn else { continue }
            given.append(Notice(criterion: history[place].criterion, day: day))
        }
        self.given = given
    }

    /// The facts about some findings, for the pack that decides on them.
    ///
    /// Violations at other outlets are told to a pack that can count them, and to no other; so are the inspections before to a
    /// pack with rewards, and whom violations were held against to one with rules about individuals.
    package func facts(
        _ findings: [ObservedFinding], on day: LocalDate, inspection: String?, answers: GateAnswers,
        for pack: AskingPack
    ) -> Facts {
        var facts = Facts(
            day: day, outlet: outlet, findings: findings, history: past(for: pack), inspection: inspection,
            confirmations: answers.about(findings, under: pack.id), operator: `operator`,
            attributes: type.flatMap { pack.knows($0) ? $0.attributes : nil }, running: running,
            notices: notices(about: findings), inspections: pack.furtherFacts.contains(.inspections) ? inspections : nil
        )
        answers.stated.tell(&facts, for: pack.id)
        return facts
    }

    /// The earlier violations that a pack is told.
    private func past(for pack: AskingPack) -> [PastViolation] {
        var past = pack.furtherFacts.contains(.otherOutlets) ? history + elsewhere : history
        guard pack.furtherFacts.contains(.individuals), !individuals.isEmpty else { return past }
        for place in past.indices { past[place].individual = individuals[past[place].reference] }
        return past
    }

    /// The notices about each failed criterion. The registry does not hold every letter: where none is known about a
    /// criterion, nothing is said, and a person answers.
    private func notices(about findings: [ObservedFinding]) -> [Notice]? {
        if given.isEmpty { return findings.contains { $0.result == "fail" } ? nil : [] }
        let failed = findings.filter { $0.result == "fail" }
        guard failed.allSatisfy({ one in given.contains { $0.criterion == one.criterion } }) else { return nil }
        return given.filter { notice in failed.contains { $0.criterion == notice.criterion } }
    }

    /// A status of a violation that the policy module has no word for: a fault of this program.
    struct UnknownStanding: Error {
        var text: String
    }
}

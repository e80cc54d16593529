/// The sentences of one language; `explain` chooses which are said and in which order.
///
/// A measure arrives as its finished phrase; nil means that the source gives no measure.
protocol Speech {
    func date(_ date: LocalDate) -> String
    var joints: Joints { get }
    func phrase(_ phrase: Phrase) -> String

    func rules(title: String, version: String, day: LocalDate) -> String
    var nothingFailed: String { get }
    func recommendation(_ measure: String) -> String
    func mustConfirm(_ requirement: String) -> String
    func gap(_ subject: Gap.Subject) -> String
    func choice(_ options: String, by chooser: Sanction.Chooser) -> String
    func reward(_ reward: NamedRule, _ name: String) -> String
    /// A reward that is not earned for want of inspections, or not for certain.
    func notEarned(_ inspected: NamedRule.Inspected, _ name: String) -> String
    /// Which fact a reward lacks.
    func lacksInspections(_ name: String, _ needed: Int, _ period: Length) -> String
    func procedure(_ procedure: Procedure, _ measure: String) -> [String]
    func version(_ reason: VersionTrace.Reason) -> String?
    func noun(_ kind: MeasureKind) -> String

    func severity(_ name: String, raised: Bool) -> String
    func skipped(_ name: String) -> String
    func circumstance(_ circumstance: NamedRule, _ name: String) -> String
    func offer(_ offer: OfferTrace, _ name: String, _ otherwise: String?) -> [String]
    func subject(_ subject: Ladder.Subject) -> String?

    func criterion(_ code: String, _ name: String) -> String
    func measured(_ measured: MeasuredValue, _ name: String) -> String
    /// - Parameter known: how many of the steps are known; nil where all are.
    func step(_ step: Int, of steps: Int, known: Int?, counted: Int, _ measure: String?) -> String
    func movedStep(_ step: Int, of steps: Int, from: Int, counted: Int, _ measure: String?) -> String
    func window(_ window: WindowTrace) -> String
    func counted(_ fact: CountedFact) -> String
    func notCounted(_ fact: RefusedFact) -> String
    func refusal(_ fact: RefusedFact) -> String
    /// What an alleged violation comes to once it is established.
    func established(_ established: RefusedFact.IfEstablished) -> String
    func gate(_ gate: GateTrace, _ requirement: String) -> String
    /// What the licensee's choice depends on.
    func condition(_ condition: GateTrace, _ requirement: String) -> String
    /// A sentence about the count for the class, and not for the step; with the classes that it would rise from and to.
    func ofClass(_ sentence: String, _ from: String?, _ to: String?) -> String
    /// Several earlier violations that are no repeats, all for the same reason.
    func notRepeats(_ number: Int, _ reason: RefusedFact.Reason, of criteria: String) -> String
    func answered(by person: String, on day: LocalDate?) -> String
    /// - Parameter rewarded: whether what is open is earned then; nil where nothing is.
    func alternative(_ earlier: Int, step: Int, _ measure: String?, rewarded: Bool?) -> String
    func outlook(_ outlook: Outlook, of criterion: String, _ measure: String?) -> String?
    /// What a person must confirm, or deny, so that what was told follows; `isForIt`: for a violation that is yet to come.
    func needs(_ requirements: String, holds: Bool, isForIt: Bool) -> String
    /// How an amount is worked out.
    func amount(_ rule: AmountRule) -> String
    /// Why a person decides, after what was told; nil where it was told already.
    func reason(_ gap: Gap) -> String?
    /// Of the days between what is known to count and what is known not to, both included.
    func doubtful(_ first: LocalDate, _ last: LocalDate) -> String
    /// The same where the last of these days depends on the decision about this violation.
    func doubtful(_ first: LocalDate, untilAfterDecision length: Length) -> String
    /// From `day` on, an earlier violation that counts now may be too old.
    func fewer(_ day: LocalDate) -> String
    func source(_ text: String, _ confidence: Confidence) -> String
    /// What the pack has chosen where its source is silent.
    func ownReading(_ clause: String) -> String
    /// What each choice that a pack can settle comes to, by its key and its word.
    var readings: [String: String] { get }

    func combined(_ rule: Combined.Rule, _ criterion: String) -> String?
    func notChecked(_ codes: String) -> String
}

extension SourceNote {
    /// What a reading comes to, as a clause without a full stop.
    package func clause(_ language: Language) -> String {
        words?[language] ?? language.speech.readings["\(what) \(value)"] ?? "\(what): \(value)"
    }
}

extension Language {
    var speech: any Speech {
        switch self {
        case .english: EnglishSpeech()
        case .dutch: DutchSpeech()
        case .german: GermanSpeech()
        }
    }
}

extension Amount {
    /// Such as `EUR 1,250` or `EUR 1,250.50`, with the separators of the language.
    func text(grouping: String, fraction: String) -> String {
        var digits = String(minorUnits / 100)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits = String(digits.dropLast(3))
        }
        let whole = ([digits] + groups).joined(separator: grouping)
        let cents = minorUnits % 100
        return "\(currency) \(whole)" + (cents == 0 ? "" : "\(fraction)\(cents < 10 ? "0" : "")\(cents)")
    }
}

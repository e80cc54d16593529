/// What the pack says about one failed criterion on one ladder, with everything that it rests on.
package struct Line: Codable, Sendable, Equatable {
    package let criterion: String
    /// In English, or in the first language that the pack has.
    package let criterionName: String
    package let names: Localized
    /// The ladder that was climbed; nil when the pack has none for the criterion.
    package let ladder: String?
    package let subject: Ladder.Subject?
    package var severity: SeverityTrace?
    package let measured: MeasuredValue?
    /// Step of the ladder; nil when it could not be counted.
    package var step: Int?
    /// The step that counting alone reaches, where conduct, a circumstance, a reward or a gate has moved it.
    package var countedStep: Int?
    /// How many steps the ladder has; 0 when the pack has no ladder for the criterion.
    package var steps: Int
    /// How many of its steps are known before those at its end that the source does not say; nil where all are.
    package var known: Int?
    /// The measure; of several that go together the heaviest, nil where there is a choice or none.
    package var measure: Measure?
    /// What there is beside one measure alone: measures that go together, and options to choose from.
    package var options: [MeasureOption]
    /// Who chooses, where there is a choice.
    package var chooser: Sanction.Chooser?
    package var personDecides: Bool
    /// Why a person decides, in one English sentence.
    package var reason: String?
    package var unknown: Gap?
    /// The gate that a person must answer, where that is why a person decides.
    package var openGate: String?
    package var counted: [CountedFact]
    package var refused: [RefusedFact]
    package var window: WindowTrace?
    /// The windows of the other counts that stand beside it; nil where there is one alone.
    package var otherWindows: [WindowTrace]?
    /// The gates of the ladder, and what the licensee's choice depends on.
    package var gates: [GateTrace]
    /// Named conduct that skipped steps.
    package var skipped: [NamedRule]
    /// Circumstances that a person confirmed.
    package var circumstances: [NamedRule]
    package var offers: [OfferTrace]
    package var alternatives: [Alternative]
    package var sources: [SourceNote]
    package var outlook: [Outlook]
}

extension Line {
    /// Whether every gate lets the violation through.
    package var isThroughGates: Bool {
        gates.allSatisfy { $0.fromStep != nil || $0.isPassed || $0.isCondition == true }
    }
}

extension Line {
    /// Reads format 2, and format 1, which had one measure and no more.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        criterion = try container.decode(String.self, forKey: .criterion)
        criterionName = try container.decode(String.self, forKey: .criterionName)
        names = try container.decode(Localized.self, forKey: .names)
        ladder = try container.decodeIfPresent(String.self, forKey: .ladder)
        subject = try container.decodeIfPresent(Ladder.Subject.self, forKey: .subject)
        severity = try container.decodeIfPresent(SeverityTrace.self, forKey: .severity)
        measured = try container.decodeIfPresent(MeasuredValue.self, forKey: .measured)
        step = try container.decodeIfPresent(Int.self, forKey: .step)
        countedStep = try container.decodeIfPresent(Int.self, forKey: .countedStep)
        steps = try container.decode(Int.self, forKey: .steps)
        known = try container.decodeIfPresent(Int.self, forKey: .known)
        measure = try container.decodeIfPresent(Measure.self, forKey: .measure)
        options = try container.decodeIfPresent([MeasureOption].self, forKey: .options) ?? []
        chooser = try container.decodeIfPresent(Sanction.Chooser.self, forKey: .chooser)
        personDecides = try container.decode(Bool.self, forKey: .personDecides)
        reason = try container.decodeIfPresent(String.self, forKey: .reason)
        openGate = try container.decodeIfPresent(String.self, forKey: .openGate)
        unknown = try container.decodeIfPresent(Gap.self, forKey: .unknown)
        counted = try container.decode([CountedFact].self, forKey: .counted)
        refused = try container.decode([RefusedFact].self, forKey: .refused)
        window = try container.decodeIfPresent(WindowTrace.self, forKey: .window)
        otherWindows = try container.decodeIfPresent([WindowTrace].self, forKey: .otherWindows)
        gates = try container.decode([GateTrace].self, forKey: .gates)
        skipped = try container.decodeIfPresent([NamedRule].self, forKey: .skipped) ?? []
        circumstances = try container.decodeIfPresent([NamedRule].self, forKey: .circumstances) ?? []
        offers = try container.decodeIfPresent([OfferTrace].self, forKey: .offers) ?? []
        alternatives = try container.decode([Alternative].self, forKey: .alternatives)
        sources = try container.decode([SourceNote].self, forKey: .sources)
        outlook = try container.decode([Outlook].self, forKey: .outlook)
    }
}

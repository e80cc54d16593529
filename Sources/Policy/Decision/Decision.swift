/// What a pack says about the facts, with its whole trace. Its JSON is stable: `format` says which version.
package struct Decision: Codable, Sendable, Equatable {
    /// 5 now, and those before are still read. Under 4 a reward was earned by a period without an established violation, whether
    /// anybody inspected in it or not. Under 3 the outlook was made from the counts alone: it left out gates, rewards,
    /// classes that rise, and what only the later violation will have. 1 had one measure per line and no offers, procedures or
    /// versions. Under 2
    /// percentages were rounded one after another, circumstances moved the step one by one, a wording hid a number that a
    /// circumstance had changed, and the trace had no `ifEstablished`, `others` and `known`, nor what a person decides next.
    package let format: Int
    package let pack: PackReference
    /// Title of the pack per language.
    package let titles: Localized
    /// The packs that `pack` builds on.
    package let bases: [PackReference]
    package let day: LocalDate
    /// One line per failed criterion and ladder, in the pack's order.
    package let lines: [Line]
    /// Criteria that were not checked: they never count as compliant.
    package let notChecked: [String]
    /// The recommended measure; of several that go together the heaviest. nil when nothing follows, when there is a
    /// choice, or when a person decides.
    package let measure: Measure?
    /// What there is beside one measure alone: measures that go together, and options to choose from.
    package let options: [MeasureOption]
    /// Who chooses, where there is a choice.
    package let chooser: Sanction.Chooser?
    package var personDecides: Bool
    /// One English sentence.
    package var reasonPersonDecides: String?
    package let combined: Combined
    /// What the recommended measures demand.
    package let procedures: [Procedure]
    /// What the outlet has earned by complying.
    package let rewards: [NamedRule]
    /// What it has not earned, or not for certain, although no violation was established in the period: for want of inspections
    /// in it, of the facts about them, or of their number in the source; nil where there is none.
    package var notEarned: [NamedRule]?
    /// Why this version of the rules was taken; nil when only one was asked.
    package var version: VersionTrace?

    package static let format = 5
    /// The oldest format that a replay can decide in.
    package static let oldestFormat = 2
}

extension Decision {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        format = try container.decode(Int.self, forKey: .format)
        pack = try container.decode(PackReference.self, forKey: .pack)
        titles = try container.decode(Localized.self, forKey: .titles)
        bases = try container.decode([PackReference].self, forKey: .bases)
        day = try container.decode(LocalDate.self, forKey: .day)
        lines = try container.decode([Line].self, forKey: .lines)
        notChecked = try container.decode([String].self, forKey: .notChecked)
        measure = try container.decodeIfPresent(Measure.self, forKey: .measure)
        options = try container.decodeIfPresent([MeasureOption].self, forKey: .options) ?? []
        chooser = try container.decodeIfPresent(Sanction.Chooser.self, forKey: .chooser)
        personDecides = try container.decode(Bool.self, forKey: .personDecides)
        reasonPersonDecides = try container.decodeIfPresent(String.self, forKey: .reasonPersonDecides)
        combined = try container.decode(Combined.self, forKey: .combined)
        procedures = try container.decodeIfPresent([Procedure].self, forKey: .procedures) ?? []
        rewards = try container.decodeIfPresent([NamedRule].self, forKey: .rewards) ?? []
        notEarned = try container.decodeIfPresent([NamedRule].self, forKey: .notEarned)
        version = try container.decodeIfPresent(VersionTrace.self, forKey: .version)
    }

    /// The outcome as one English phrase: the measures with "and" and "or", `nothing`, or `a person decides`.
    package var text: String {
        if personDecides { return "a person decides" }
        let all = options.isEmpty ? measure.map { [MeasureOption([$0])] } ?? [] : options
        return all.isEmpty ? "nothing" : EnglishSpeech().phrase(all, .english)
    }
}

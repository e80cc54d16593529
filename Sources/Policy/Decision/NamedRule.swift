/// A rule with a name that came into play: named conduct, a circumstance, a reward.
package struct NamedRule: Codable, Sendable, Equatable {
    package let code: String
    package let name: Localized
    package let effect: Effect
    /// How much: steps, a percentage, nothing else.
    package let number: Int?
    /// The length that a reward gives.
    package let length: Length?
    /// How often somebody looked in the period of a reward, and how often that must be; nil for everything else, and before
    /// format 5.
    package var inspected: Inspected?
    /// Name of the person who confirmed it, and the day; nil where that was not kept.
    package let person: String?
    package let on: LocalDate?
    package let source: String
    package let confidence: Confidence

    package enum Effect: String, Codable, Sendable, CaseIterable {
        case skips
        case mayBeMilder = "may_be_milder"
        case mayBeHeavier = "may_be_heavier"
        case steps
        case percent
        /// Earlier violations count for `length` only.
        case lookBack = "look_back"
        case stepsDown = "steps_down"
        case inspectionEvery = "inspection_every"
    }

    /// The inspections in the period of a reward.
    package struct Inspected: Codable, Sendable, Equatable {
        package let period: Length
        /// nil where the facts state none.
        package let found: Int?
        /// nil where the source does not say.
        package let needed: Int?
    }

    init(
        _ code: String, _ name: Localized, _ effect: Effect, number: Int? = nil, length: Length? = nil,
        _ citation: Citation, by answer: (person: String?, on: LocalDate?) = (nil, nil)
    ) {
        self.code = code
        self.name = name
        self.effect = effect
        self.number = number
        self.length = length
        (person, on) = answer
        source = citation.text
        confidence = citation.confidence
    }

    init(_ skip: Skip) {
        self.init(skip.conduct, skip.name, .skips, skip.citation)
    }

    init(_ circumstance: Circumstance, by answer: (person: String?, on: LocalDate?)) {
        let (code, name, citation) = (circumstance.code, circumstance.name, circumstance.citation)
        switch circumstance.effect {
        case .mayBeMilder: self.init(code, name, .mayBeMilder, citation, by: answer)
        case .mayBeHeavier: self.init(code, name, .mayBeHeavier, citation, by: answer)
        case .steps(let steps): self.init(code, name, .steps, number: steps, citation, by: answer)
        case .percent(let percent): self.init(code, name, .percent, number: percent, citation, by: answer)
        }
    }

    init(_ reward: Reward) {
        let (code, name, citation) = (reward.code, reward.name, reward.citation)
        switch reward.effect {
        case .lookBack(let length): self.init(code, name, .lookBack, length: length, citation)
        case .stepsDown(let steps): self.init(code, name, .stepsDown, number: steps, citation)
        case .inspectionEvery(let length): self.init(code, name, .inspectionEvery, length: length, citation)
        }
    }
}

/// A condition that must hold before a finding counts, and that the engine can't see in the findings.
package struct Gate: Sendable, Equatable {
    /// Name of the gate, such as `structural_pattern`.
    package let code: String
    package let name: Localized
    /// What a person has to establish, as a full sentence.
    package let requirement: Localized
    package let citation: Citation
    /// The English sentence that is the reason why a person decides, made once.
    package let reason: String

    package init(code: String, name: Localized, requirement: Localized, citation: Citation) {
        self.code = code
        self.name = name
        self.requirement = requirement
        self.citation = citation
        reason = "A person must confirm: " + requirement[.english]
    }
}

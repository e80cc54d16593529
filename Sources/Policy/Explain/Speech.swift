/// The sentences of one language; `explain` chooses which are said and in which order.
protocol Speech {
    func date(_ date: LocalDate) -> String
    func length(_ length: Length) -> String
    func phrase(_ kind: MeasureKind, _ length: Length?, _ amount: Amount?) -> String
    func gap(_ subject: Gap.Subject) -> String
    func refusal(_ fact: RefusedFact) -> String
}

/// What will judge a further violation.
struct Ahead {
    /// The rules that are in force on the day of the decision.
    let pack: Pack
    /// The day of the decision; that of the violation where it is not known.
    let today: LocalDate
    /// Their version, where another one judges this violation.
    let version: String?

    init(_ pack: Pack, judging judged: Pack, today: LocalDate) {
        self.pack = pack
        self.today = today
        version = pack.reference == judged.reference ? nil : pack.version
    }
}

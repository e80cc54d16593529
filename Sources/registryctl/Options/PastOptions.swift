import ArgumentParser
import Policy
import Records

/// Reads that can be asked of the past.
struct PastOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How it held on this day.", valueName: "day"))
    var asOf: LocalDate?

    @Option(
        help: ArgumentHelp(
            "By what had been recorded by this moment, such as \"2026-03-03 14:00\"; of a day its end.",
            valueName: "moment"))
    var knownAt: String?

    /// Whether the records are asked for as they are.
    var isNow: Bool { asOf == nil && knownAt == nil }

    /// The parameters of the query. A moment without an offset is in the zone of the authority.
    /// - Throws: `Failure` for what is no moment, for an hour that is skipped and one that is there twice.
    func query(_ clock: LocalClock) throws(Failure) -> [(name: String, value: String?)] {
        var moment = knownAt
        if let knownAt, LocalDate(knownAt) == nil {
            moment = try clock.instant(knownAt, for: "--known-at").description
        }
        return [("asOf", asOf?.description), ("knownAt", moment)]
    }
}

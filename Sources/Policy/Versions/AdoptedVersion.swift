/// One version of a pack that a jurisdiction has adopted, with the first day on which it governs.
package struct AdoptedVersion: Sendable {
    package let pack: Pack
    package let from: LocalDate

    package init(pack: Pack, from: LocalDate) {
        self.pack = pack
        self.from = from
    }
}

extension [AdoptedVersion] {
    /// The version that governs on a day: the one with the latest first day that is not after it.
    package func version(on day: LocalDate) -> AdoptedVersion? {
        filter { $0.from <= day }.max { $0.from < $1.from }
    }
}

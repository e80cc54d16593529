import Crypto
import Policy

@testable import Registry

extension PackShelf {
    /// Two versions of a made-up pack: the first allows two licences, the second says nothing about them and holds
    /// from 2026-01-01.
    static let sample = PackShelf([
        entry(version: "1", maximum: 2, validFrom: nil),
        entry(version: "2", maximum: nil, validFrom: .sample("2026-01-01")),
    ])

    private static func entry(version: String, maximum: Int?, validFrom: LocalDate?) -> Entry {
        let citation = Citation(title: "Made up for a test", confidence: .seen)
        let pack = Pack(
            id: "nl/test", version: version, titles: Localized(["en": "Test"]),
            sha256: Hex.text(SHA256.hash(data: Array(source(version).utf8))),
            language: "nl",
            validFrom: validFrom, criteria: [], ladders: [],
            combination: Combination(rule: .unknown, citation: citation),
            licences: Licences(maximum: Sourced(maximum, citation)))
        return Entry(pack: pack, source: source(version))
    }

    private static func source(_ version: String) -> String { "pack: nl/test\nversion: \(version)" }
}

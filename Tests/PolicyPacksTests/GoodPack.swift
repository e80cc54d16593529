import FoundationEssentials
import Policy
import PolicyPacks
import Testing

/// The pack `good.yaml` with other steps, combination or circumstances, read from YAML as an author writes it.
enum GoodPack {
    /// - Parameters:
    ///   - second: the second step, as it stands in the list.
    ///   - combination: what is added to the combination, such as `percentages: add`.
    ///   - more: further keys of the file.
    static func text(second: String, combination: String? = nil, more: String = "") throws -> String {
        let folder = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        let bytes = try #require(FileManager.default.contents(atPath: folder + "/good.yaml"))
        return String(decoding: bytes, as: UTF8.self)
            .replacingOccurrences(of: "      - measure: {kind: closure, length: 3 months}\n", with: second + "\n")
            .replacingOccurrences(
                of: "[warning, closure]", with: "[warning, fine, suspension, closure, withdrawal]"
            )
            .replacingOccurrences(
                of: "continuing: one_violation",
                with: "continuing: one_violation" + (combination.map { ", " + $0 } ?? "")) + more
    }

    static func pack(second: String, combination: String? = nil, more: String = "") throws -> Pack {
        try PackLibrary.load(yaml: text(second: second, combination: combination, more: more), file: "good.yaml")
    }

    /// A failed J with one earlier violation, so that the second step is reached.
    static func second(
        confirmed: [String] = [], figures: [String: Int] = [:], days: Int? = nil, history: [PastViolation]? = nil
    ) -> Facts {
        let past = PastViolation(
            id: "v1", criterion: "J", day: LocalDate("2026-01-01")!, standing: .established, outlet: "o1",
            reference: "i1")
        return Facts(
            day: LocalDate("2026-06-01")!, outlet: "o1",
            findings: [ObservedFinding(criterion: "J", result: "fail", days: days)], history: history ?? [past],
            confirmations: confirmed.map { Confirmation(gate: $0, criterion: "J", holds: true) }, figures: figures)
    }
}

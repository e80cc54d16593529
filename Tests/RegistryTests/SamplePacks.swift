import Policy
import Records
import Server

@testable import Registry

extension PackShelf {
    /// Two versions of a made-up pack, written after Leeuwarden's: the first allows two licences, the second says nothing
    /// about them and holds from 2026-01-01.
    static let sample: PackShelf = {
        do {
            let shipped = try PackShelf.installed().shipped
            let bases = shipped.filter { !$0.isAdoptable }
            return .reading(
                bases + [
                    sample(
                        version: "1", { $0.replacing("maximum: {value: unknown", with: "maximum: {value: 2") }, shipped),
                    sample(version: "2", { $0.replacing("from: unknown ", with: "from: 2026-01-01 ") }, shipped),
                ])
        } catch {
            preconditionFailure("The shipped packs can't be read: \(error)")
        }
    }()

    /// The shipped packs, and a reader that doesn't prove what it reads: for tests of something else than proofs.
    static func withoutProof() throws -> PackShelf {
        let installed = try PackShelf.installed()
        return PackShelf(installed.shipped) { text, base in
            let reading = try installed.read(text, base)
            guard let pack = reading.pack else { return reading }
            return Reading(
                pack: pack, bases: reading.bases,
                report: PackReport(sha256: pack.sha256, pack: pack.id, version: pack.version))
        }
    }

    private static func sample(
        version: String, _ change: (String) -> String, _ shipped: [Shipped]
    ) -> Shipped {
        let text = SamplePack.text(shipped, id: "nl/test", version: version)
        return Shipped(
            id: "nl/test", version: version,
            text: PackText(text: change(text), file: "nl/test.yaml", examples: SamplePack.examples()),
            isAdoptable: true)
    }
}

/// Texts of packs for tests: Leeuwarden's, under another name, so that they follow the language of packs.
enum SamplePack {
    static func text(_ shipped: [PackShelf.Shipped], id: String, version: String) -> String {
        let model = shipped.first { $0.id == "nl/leeuwarden/j" }?.text.text ?? ""
        // In plain words, and without what it says about withdrawals and weights, so that a test can change its parts.
        return model.replacing(/\{value: (\w+), reading: true, source: \w+\}/) { "\($0.output.1) " }
            .replacing(/\n# The permit is withdrawn(?:.*\n)*?\n(?=licences:)/, with: "\n")
            .replacing("pack: nl/leeuwarden/j\n", with: "pack: \(id)\n")
            .replacing("version: \"2011\"\n", with: "version: \"\(version)\"\n")
    }

    /// With a look-back of two years, and with alleged violations counted when `alleged` says so.
    static func counting(alleged: Bool = false) throws -> PackText {
        try new(examples: examples(further: inAndOut)) {
            $0.replacing(
                "      length: unknown\n",
                with: "      length: 2 years\n      anchor: earlier_finding\n      anniversary: does_not_count\n"
                    + "      expiry: each_alone\n"
            )
            .replacing(
                "standing: established ", with: "standing: \(alleged ? "established_or_alleged" : "established") ")
        }
    }

    /// With examples, the outcome of the first of which a test may choose.
    static func new(
        id: String = "nl/town/j", version: String = "1", outcome: String = "closure for 3 months",
        examples: String? = nil, _ change: (String) -> String = { $0 }
    ) throws -> PackText {
        PackText(
            text: change(text(try PackShelf.installed().shipped, id: id, version: version)), file: "town.yaml",
            examples: examples ?? Self.examples(outcome: outcome))
    }

    /// An example on each side of each threshold.
    static func examples(outcome: String = "closure for 3 months", further: String = open) -> String {
        """
        examples:
          - name: a first violation
            day: 2026-06-01
            findings: [{criterion: J, result: fail}]
            expect: {outcome: \(outcome)}
          - name: one licence more is possible
            application: {day: 2026-06-01, valid_licences: 1}
            expect: {}
          - name: no licence more is possible
            application: {day: 2026-06-01, valid_licences: 2}
            expect: {}
        \(further)
        """
    }

    /// With an unknown look-back every further step is open.
    private static let open = """
          - name: a second violation
            day: 2026-06-01
            findings: [{criterion: J, result: fail}]
            history: [{criterion: J, day: 2025-06-01, standing: established}]
            expect: {outcome: a person decides}
          - name: a third violation
            day: 2026-06-01
            findings: [{criterion: J, result: fail}]
            history:
              - {criterion: J, day: 2025-06-01, standing: established}
              - {criterion: J, day: 2025-08-01, standing: established}
            expect: {outcome: a person decides}
        """

    /// With a look-back of two years.
    private static let inAndOut = """
          - name: a second violation
            day: 2026-06-01
            findings: [{criterion: J, result: fail}]
            history: [{criterion: J, day: 2024-06-02, standing: established}]
            expect: {outcome: closure for 6 months}
          - name: a second violation two years later
            day: 2026-06-01
            findings: [{criterion: J, result: fail}]
            history: [{criterion: J, day: 2024-06-01, standing: established}]
            expect: {outcome: closure for 3 months}
          - name: a third violation
            day: 2026-06-01
            findings: [{criterion: J, result: fail}]
            history:
              - {criterion: J, day: 2025-06-01, standing: established}
              - {criterion: J, day: 2025-08-01, standing: established}
            expect: {outcome: withdrawal of the exploitation permit and of the toleration}
        """
}

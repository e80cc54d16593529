import Policy
import PolicyPacks
import Records
import Registry

/// One text of a policy pack on its way through the reader and the checks.
///
/// A check of another kind belongs in `report`: it adds remarks to the problems or to the choices.
struct PackReading {
    /// Deepest chain of packs that build on one another.
    private static let depth = 8

    /// Reads a text, and checks it when its report is asked for.
    static func read(
        _ text: PackText, _ base: (_ id: String, _ version: String) throws -> PackText?
    ) throws -> PackShelf.Reading {
        var bases: [PackShelf.Base] = []
        do {
            let pack = try load(text, base, 0, &bases)
            let found = bases
            return PackShelf.Reading(pack: pack, bases: found, report: try report(on: pack, text, found))
        } catch let refusal as PackRefusal {
            let slips = text.examples.map { PackLibrary.slips(inExamples: $0, file: text.examplesFile) } ?? []
            return try unreadable(text, (refusal.problems + slips).map(PackRemark.init))
        } catch let circle as TooDeep {
            return try unreadable(text, [PackRemark(file: text.file, line: 1, message: circle.message)])
        }
    }

    private static func load(
        _ text: PackText, _ base: (String, String) throws -> PackText?, _ level: Int, _ bases: inout [PackShelf.Base]
    ) throws -> Pack {
        try PackLibrary.load(yaml: text.text, file: text.file) { id, version in
            guard let found = try base(id, version) else { return nil }
            guard level < depth else { throw TooDeep(pack: "\(id) \(version)") }
            let place = bases.count
            let pack = try load(found, base, level + 1, &bases)
            bases.insert(PackShelf.Base(reference: pack.reference, file: found.file, text: found.text), at: place)
            return pack
        }
    }

    /// What the examples and the proof say about a pack that can be read.
    private static func report(
        on pack: Pack, _ text: PackText, _ bases: [PackShelf.Base]
    ) throws -> PackReport {
        var report = PackReport(sha256: pack.sha256, pack: pack.id, version: pack.version)
        if let examples = text.examples {
            do {
                let ran = try PackLibrary.runExamples(of: pack, yaml: examples, file: text.examplesFile)
                report.examples = ran.examples
                report.problems += ran.failures.map(PackRemark.init)
            } catch let refusal as PackRefusal {
                report.problems += refusal.problems.map(PackRemark.init)
                report.examplesNotRun = try examplesNotRun(of: text)
            }
        }
        let proof = PackLibrary.prove(pack, yaml: text.text, file: text.file, examples: text.examples)
        report.combinations = proof.combinations
        report.problems += proof.problems.map(PackRemark.init)
        let lines = PackLines(yaml: text.text)
        let stated = bases.map { (file: $0.file, lines: PackLines(yaml: $0.text)) }
        report.choices =
            PackChoices(pack: pack, file: text.file, lines: lines, bases: stated).remarks
            + proof.choices.map(PackRemark.init)
        return report
    }

    private static func unreadable(_ text: PackText, _ problems: [PackRemark]) throws -> PackShelf.Reading {
        let report = PackReport(
            sha256: SHA256Text.of(text.text), examplesNotRun: try examplesNotRun(of: text), problems: problems)
        return PackShelf.Reading(pack: nil, bases: [], report: report)
    }

    /// How many came along, where nobody runs them; nil when they can't be counted.
    private static func examplesNotRun(of text: PackText) throws -> Int? {
        guard let examples = text.examples else { return 0 }
        return try PackLibrary.countExamples(yaml: examples, file: text.examplesFile)
    }

    private struct TooDeep: Error {
        var pack: String
        var message: String {
            "The packs that this one builds on go more than \(PackReading.depth) deep, or in a circle: \(pack). Let it "
                + "extend fewer."
        }
    }
}

extension PackRemark {
    init(_ problem: PackProblem) {
        self.init(file: problem.file, line: problem.line, message: problem.message)
    }
}

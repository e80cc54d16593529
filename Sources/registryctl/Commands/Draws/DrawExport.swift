import ArgumentParser
import Records

/// What a third person draws again with.
struct DrawExport: CheckedCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write what anybody needs to draw again what was drawn, without the registry.",
        discussion: """
            Writes two files into a folder: draw.json, and proof.json, the proof that the pool stood in the log before the seed was \
            known. Whoever has the log's public key checks both: verify-draw.py draw.json --proof proof.json --key KEY. They name \
            inspectors by pseudonyms. A draw is exported once it is settled.
            """)

    static let manual = Manual(
        .reads, .text("Two JSON files: draw.json and proof.json."),
        examples: [
            #"registryctl draw export D-2026-0003 --out D-2026-0003"#
        ])

    @Argument(help: "Reference of the draw.", completion: .references(.draw)) var draw: String
    @Option(help: ArgumentHelp("Folder for the two files.", valueName: "folder"), completion: .directory) var out:
        String
    @Flag(help: "Write over files that are there already.") var force = false
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        let reference = try DrawTurn(draw: draw).reference()
        let (draft, proven) = ("\(out)/draw.json", "\(out)/proof.json")
        for file in [draft, proven] { try FileThatIsThere.refuse(file, unless: force, "Nothing was written.") }
        let record = try await session.get("/v1/draws/\(reference)", hint: "registryctl draw list").json
        guard record["seed"]?.text != nil else {
            throw Failure(
                .notPossibleNow, "draw_is_not_settled",
                "draw \(reference) is not settled, so nothing is drawn yet that could be checked.",
                why: ["Nothing was written."], attempt: "registryctl draw settle \(reference)")
        }
        let proof = try await session.get("/v1/draws/\(reference)/proof", hint: "registryctl draw list").json
        let needed = ["reference", "firstDay", "lastDay", "pool", "poolDigest", "head", "seed", "drawn", "replaces"]
        let members = needed.map { ($0, record[$0] ?? .null) }
        try PrivateFile.write(
            JSONValue.object(Dictionary(uniqueKeysWithValues: members)).bytes() + [0x0A], to: draft)
        try PrivateFile.write(proof.bytes() + [0x0A], to: proven)
        session.say("Wrote \(draft) and \(proven).")
        session.sayNext("deploy/verify-draw.py \(draft) --proof \(proven) --key log.vkey")
    }

    func slips(_ clock: LocalClock) -> Slips { DrawTurn(draw: draw).slips }
}

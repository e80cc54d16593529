import ArgumentParser
import Records

/// One decision or action with its proof.
struct AuditProof: RegistryCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof", abstract: "Write a decision or an action with the proof that it stands in the log.",
        discussion: """
            For a court: the record as it is stored, the entry of the log about it, and the entry's place under a signed head. \
            It holds nothing of any other record. Whoever has the log's public key checks it without this program and without \
            the registry: verify-log.py --proof FILE --key KEY. Only actions and decisions have one; a draw has draw export.
            """)

    static let manual = Manual(
        .reads, .text("A JSON object with about, record, entry and proof (C2SP tlog-proof)."),
        examples: [
            #"registryctl audit proof A-2026-0317 --out A-2026-0317.proof.json"#,
            #"registryctl audit proof 12"#,
        ])

    @Argument(
        help: "Reference of the action, or number of the decision.", completion: .references(.action)) var record:
        String
    @Option(help: ArgumentHelp("File to write; standard output, if left out.", valueName: "file"), completion: .file())
    var out: String?
    @Flag(help: "Write over a file that is there already.") var force = false
    @OptionGroup(title: "Connection") var common: CommonOptions

    func perform(_ session: Session) async throws {
        if let out { try FileThatIsThere.refuse(out, unless: force, "Nothing was written.") }
        let answer = try await session.get(try path(), hint: "registryctl action list")
        let bytes = answer.json.bytes() + [0x0A]
        guard let out else { return try StandardOutput.write(bytes) }
        try PrivateFile.write(bytes, to: out)
        session.say("Wrote the proof of \(answer.json["about"]?.text ?? record) to \(out).")
    }

    private static let others = ["I-", "D-", "N-", "C-", "L-", "P-"]

    private func path() throws(Failure) -> String {
        let typed = PastedText.bare(record)
        if let number = Int(typed), number > 0 { return "/v1/decisions/\(number)/proof" }
        if Self.others.contains(where: { typed.uppercased().hasPrefix($0) }) {
            throw Failure(
                .refused, "no_proof_of_this", "there is no proof of \(typed): only actions and decisions have one.",
                why: [
                    "Give the reference of the action (A-2026-0317), or the number of the decision; case show lists both. "
                        + "A draw has its proof in draw export."
                ],
                attempt: typed.uppercased().hasPrefix("D-")
                    ? "registryctl draw export \(typed) --out \(typed)" : "registryctl action list")
        }
        return "/v1/actions/\(try Reference.of(.action, typed))/proof"
    }
}

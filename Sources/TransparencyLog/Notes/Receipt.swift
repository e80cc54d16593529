import FoundationEssentials

/// What a service gives for a change: which acts it recorded, when, and for which log, under a signature of its own
/// (C2SP signed-note). Whoever holds it can show later that an act of these was left out of the log.
package struct Receipt: Hashable, Sendable {
    /// An act, by its number in the outbox of an authority, and the digest that its entry in the log will have.
    package struct Act: Hashable, Sendable {
        package let jurisdiction: Int
        package let id: Int
        package let digest: TreeHash

        package init(jurisdiction: Int, id: Int, digest: TreeHash) {
            self.jurisdiction = jurisdiction
            self.id = id
            self.digest = digest
        }

        /// `1/17`.
        package var key: String { "\(jurisdiction)/\(id)" }
    }

    /// The log's name; "-" where no head had been signed yet.
    package let origin: String
    /// Seconds since 1970.
    package let time: Int64
    package let acts: [Act]
    /// There were more acts in that transaction than these.
    package let hasMore: Bool

    private static let header = "tolerance-registry/receipt/v1"

    package init(origin: String, time: Int64, acts: [Act], hasMore: Bool) {
        self.origin = origin
        self.time = time
        self.acts = acts
        self.hasMore = hasMore
    }

    /// The receipt about the acts that a transaction noted (`audit.note_acts`), or nil where it noted none.
    package init?(origin: String, time: Int64, noted: String) {
        let words = noted.split(separator: " ")
        let hasMore = words.last == "+"
        let acts = words.dropLast(hasMore ? 1 : 0).compactMap(Self.act)
        guard !acts.isEmpty, acts.count == words.count - (hasMore ? 1 : 0) else { return nil }
        self.init(origin: origin, time: time, acts: acts, hasMore: hasMore)
    }

    /// The receipt that the text of a note states, or nil.
    package init?(text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.popLast() == "", lines.count >= 4, lines[0] == Self.header, VerifierKey.isName(String(lines[1])),
            lines[2].hasPrefix("time "), let time = Int64(lines[2].dropFirst(5))
        else { return nil }
        let hasMore = lines.last == "and more"
        if hasMore { lines.removeLast() }
        let acts = lines.dropFirst(3).compactMap { $0.hasPrefix("act ") ? Self.act($0.dropFirst(4)) : nil }
        guard !acts.isEmpty, acts.count == lines.count - 3 else { return nil }
        self.init(origin: String(lines[1]), time: time, acts: acts, hasMore: hasMore)
    }

    /// The lines that are signed.
    package var text: String {
        let acts = acts.map { "act \($0.key):\($0.digest.base64)" }
        return ([Self.header, origin, "time \(time)"] + acts + (hasMore ? ["and more"] : [])).joined(separator: "\n")
            + "\n"
    }

    /// The value of the header field `Registry-Receipt`: the signed note in base64.
    package func field(signedBy signer: NoteSigner) throws -> String {
        let note = SignedNote(text: text, signatures: [try signer.sign(text)])
        return Data(note.bytes).base64EncodedString()
    }

    /// The note in the value of the header field, or nil.
    package static func note(field: some StringProtocol) -> SignedNote? {
        Data(base64Encoded: String(field)).flatMap { SignedNote(Array($0)) }
    }

    /// An act as `1/17:` and the digest in base64.
    private static func act(_ text: Substring) -> Act? {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let digest = TreeHash(base64: parts[1]) else { return nil }
        let numbers = parts[0].split(separator: "/").compactMap { UInt64(plain: $0).flatMap(Int.init(exactly:)) }
        guard numbers.count == 2 else { return nil }
        return Act(jurisdiction: numbers[0], id: numbers[1], digest: digest)
    }
}

import Crypto
import Policy
import Postgres
import Records

/// A version of a pack as the database names it: enough to find it among those that were read, and to read it.
struct StoredPack: Sendable {
    let number: Int
    let reference: PackReference
    let baseSHA256: [String]

    init(number: Int, reference: PackReference, baseSHA256: [String]) {
        self.number = number
        self.reference = reference
        self.baseSHA256 = baseSHA256
    }

    /// From the columns number, pack_id, pack_version, sha256, base_sha256.
    init(_ row: Row) throws {
        number = try row.get("number")
        reference = PackReference(
            id: try row.get("pack_id"), version: try row.get("pack_version"), sha256: try row.get("sha256"))
        baseSHA256 = try row.get("base_sha256")
    }

    private var key: String { ([reference.sha256] + baseSHA256).joined(separator: " ") }

    /// The pack; its text is fetched and parsed when nobody has done so before.
    /// - Throws: `Refusal` `pack_text_altered`, `pack_not_readable`.
    func pack(on shelf: PackShelf, _ actor: Actor, _ db: Transaction) throws -> Pack {
        try shelf.cache.pack(key) {
            let rows = try db.rows(
                """
                SELECT source_text, file_name, bases FROM registry.policy_pack
                WHERE jurisdiction_id = \(actor.jurisdiction) AND id = \(number)
                """)
            guard rows.count > 0 else { throw Refusal.unknown("policy pack", "\(number)") }
            let row = rows[0]
            return try read(
                PackText(text: row.get("source_text"), file: row.get("file_name")),
                bases: try PackShelf.Base.all(row.get("bases", as: String.self)), shelf)
        }
    }

    private func read(_ text: PackText, bases: [PackShelf.Base], _ shelf: PackShelf) throws -> Pack {
        try refuseAltered(text.text, reference)
        for (base, sha256) in zip(bases, baseSHA256) {
            let name = base.reference
            try refuseAltered(base.text, PackReference(id: name.id, version: name.version, sha256: sha256))
        }
        let reading = try shelf.read(text, on: bases)
        guard let pack = reading.pack else { throw notReadable(try reading.report()) }
        return pack
    }

    private func refuseAltered(_ text: String, _ name: PackReference) throws {
        let sha256 = SHA256.hexadecimal(of: text)
        guard sha256 != name.sha256 else { return }
        throw Refusal(
            .notPossibleNow, "pack_text_altered",
            "The text of policy pack \(name.id) \(name.version) in the database was altered.",
            detail: "It has SHA-256 \(sha256), not \(name.sha256).",
            hint: "Have the operator restore the text from a backup.")
    }

    private func notReadable(_ report: PackReport) -> Refusal {
        Refusal(
            .notPossibleNow, "pack_not_readable",
            "This program can't read the active policy pack \(reference.id) \(reference.version).",
            detail: report.problems.prefix(3).map(\.text).joined(separator: " "),
            hint: "Run a version of the program that reads it, or have another version of the pack activated.")
    }
}

extension SHA256 {
    /// The digest of a text in UTF-8, in hex.
    static func hexadecimal(of text: String) -> String {
        hash(data: Array(text.utf8)).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

extension PackShelf.Base {
    /// The bases in the column of that name.
    static func all(_ column: String) throws -> [PackShelf.Base] {
        try (BoundedJSON.parse(Array(column.utf8)).items ?? []).map { base in
            PackShelf.Base(
                reference: PackReference(
                    id: base["id"]?.text ?? "", version: base["version"]?.text ?? "",
                    sha256: base["sha256"]?.text ?? ""),
                file: base["file"]?.text ?? "", text: base["text"]?.text ?? "")
        }
    }

    var json: JSONValue {
        [
            "id": .string(reference.id), "version": .string(reference.version), "sha256": .string(reference.sha256),
            "file": .string(file), "text": .string(text),
        ]
    }
}

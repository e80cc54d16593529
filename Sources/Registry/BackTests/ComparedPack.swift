import Policy
import Postgres
import Records

/// One side of a comparison, read, and checked when somebody asks for its problems.
struct ComparedPack {
    /// nil when it can't be read.
    private(set) var pack: Pack?
    private var unknown: [FieldProblem] = []
    /// What is still to be checked, and of which member it is.
    private var unchecked: (reading: PackShelf.Reading, pointer: String)?

    init() {}

    /// - Parameter pointer: of the member that names it.
    /// - Throws: `Refusal` `pack_text_altered`, `pack_not_readable`.
    init(
        _ side: PackComparison.Side, _ pointer: String, on shelf: PackShelf, _ actor: Actor, _ db: Transaction
    ) throws {
        switch side {
        case .text(let text): take(try PackDraft.read(text, on: shelf, actor, db), "\(pointer)/text")
        case .stored(let id, let version): try find(id, version, pointer, shelf, actor, db)
        }
    }

    private mutating func take(_ reading: PackShelf.Reading, _ pointer: String) {
        pack = reading.pack
        unchecked = (reading, pointer)
    }

    /// What is wrong with it; of a pack in force nothing, since it was checked then.
    func problems() throws -> [FieldProblem] {
        guard let unchecked else { return unknown }
        return try unchecked.reading.report().problems.map { FieldProblem(unchecked.pointer, "pack_problem", $0.text) }
    }

    /// Finds a version that is not withdrawn; what is not in force yet is checked with its examples.
    private mutating func find(
        _ id: String, _ version: String, _ pointer: String, _ shelf: PackShelf, _ actor: Actor, _ db: Transaction
    ) throws {
        let rows = try db.rows(
            """
            SELECT p.id AS number, p.pack_id, p.pack_version, p.sha256, p.base_sha256, p.status, p.source_text,
                p.file_name, p.examples_text, p.bases
            FROM registry.policy_pack AS p
            WHERE p.jurisdiction_id = \(actor.jurisdiction) AND p.pack_id = \(id) AND p.pack_version = \(version)
                AND p.status <> 'withdrawn'
            ORDER BY p.id DESC LIMIT 1
            """)
        guard rows.count > 0 else {
            let text = "There is no policy pack \(id) \(version) that is a draft, proposed or active."
            unknown = [FieldProblem(pointer, "unknown_policy_pack", text)]
            return
        }
        let row = rows[0]
        if try row.get("status", as: String.self) == "active" {
            pack = try StoredPack(row).pack(on: shelf, actor, db)
        } else {
            let text = PackText(
                text: try row.get("source_text"), file: try row.get("file_name"),
                examples: try row.get("examples_text"))
            take(try shelf.read(text, on: PackShelf.Base.all(row.get("bases"))), pointer)
        }
    }
}

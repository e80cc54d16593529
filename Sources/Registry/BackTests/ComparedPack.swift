import Policy
import Postgres
import Records

/// One side of a comparison: found first, and read and checked outside of the transaction when it wasn't in force yet.
struct ComparedPack: Sendable {
    /// A text that is not read yet; without bases it may build on any pack.
    private var unread: (text: PackText, bases: [PackShelf.Base]?, pointer: String)?
    /// nil when it can't be read.
    private(set) var pack: Pack?
    private(set) var problems: [FieldProblem] = []
    /// What keeps a pack that can be read from being proposed: examples that fail, and what the proof finds.
    private(set) var warnings: [String] = []

    init() {}

    /// - Parameter pointer: of the member that names it.
    /// - Throws: `Refusal` `pack_text_altered`, `pack_not_readable`.
    init(
        _ side: PackComparison.Side, _ pointer: String, on shelf: PackShelf, _ actor: Actor, _ db: Transaction
    ) throws {
        switch side {
        case .text(let text): unread = (text, nil, "\(pointer)/text")
        case .stored(let id, let version): try find(id, version, pointer, shelf, actor, db)
        }
    }

    /// Reads the text, where there is one.
    /// - Throws: `Refusal` `checks_are_busy`.
    mutating func readText(_ registry: Registry, _ actor: Actor) async throws {
        guard let (text, bases, pointer) = unread else { return }
        let reading =
            if let bases { try await registry.reading(of: text, on: bases, actor) } else {
                try await registry.reading(of: text, actor)
            }
        pack = reading.pack
        let found = try reading.report().problems.map(\.text)
        // To see what a draft would change is why it is compared; only what nobody can read decides nothing.
        guard pack == nil else {
            warnings = found
            return
        }
        problems = found.map { FieldProblem(pointer, "pack_problem", $0) }
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
            problems = [FieldProblem(pointer, "unknown_policy_pack", text)]
            return
        }
        let row = rows[0]
        if try row.get("status", as: String.self) == "active" {
            pack = try StoredPack(row).pack(on: shelf, actor, db)
        } else {
            let text = PackText(
                text: try row.get("source_text"), file: try row.get("file_name"),
                examples: try row.get("examples_text"))
            unread = (text, try PackShelf.Base.all(row.get("bases")), pointer)
        }
    }
}
